"""The Whoosh engine: writes a locale's index folder, opens it, answers queries."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path

from whoosh import fields, index

from helpcenter_build.search.alternatives import QueryReader, QueryWord
from helpcenter_build.search.compile import CompiledIndex, Postings, compile_index
from helpcenter_build.search.document import Document, Hit, SearchResult, Verdict, Vocabulary
from helpcenter_build.search.lexicon import Lexicon
from helpcenter_build.search.query import BASE, LEARNED, ImpactField, ImpactWeighting, compose_query

FORMAT = 1
LEXICON_FILE = "lexicon.json"
DOCUMENT = "document"


class IndexUnreadableError(Exception):
    """The folder holds no index, or one that another release wrote; the message says what to do."""


def write_index(
    documents: Iterable[Document], locale: str, folder: Path, *, vocabulary: Vocabulary
) -> None:
    """Write one locale's index into `folder`, made if missing; an index in it is replaced."""
    write_compiled(compile_index(documents, locale, vocabulary=vocabulary), folder)


def write_compiled(compiled: CompiledIndex, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    schema = fields.Schema(
        **{BASE: ImpactField(), LEARNED: ImpactField(), DOCUMENT: fields.STORED()}
    )
    base = _by_document(compiled.base, len(compiled.documents))
    learned = _by_document(compiled.learned, len(compiled.documents))
    with index.create_in(str(folder), schema).writer() as writer:
        for number, document in enumerate(compiled.documents):
            values = {BASE: base[number], LEARNED: learned[number], DOCUMENT: asdict(document)}
            writer.add_document(**values)
    lexicon = {"format": FORMAT, "lexicon": compiled.lexicon.to_json()}
    (folder / LEXICON_FILE).write_text(json.dumps(lexicon, ensure_ascii=False), encoding="utf-8")


def _by_document(postings: Postings, documents: int) -> list[list[tuple[int, int]]]:
    impacts: list[list[tuple[int, int]]] = [[] for _ in range(documents)]
    for term, entries in enumerate(postings):
        for number, impact in entries:
            impacts[number].append((term, impact))
    return impacts


def open_index(folder: Path) -> SearchIndex:
    """Open an index folder; raises IndexUnreadableError when it is missing or of another release."""
    try:
        values = json.loads((folder / LEXICON_FILE).read_text(encoding="utf-8"))
    except (FileNotFoundError, json.JSONDecodeError) as error:
        raise IndexUnreadableError(
            f"{folder} holds no search index; run `helpcenter build`"
        ) from error
    if values.get("format") != FORMAT:
        raise IndexUnreadableError(
            f"{folder} was written by another release; run `helpcenter build`"
        )
    return SearchIndex(folder, Lexicon.from_json(values["lexicon"]))


class SearchIndex:
    """An open index, safe to share between threads."""

    def __init__(self, folder: Path, lexicon: Lexicon) -> None:
        self._index = index.open_dir(str(folder), readonly=True)
        self._searcher = self._index.searcher(weighting=ImpactWeighting())
        self.lexicon = lexicon
        self._reader = QueryReader(lexicon)

    def search(self, query: str, *, limit: int = 10) -> SearchResult:
        words = self._reader.read(query)
        hits = self._hits(words, limit) if any(word.alternatives for word in words) else ()
        verdict: Verdict = "may_help" if hits else "nothing_fits"
        return SearchResult(query=query, verdict=verdict, hits=hits)

    def _hits(self, words: Sequence[QueryWord], limit: int) -> tuple[Hit, ...]:
        results = self._searcher.search(compose_query(words), limit=limit)
        return tuple(_hit(found[DOCUMENT], found.score) for found in results)


def _hit(document: dict[str, object], score: float) -> Hit:
    values = {key: document[key] for key in ("id", "title", "url", "section", "section_title")}
    texts = {key: document[key] for key in ("summary", "question", "answer")}
    return Hit(score=int(score), **values, **texts)  # type: ignore[arg-type]

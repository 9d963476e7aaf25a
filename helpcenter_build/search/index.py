"""The Whoosh engine: writes a locale's index folder, opens it, answers queries."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from whoosh import fields, index
from whoosh.searching import Searcher

from helpcenter_build.search.alternatives import QueryReader, QueryWord
from helpcenter_build.search.compile import CompiledIndex, compile_index
from helpcenter_build.search.document import (
    Document,
    Hit,
    IndexUnreadableError,
    NumberPatterns,
    SearchResult,
    Vocabulary,
)
from helpcenter_build.search.lexicon import Lexicon
from helpcenter_build.search.likely import likelier
from helpcenter_build.search.memory import Memory, Postings
from helpcenter_build.search.passages import best_passages, matched_words
from helpcenter_build.search.query import (
    BASE,
    LEARNED,
    ImpactField,
    Impacts,
    PostingLists,
)
from helpcenter_build.search.recognise import recognise
from helpcenter_build.search.spelling import spelling_of
from helpcenter_build.search.verdict import Figures, asked_of, has_a_say, judge

FORMAT = 4
LEXICON_FILE = "lexicon.json"
DOCUMENT = "document"
# The verdict looks at so many hits.
JUDGED = 3


def write_index(
    documents: Iterable[Document],
    locale: str,
    folder: Path,
    *,
    vocabulary: Vocabulary,
    memory: Memory | None = None,
) -> None:
    """Write one locale's index into `folder`, made if missing; an index in it is replaced."""
    write_compiled(compile_index(documents, locale, vocabulary=vocabulary, memory=memory), folder)


def write_compiled(compiled: CompiledIndex, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    schema = fields.Schema(
        **{BASE: ImpactField(), LEARNED: ImpactField(), DOCUMENT: fields.STORED()}
    )
    base = _by_document(compiled.base, len(compiled.documents))
    learned = _by_document(compiled.learned, len(compiled.documents))
    with index.create_in(str(folder), schema).writer() as writer:
        for number, document in enumerate(compiled.documents):
            stored = _stored(document, compiled.parts[number])
            writer.add_document(**{BASE: base[number], LEARNED: learned[number], DOCUMENT: stored})
    lexicon = {"format": FORMAT, "lexicon": compiled.lexicon.to_json()}
    (folder / LEXICON_FILE).write_text(json.dumps(lexicon, ensure_ascii=False), encoding="utf-8")


def _stored(document: Document, parts: Sequence[object]) -> dict[str, Any]:
    values = asdict(replace(document, passages=(), asked_as=()))
    headings = [(passage.anchor, passage.title) for passage in document.passages]
    return values | {"headings": headings, "parts": parts}


def _by_document(postings: Postings, documents: int) -> list[list[tuple[int, int]]]:
    impacts: list[list[tuple[int, int]]] = [[] for _ in range(documents)]
    for term, entries in enumerate(postings):
        for number, impact in entries:
            impacts[number].append((term, impact))
    return impacts


def open_index(folder: Path, *, numbers: NumberPatterns = NumberPatterns()) -> SearchIndex:  # noqa: B008 - frozen
    """Open an index folder; raises IndexUnreadableError when it is missing or another release's.

    `numbers` are the patterns by which order and tracking numbers in queries are recognised.
    """
    try:
        values = json.loads((folder / LEXICON_FILE).read_text(encoding="utf-8"))
        if values["format"] != FORMAT:
            raise IndexUnreadableError(
                f"{folder} was written by another release; run `helpcenter build`"
            )
        opened = index.open_dir(str(folder), readonly=True)
        searcher = opened.searcher()
    except (OSError, ValueError, TypeError, KeyError, index.IndexError) as error:
        raise IndexUnreadableError(
            f"{folder} holds no search index; run `helpcenter build`"
        ) from error
    return SearchIndex(searcher, Lexicon.from_json(values["lexicon"]), numbers)


class SearchIndex:
    """An open index; it only reads, so threads may share it."""

    def __init__(self, searcher: Searcher, lexicon: Lexicon, numbers: NumberPatterns) -> None:
        self.lexicon = lexicon
        self._searcher = searcher
        self._postings = PostingLists(searcher)
        self._reader = QueryReader(lexicon)
        self._term_of = lexicon.term_of()
        self._numbers = numbers

    def read(self, query: str) -> tuple[QueryWord, ...]:
        words = self._reader.read(query)
        return tuple(likelier(word, self._articles) if word.heard else word for word in words)

    def rank(self, words: Sequence[QueryWord], limit: int) -> list[tuple[int, int]]:
        """(document number, score) of the best hits."""
        if not any(word.alternatives for word in words):
            return []
        found = self._searcher.search(Impacts(words, self._postings), limit=limit)
        return [(number, int(score)) for number, score in found.items()]

    def search(self, query: str, *, limit: int = 10) -> SearchResult:
        """Best `limit` articles for whatever a shopper typed; never raises on account of it."""
        words = self.read(query)
        ranked = self.rank(words, max(limit, JUDGED))
        recognised, number = recognise(query, self._numbers)
        return SearchResult(
            query=query,
            verdict=judge(self._figures(words, ranked)) if ranked else "nothing_fits",
            hits=tuple(self.hit(words, *entry) for entry in ranked[:limit]),
            spelling=spelling_of(words),
            recognised=recognised,
            number=number,
        )

    def _articles(self, term: int) -> int:
        return len(self._postings.of(BASE, term))

    def titles(self, query: str, limit: int) -> list[tuple[str, str]]:
        """(title, address) of the best articles, for a list that says no more of them."""
        stored = (self._stored(number) for number, _ in self.rank(self.read(query), limit))
        return [(values["title"], values["url"]) for values in stored]

    def ids(self) -> frozenset[str]:
        """Ids of all articles."""
        numbers = self._searcher.reader().all_doc_ids()
        return frozenset(self._stored(number)["id"] for number in numbers)

    def base(self, term: int, number: int) -> int:
        """Base impact of a term in a document, 0 when the document lacks it."""
        return self._postings.of(BASE, term).get(number, 0)

    def learned(self, term: int, number: int) -> int:
        """Learned weight of a term in a document."""
        return self._postings.of(LEARNED, term).get(number, 0)

    def word_of(self, term: int) -> str:
        """The shortest word of a term."""
        words = (word for word, other in self._term_of.items() if other == term)
        return min(words, key=lambda word: (len(word), word))

    def _figures(self, words: Sequence[QueryWord], ranked: Sequence[tuple[int, int]]) -> Figures:
        counted = [word for word in words if has_a_say(word)]
        best, first = ranked[0]
        return Figures(
            asked=sum(asked_of(word, self._largest(word)) for word in counted),
            covered=sum(self._best_impact(word, best) for word in counted),
            first=first,
            third=ranked[JUDGED - 1][1] if len(ranked) >= JUDGED else 0,
            words=len(counted) or 1,
            sure=max((word.sure for word in counted), default=0),
        )

    def _largest(self, word: QueryWord) -> list[int]:
        lists = (self._postings.of(BASE, term) for term, _ in word.alternatives)
        return [max(impacts.values(), default=0) for impacts in lists]

    def _best_impact(self, word: QueryWord, number: int) -> int:
        values = (weight * self.base(term, number) for term, weight in word.alternatives)
        return max(values, default=0)

    def hit(self, words: Sequence[QueryWord], number: int, score: int) -> Hit:
        """The article behind a document number, with its best heading and the words to mark."""
        stored = self._stored(number)
        best = best_passages(words, stored["parts"])
        names = ("id", "title", "url", "section", "section_title", "summary", "question", "answer")
        texts = " ".join(stored[name] for name in ("title", "question", "answer", "summary"))
        return Hit(
            **{name: stored[name] for name in names},
            score=score,
            parts=tuple(tuple(stored["headings"][number]) for number in best),
            matched=matched_words(words, texts, self._term_of, self.lexicon.fold),
        )

    def _stored(self, number: int) -> Mapping[str, Any]:
        stored: Mapping[str, Any] = self._searcher.reader().stored_fields(number)[DOCUMENT]
        return stored

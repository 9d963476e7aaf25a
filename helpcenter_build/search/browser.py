"""The browser's index: what `compile_index` made, as compact JSON in files cached for ever.

A site keeps a locale's files under `<locale root>/search/`: `index.json`, whose name never changes,
names the others, whose names carry a hash of all files of their kind:

    words       the lexicon; a small site's postings and titles too
    postings    impacts of a range of terms, fetched when a query has one of them
    documents   titles, addresses, sections of a range of articles, fetched for hits
    details     answers and headings of an article, fetched for the best hits; of a large site, of a
                range of articles

What is cut to pieces stands in the entry as [[first number in each piece, ...], name], the `*` in
the name being the piece's place. So a query on a large site costs the words once, then a few small
files. The engine that reads them is `theme/assets/js/search/`; the search box reaches it through
`search-worker.js`, which speaks the four messages of Material's own worker, so that Material's box
may be put in place of ours. Its `__config` would name it:

    {"search": "<assets>/search-worker.js?index=<root-relative folder>/"}

Our box also reads the verdict, the spelling and a recognised number from the results. Addresses in
results are root-relative. The worker needs `worker-src 'self'; script-src 'self'; connect-src
'self'` and nothing else.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from helpcenter_build.search.compile import LEVELS, CompiledIndex, Parts, compile_index, level_of
from helpcenter_build.search.document import BROWSER_ENTRY, Document, NumberPatterns, Vocabulary
from helpcenter_build.search.packing import gaps_of, pack_numbers, pack_postings
from helpcenter_build.search.packing_words import pack_synonyms, pack_words

FORMAT = 7
# Folder below a locale's root of the site, and the entry in it whose name is stable.
# Above that many articles, postings and titles leave the words' file and are cut to pieces.
WHOLE_UP_TO = 500
POSTINGS_A_FILE = 1000
TITLES_A_FILE = 64
ANSWERS_A_FILE = 32

NO_NUMBERS = NumberPatterns()


def compile_browser_index(
    documents: Iterable[Document],
    locale: str,
    *,
    vocabulary: Vocabulary,
    numbers: NumberPatterns = NO_NUMBERS,
) -> dict[str, Any]:
    """All files of a browser index by name, the entry among them, as JSON values."""
    compiled = compile_index(documents, locale, vocabulary=vocabulary)
    return dict(_files(compiled, numbers))


def write_browser_index(
    documents: Iterable[Document],
    locale: str,
    folder: Path,
    *,
    vocabulary: Vocabulary,
    numbers: NumberPatterns = NO_NUMBERS,
) -> None:
    """Write the browser index of one locale into `folder` (`<site>/<locale root>/search`)."""
    compiled = compile_index(documents, locale, vocabulary=vocabulary)
    write_compiled_browser_index(compiled, folder, numbers=numbers)


def write_compiled_browser_index(
    compiled: CompiledIndex, folder: Path, *, numbers: NumberPatterns = NO_NUMBERS
) -> None:
    """As `write_browser_index`, for a build that compiles once for both engines."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, values in _files(compiled, numbers):
        (folder / name).write_bytes(_json(values))


def _files(compiled: CompiledIndex, numbers: NumberPatterns) -> Iterator[tuple[str, Any]]:
    words: dict[str, Any] = {"lexicon": _lexicon(compiled)}
    entry: dict[str, Any] = {
        "format": FORMAT,
        "locale": compiled.lexicon.locale,
        "size": len(compiled.documents),
        "levels": LEVELS,
        "numbers": {"order": numbers.order, "tracking": numbers.tracking},
    }
    pieces = {
        "postings": list(_posting_pieces(compiled)),
        "documents": list(_document_pieces(compiled)),
    }
    if len(compiled.documents) <= WHOLE_UP_TO:
        words |= {kind: piece for kind, cut in pieces.items() for _, piece in cut}
        pieces = {}
    name = _name("words", words)
    yield name, words
    entry |= {"words": name, "postings": [[0], name], "documents": [[0], name]}
    for kind, cut in {**pieces, "details": list(_detail_pieces(compiled))}.items():
        pattern = _name(f"{kind}-*", cut)
        entry[kind] = [[first for first, _ in cut], pattern]
        for number, (_, piece) in enumerate(cut):
            yield pattern.replace("*", str(number)), {kind: piece}
    yield BROWSER_ENTRY, entry


def _lexicon(compiled: CompiledIndex) -> dict[str, Any]:
    lexicon = compiled.lexicon
    return {
        **pack_words(lexicon.words, lexicon.terms),
        **pack_synonyms(lexicon),
        "weak": lexicon.weak,
        "fold": lexicon.fold,
        "layouts": lexicon.layouts,
        "foreign_sounds": lexicon.foreign_sounds,
        "native_sounds": lexicon.native_sounds,
        "typed_as": lexicon.typed_as,
        "doubtful": lexicon.doubtful,
    }


def _posting_pieces(compiled: CompiledIndex) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """(first term, packed postings) of runs of terms."""
    start = held = 0
    learned = compiled.learned
    base = [[(number, level_of(impact)) for number, impact in row] for row in compiled.base]
    whole = len(compiled.documents) <= WHOLE_UP_TO
    for term, entries in enumerate(base):
        held += len(entries) + len(learned[term])
        last = term == len(base) - 1
        if last or (held > POSTINGS_A_FILE and not whole):
            piece = slice(start, term + 1)
            yield start, {"first": start, "packed": pack_postings(base[piece], learned[piece])}
            start, held = term + 1, 0


def _document_pieces(compiled: CompiledIndex) -> Iterator[tuple[int, Mapping[str, Any]]]:
    for first, documents in _runs(compiled, TITLES_A_FILE, small=WHOLE_UP_TO):
        root = documents[0].url.removesuffix(f"{documents[0].id}/")
        sections = list(dict.fromkeys(document.section_title for document in documents))
        rows = [_document_row(document, root, sections) for document in documents]
        yield first, {"first": first, "root": root, "sections": sections, "rows": rows}


def _document_row(document: Document, root: str, sections: Sequence[str]) -> list[Any]:
    """Id, title, section; the address where it is not that of the id."""
    row = [document.id, document.title, sections.index(document.section_title)]
    return row if document.url == f"{root}{document.id}/" else [*row, document.url]


def _detail_pieces(compiled: CompiledIndex) -> Iterator[tuple[int, Mapping[str, Any]]]:
    for first, documents in _runs(compiled, ANSWERS_A_FILE, small=1):
        rows = [
            _detail_row(document, compiled.parts[first + at])
            for at, document in enumerate(documents)
        ]
        yield first, {"first": first, "rows": rows}


def _detail_row(document: Document, parts: Parts) -> list[Any]:
    """Question, answer, headings, telling terms; the first passage stands for the whole."""
    pairs = list(zip(document.passages, parts, strict=True))
    telling = pairs[:1] + [pair for pair in pairs[1:] if any(pair[1])]
    return [
        document.question if document.question != document.title else "",
        document.answer or document.summary,
        [[passage.anchor, passage.title] for passage, _ in telling],
        [pack_numbers(gaps_of(terms)) for _, (_, terms) in telling],
    ]


def _runs(
    compiled: CompiledIndex, large: int, *, small: int
) -> Iterator[tuple[int, Sequence[Document]]]:
    """(first number, documents) of runs: of `large` documents, or `small` in a small site."""
    size = large if len(compiled.documents) > WHOLE_UP_TO else small
    for first in range(0, len(compiled.documents), size):
        yield first, compiled.documents[first : first + size]


def _name(kind: str, values: Any) -> str:
    return f"{kind}.{hashlib.sha256(_json(values)).hexdigest()[:10]}.json"


def _json(values: Any) -> bytes:
    return json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode()

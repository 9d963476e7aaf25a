"""Whoosh's side of a query: the best alternative of each query word, plus what was learned.

Only what 2.7.4, whoosh-reloaded 2.7.5 and whoosh3 3.54 share of Whoosh's interface is used: the
tests pass on all three, which read each other's files. 2.7.4 is the one required, because it is
the release everybody knows and will not change under us; the others are the way out.

The library's own disjunctions are not used. From 2.7.4 on, `DisjunctionMaxMatcher.score()` takes
the larger of both sub-matchers' scores even when they stand on different documents; and a tree of
sixty matchers, one for each alternative, takes ten times as long as adding the postings up.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from whoosh import fields, formats, matching, query
from whoosh.reading import TermNotFound
from whoosh.searching import Searcher

from helpcenter_build.search.alternatives import QueryWord

BASE = "base"
LEARNED = "learned"


class ImpactField(fields.FieldType):
    """Takes (term, impact) pairs as they are: the analysis has been done at compile time."""

    def __init__(self) -> None:
        self.format = formats.Existence()
        self.analyzer = None
        self.scorable = True
        self.stored = False
        self.unique = False
        self.vector = None
        self.indexed = True

    def index(
        self, value: Iterable[tuple[int, int]], **_: object
    ) -> Iterable[tuple[bytes, int, float, bytes]]:
        for term, impact in value:
            yield term_name(term).encode(), 1, float(impact), b""

    def to_bytes(self, value: str | bytes) -> bytes:
        return value if isinstance(value, bytes) else value.encode()


class PostingLists:
    """Postings of an open index, each read from it once: document number to impact."""

    def __init__(self, searcher: Searcher) -> None:
        self._reader = searcher.reader()
        self._read: dict[tuple[str, int], Mapping[int, int]] = {}

    def of(self, field: str, term: int) -> Mapping[int, int]:
        """Empty for a term that no document has."""
        found = self._read.get((field, term))
        if found is None:
            found = self._read[field, term] = dict(self._entries(field, term))
        return found

    def _entries(self, field: str, term: int) -> Iterator[tuple[int, int]]:
        try:
            matcher = self._reader.postings(field, term_name(term))
        except TermNotFound:
            return
        while matcher.is_active():
            yield matcher.id(), int(matcher.weight())
            matcher.next()


class Impacts(query.Query):
    """Whoosh query of a read query; its scores are sums of whole numbers, exact in a double."""

    def __init__(self, words: Iterable[QueryWord], postings: PostingLists) -> None:
        self._words = words
        self._postings = postings

    def matcher(self, _searcher: object, _context: object = None) -> matching.Matcher:
        scores = self._scores()
        numbers = sorted(scores)
        return matching.ListMatcher(numbers, [float(scores[number]) for number in numbers])

    def _scores(self) -> Mapping[int, int]:
        scores: Counter[int] = Counter()
        largest: dict[int, int] = {}
        for word in self._words:
            best: dict[int, int] = {}
            for term, weight in word.alternatives:
                largest[term] = max(largest.get(term, 0), weight)
                for number, impact in self._postings.of(BASE, term).items():
                    best[number] = max(best.get(number, 0), weight * impact)
            scores.update(best)
        for term, weight in largest.items():
            for number, impact in self._postings.of(LEARNED, term).items():
                scores[number] += weight * impact
        return scores


def term_name(term: int) -> str:
    return f"{term:x}"

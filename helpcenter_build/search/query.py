"""Whoosh's side of a query: the best alternative of each query word, plus what was learned.

Only what 2.7.4, whoosh-reloaded 2.7.5 and whoosh3 3.54 share of Whoosh's interface is used: the
tests pass on all three, which read each other's files. 2.7.4 is the one required, because it is
the release everybody knows and will not change under us; the others are the way out.

The library's disjunction maximum is not used: from 2.7.4 on, `DisjunctionMaxMatcher.score()` takes
the larger of both sub-matchers' scores even when they stand on different documents.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Any

from whoosh import fields, formats, matching, query, scoring
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


class ImpactWeighting(scoring.WeightingModel):
    """A posting's score is the impact stored with it."""

    def scorer(self, *_: object, **__: object) -> scoring.BaseScorer:
        return _ImpactScorer()


class _ImpactScorer(scoring.BaseScorer):
    def score(self, matcher: Any) -> float:
        return float(matcher.weight())

    def max_quality(self) -> float:
        """No bound, so that Whoosh leaves nothing out: its shortcuts assume sums everywhere."""
        return math.inf


class _BestMatcher(matching.UnionMatcher):
    """Union that scores with the larger one of the sub-matchers standing on the document."""

    def score(self) -> float:
        first, second = self.a, self.b
        if not first.is_active():
            return float(second.score())
        if not second.is_active():
            return float(first.score())
        if first.id() < second.id():
            return float(first.score())
        if second.id() < first.id():
            return float(second.score())
        return float(max(first.score(), second.score()))

    def supports_block_quality(self) -> bool:
        return False


class Best(query.compound.CompoundQuery):
    """A query word: documents that hold any alternative, scored by the best one."""

    def _matcher(self, subs: Sequence[query.Query], searcher: object, context: object) -> object:
        return self._tree_matcher(subs, _BestMatcher, searcher, context, None)  # type: ignore[no-untyped-call]


def term_name(term: int) -> str:
    return f"{term:x}"


def compose_query(words: Iterable[QueryWord]) -> query.Query:
    """Whoosh query of a read query; its scores are sums of whole numbers, exact in a double."""
    parts: list[query.Query] = []
    largest: dict[int, int] = {}
    for word in words:
        if word.alternatives:
            alternatives = [_term(BASE, *alternative) for alternative in word.alternatives]
            parts.append(Best(alternatives))  # type: ignore[no-untyped-call]
        for term, weight in word.alternatives:
            largest[term] = max(largest.get(term, 0), weight)
    learned = [_term(LEARNED, *alternative) for alternative in sorted(largest.items())]
    return query.Or([*parts, *learned])


def _term(field: str, term: int, weight: int) -> query.Term:
    return query.Term(field, term_name(term), boost=float(weight))


def largest_impact(searcher: Searcher, term: int) -> int:
    """Largest base impact of a term in any document, 0 when no document has it."""
    try:
        return int(searcher.reader().term_info(BASE, term_name(term)).max_weight())
    except TermNotFound:
        return 0


def impact_of(searcher: Searcher, field: str, term: int, number: int) -> int:
    """Impact of a term in one document, 0 when the document lacks it."""
    try:
        matcher = searcher.reader().postings(field, term_name(term))
    except TermNotFound:
        return 0
    if matcher.is_active() and matcher.id() < number:
        matcher.skip_to(number)
    return int(matcher.weight()) if matcher.is_active() and matcher.id() == number else 0

"""Whoosh's side of a query: an Or of query words, each the best of its weighted alternatives.

Only Whoosh's documented matchers are used, and its disjunction maximum not at all: from 2.7.4 on,
`DisjunctionMaxMatcher.score()` takes the larger of both sub-matchers' scores even when they stand on different
documents.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from whoosh import fields, formats, matching, query, scoring

FIELD = "words"


class ImpactField(fields.FieldType):  # type: ignore[misc]  # Whoosh has no types
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


class ImpactWeighting(scoring.WeightingModel):  # type: ignore[misc]
    """A posting's score is the impact stored with it."""

    def scorer(self, *_: object, **__: object) -> scoring.BaseScorer:
        return scoring.WeightScorer(float("inf"))


class _BestMatcher(matching.UnionMatcher):  # type: ignore[misc]
    """Union whose score is the larger one of the sub-matchers that stand on the current document."""

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


class Best(query.compound.CompoundQuery):  # type: ignore[misc]
    """A query word: documents that hold any alternative, scored by the best one."""

    def _matcher(self, subs: Sequence[query.Query], searcher: object, context: object) -> object:
        return self._tree_matcher(subs, _BestMatcher, searcher, context, None)


def term_name(term: int) -> str:
    return f"{term:x}"


def best_of(alternatives: Iterable[tuple[int, int]]) -> query.Query:
    """Query of one word from (term, weight) pairs."""
    terms = [
        query.Term(FIELD, term_name(term), boost=float(weight)) for term, weight in alternatives
    ]
    return terms[0] if len(terms) == 1 else Best(terms)

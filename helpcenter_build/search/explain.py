"""Why an article stands where it stands: words, what they were read as, weights."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from helpcenter_build.search.alternatives import QueryWord
from helpcenter_build.search.document import Hit
from helpcenter_build.search.index import SearchIndex


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """What one query word adds to one hit: weight times impact, and what was learned.

    `through` is the word of the index that counted, "" when the article has none of them.
    """

    word: str
    read_as: str
    through: str
    weight: int
    impact: int
    learned: int

    @property
    def points(self) -> int:
        return self.weight * self.impact + self.learned


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    hit: Hit
    reasons: tuple[Reason, ...]


def explain(index: SearchIndex, query: str, *, limit: int = 10) -> tuple[Explanation, ...]:
    """An explanation of every hit; the reasons' points add up to its score."""
    words = index.read(query)
    return tuple(
        Explanation(
            hit=index.hit(words, number, score),
            reasons=tuple(_reasons(index, words, number)),
        )
        for number, score in index.rank(words, limit)
    )


def _reasons(index: SearchIndex, words: Sequence[QueryWord], number: int) -> Iterator[Reason]:
    owners = _owners(words)
    for at, word in enumerate(words):
        weight, impact, term = max(
            ((weight, index.base(term, number), term) for term, weight in word.alternatives),
            key=lambda found: found[0] * found[1],
            default=(0, 0, -1),
        )
        learned = sum(
            weight * index.learned(term, number)
            for term, weight in word.alternatives
            if owners[term] == at
        )
        yield Reason(
            word=word.text,
            read_as=word.known,
            through=index.word_of(term) if impact else "",
            weight=weight,
            impact=impact,
            learned=learned,
        )


def _owners(words: Sequence[QueryWord]) -> dict[int, int]:
    """The word by which each term counts in what was learned: the one that weighs it most."""
    best: dict[int, tuple[int, int]] = {}
    for at, word in enumerate(words):
        for term, weight in word.alternatives:
            best[term] = max(best.get(term, (0, 0)), (weight, -at))
    return {term: -at for term, (_, at) in best.items()}

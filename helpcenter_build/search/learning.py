"""What the articles' own phrasings teach: which words tell articles apart.

A linear model on top of BM25, trained at build time on titles, questions and `asked_as`: for each
phrasing the right article shall stand above the articles that BM25, blind to this very phrasing,
takes for it. Gentle and short (softmax loss, AdaGrad: Duchi et al. 2011), because a help center has
a dozen phrasings an article, not thousands. Only what speaks *for* an article is kept.
"""

from __future__ import annotations

import math
import random
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import repeat
from typing import Protocol

from helpcenter_build.search.alternatives import QueryWord
from helpcenter_build.search.near import WHOLE

ROUNDS = 3
RATE = 0.2
BASE_SHARE = 0.55
# Articles that compete with the right one in each phrasing.
RIVALS = 60
# A rival with less than this share of the likelihood is not worth a step.
LEAST_LIKELY = 0.01
# More work than that (phrasings times articles) and learning is left out: BM25 alone then.
MOST_WORK = 3_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """A phrasing of an article, read as a query; `weight` is what its words counted in BM25F."""

    document: int
    weight: float
    words: tuple[QueryWord, ...]


class BaseRanking(Protocol):
    terms: int
    frequencies: list[dict[int, float]]

    def impact(self, document: int, term: int, without: float = 0.0) -> float: ...

    def impacts(self) -> list[dict[int, float]]: ...


def learn(samples: Iterable[Sample], base: BaseRanking) -> list[dict[int, float]]:
    """Learned weight by document for each term; only positive ones."""
    known = [sample for sample in samples if any(word.alternatives for word in sample.words)]
    weights: list[dict[int, float]] = [{} for _ in range(base.terms)]
    impacts = base.impacts()
    lessons = [_Lesson.of(sample, base, impacts) for sample in known]
    steps: list[dict[int, float]] = [{} for _ in range(base.terms)]
    order = random.Random(1)  # noqa: S311 - the same order in every build, nothing secret
    for _ in range(ROUNDS):
        order.shuffle(lessons)
        for lesson in lessons:
            lesson.teach(weights, steps)
    return [{number: weight for number, weight in row.items() if weight > 0} for row in weights]


def features(words: Iterable[QueryWord]) -> dict[int, float]:
    """Each term of a query with its largest weight, as a share of one."""
    largest: dict[int, int] = {}
    for word in words:
        for term, weight in word.alternatives:
            largest[term] = max(largest.get(term, 0), weight)
    return {term: weight / WHOLE for term, weight in largest.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Lesson:
    right: int
    features: tuple[tuple[int, float], ...]
    scores: tuple[tuple[int, float], ...]

    @classmethod
    def of(cls, sample: Sample, base: BaseRanking, impacts: Sequence[dict[int, float]]) -> _Lesson:
        scores = _base_scores(sample, base, impacts)
        right = scores.pop(sample.document, 0.0)
        rivals = sorted(scores.items(), key=lambda entry: (-entry[1], entry[0]))[:RIVALS]
        return cls(
            right=sample.document,
            features=tuple(features(sample.words).items()),
            scores=((sample.document, right), *rivals),
        )

    def teach(self, weights: Sequence[dict[int, float]], steps: Sequence[dict[int, float]]) -> None:
        scores = self._learned_scores(weights)
        top = max(scores)
        shares = [math.exp(score - top) for score in scores]
        total = sum(shares)
        errors = [
            (number, share / total - (number == self.right))
            for (number, _), share in zip(self.scores, shares, strict=True)
            if number == self.right or share > LEAST_LIKELY * total
        ]
        for term, x in self.features:
            row, past = weights[term], steps[term]
            for number, error in errors:
                gradient = error * x
                past[number] = squares = past.get(number, 1.0) + gradient * gradient
                row[number] = row.get(number, 0.0) - RATE * gradient / math.sqrt(squares)

    def _learned_scores(self, weights: Sequence[dict[int, float]]) -> list[float]:
        """Term by term over all articles at once: this is where a build's time would go."""
        numbers = [number for number, _ in self.scores]
        learned = [0.0] * len(numbers)
        for term, x in self.features:
            if row := weights[term]:
                found = map(row.get, numbers, repeat(0.0))
                learned = [sum_ + weight * x for sum_, weight in zip(learned, found, strict=False)]
        return [base + more for (_, base), more in zip(self.scores, learned, strict=True)]


def _base_scores(
    sample: Sample, base: BaseRanking, impacts: Sequence[dict[int, float]]
) -> dict[int, float]:
    """BM25 of every article for the phrasing, its own article's as if it lacked the phrasing."""
    own: dict[int, float] = defaultdict(float)
    for word in sample.words:
        if word.term is not None:
            own[word.term] += sample.weight
    scores: dict[int, float] = defaultdict(float)
    for word in sample.words:
        best: dict[int, float] = {}
        for term, weight in word.alternatives:
            for number, impact in impacts[term].items():
                if number == sample.document:
                    impact = base.impact(number, term, own.get(term, 0.0))
                value = impact * weight
                if value > best.get(number, 0.0):
                    best[number] = value
        for number, value in best.items():
            scores[number] += value * BASE_SHARE / WHOLE
    return scores

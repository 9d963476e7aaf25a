"""What the articles' own phrasings teach: which words tell articles apart.

A linear model on top of BM25, trained at build time on titles, questions and `asked_as`: for each
phrasing the right article shall stand above the articles that BM25, blind to this very phrasing,
takes for it. Gentle and short (softmax loss, AdaGrad: Duchi et al. 2011), because a help center has
a few dozen phrasings an article, not thousands; in each round with other words of every phrasing
left out (dropout: Srivastava et al. 2014), because shoppers put it otherwise. Only what speaks
*for* an article is kept.
"""

from __future__ import annotations

import math
import random
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from itertools import repeat
from typing import Protocol

from helpcenter_build.search.alternatives import QueryWord
from helpcenter_build.search.near import WHOLE

ROUNDS = 8
# Rounds before those whose weights are averaged (Polyak, Juditsky 1992): the last lessons of one
# round alone would decide too much.
UNSETTLED = 3
RATE = 0.2
# Share of a phrasing's words that a round leaves out.
LEFT_OUT = 0.4
FEWEST_WORDS = 3
# BM25 counts so much beside the learned weights.
BASE_SHARE = 0.45
# Articles that compete with the right one in each phrasing.
RIVALS = 24
# A rival with less than this share of the likelihood is not worth a step.
LEAST_LIKELY = 0.02
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
    settled: list[dict[int, float]] = [defaultdict(float) for _ in range(base.terms)]
    for turn in range(ROUNDS):
        order.shuffle(lessons)
        for lesson in lessons:
            lesson.teach(lesson.some_words(order), weights, steps)
        if turn >= UNSETTLED:
            for sums, row in zip(settled, weights, strict=True):
                for number, weight in row.items():
                    sums[number] += weight / (ROUNDS - UNSETTLED)
    return [{number: weight for number, weight in row.items() if weight > 0} for row in settled]


def _features(words: Iterable[_Word]) -> dict[int, float]:
    """Each term of a query with its largest weight, as a share of one."""
    largest: dict[int, int] = {}
    for word in words:
        for term, weight in word.alternatives:
            largest[term] = max(largest.get(term, 0), weight)
    return {term: weight / WHOLE for term, weight in largest.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Word:
    """A query word of a phrasing: its (term, weight) pairs and what BM25 gives articles for it."""

    alternatives: tuple[tuple[int, int], ...]
    scores: Mapping[int, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Lesson:
    right: int
    words: tuple[_Word, ...]

    @classmethod
    def of(cls, sample: Sample, base: BaseRanking, impacts: Sequence[dict[int, float]]) -> _Lesson:
        own: dict[int, float] = defaultdict(float)
        for word in sample.words:
            if word.term is not None:
                own[word.term] += sample.weight
        words = [word for word in sample.words if word.alternatives]
        return cls(
            right=sample.document,
            words=tuple(
                _Word(
                    alternatives=word.alternatives,
                    scores=_base_scores(word, sample.document, own, base, impacts),
                )
                for word in words
            ),
        )

    def some_words(self, dice: random.Random) -> Sequence[_Word]:
        """The words of one round; all of a phrasing too short to lose any."""
        if len(self.words) < FEWEST_WORDS:
            return self.words
        return [word for word in self.words if dice.random() >= LEFT_OUT] or self.words

    def teach(
        self,
        words: Sequence[_Word],
        weights: Sequence[dict[int, float]],
        steps: Sequence[dict[int, float]],
    ) -> None:
        rivals = self._with_rivals(words)
        terms = _features(words)
        scores = _learned_scores(rivals, terms, weights)
        top = max(scores)
        shares = [math.exp(score - top) for score in scores]
        total = sum(shares)
        errors = [
            (number, share / total - (number == self.right))
            for (number, _), share in zip(rivals, shares, strict=True)
            if number == self.right or share > LEAST_LIKELY * total
        ]
        for term, x in terms.items():
            row, past = weights[term], steps[term]
            for number, error in errors:
                gradient = error * x
                past[number] = squares = past.get(number, 1.0) + gradient * gradient
                row[number] = row.get(number, 0.0) - RATE * gradient / math.sqrt(squares)

    def _with_rivals(self, words: Iterable[_Word]) -> list[tuple[int, float]]:
        """(article, BM25) of the right article, then of those that BM25 takes for it."""
        scores: dict[int, float] = defaultdict(float)
        for word in words:
            for number, score in word.scores.items():
                scores[number] += score
        right = scores.pop(self.right, 0.0)
        rivals = nsmallest(RIVALS, scores.items(), key=lambda entry: (-entry[1], entry[0]))
        return [(self.right, right), *rivals]


def _learned_scores(
    rivals: Sequence[tuple[int, float]],
    terms: Mapping[int, float],
    weights: Sequence[dict[int, float]],
) -> list[float]:
    """Term by term over all rivals at once: this is where a build's time would go."""
    numbers = [number for number, _ in rivals]
    learned = [0.0] * len(numbers)
    for term, x in terms.items():
        if row := weights[term]:
            found = map(row.get, numbers, repeat(0.0))
            learned = [sum_ + weight * x for sum_, weight in zip(learned, found, strict=False)]
    return [base + more for (_, base), more in zip(rivals, learned, strict=True)]


def _base_scores(
    word: QueryWord,
    document: int,
    own: Mapping[int, float],
    base: BaseRanking,
    impacts: Sequence[dict[int, float]],
) -> dict[int, float]:
    """BM25 of every article for a word, the phrasing's own `document` as if it lacked the phrasing.

    `own` is what the phrasing's terms counted in that article.
    """
    best: dict[int, float] = {}
    for term, weight in word.alternatives:
        for number, impact in impacts[term].items():
            if number == document:
                impact = base.impact(number, term, own.get(term, 0.0))
            value = impact * weight
            if value > best.get(number, 0.0):
                best[number] = value
    return {number: value * BASE_SHARE / WHOLE for number, value in best.items()}

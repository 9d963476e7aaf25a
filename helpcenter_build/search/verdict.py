"""How honest a result list must be: does it answer, may it help, or does nothing fit?

A linear score of four figures about the best hit, fitted (logistic regression) on answerable and
unanswerable queries of four languages; `benchmarks/search.py` prints how it does. The browser
engine repeats it, so it uses nothing but sums and quotients.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from helpcenter_build.search.alternatives import QueryWord
from helpcenter_build.search.document import Verdict
from helpcenter_build.search.near import WHOLE
from helpcenter_build.search.spelling import LEAST_SURE

# What an unknown word would have counted, as the impact of a middling word.
UNKNOWN_IMPACT = 45
STEPS_TO_ONE = 16
# Coefficients of `Figures`, and the scores from which a verdict holds.
COVERED = 3.2
STRENGTH = 0.75
LEAD = -2.8
FEWNESS = 1.7
CONSTANT = -6.8
ANSWERS = 1.65
MAY_HELP = -2.8


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """`asked` is what the query's words could count at most, `covered` what the best hit has of it.

    `first` and `third` are scores of hits (0 for none), `words` how many words had a say, `sure`
    the weight of the surest reading among them.
    """

    asked: float
    covered: float
    first: float
    third: float
    words: int
    sure: int


def judge(figures: Figures) -> Verdict:
    """Verdict on a query whose best hit has these figures."""
    if figures.first <= 0 or figures.asked <= 0 or figures.sure < LEAST_SURE:
        return "nothing_fits"
    score = (
        CONSTANT
        + COVERED * (figures.covered / figures.asked)
        + STRENGTH * (figures.first / (WHOLE * STEPS_TO_ONE))
        + LEAD * ((figures.first - figures.third) / figures.first)
        + FEWNESS / figures.words
    )
    if score >= ANSWERS:
        return "answers"
    return "may_help" if score >= MAY_HELP else "nothing_fits"


def has_a_say(word: QueryWord) -> bool:
    """Stop words, numbers and expressions (whose words count already) have none."""
    return not (word.is_stop_word or " " in word.text or word.is_number)


def asked_of(word: QueryWord, largest_impact: Iterable[int]) -> float:
    """What `word` could count at most; `largest_impact` runs along its alternatives."""
    if not word.alternatives:
        return UNKNOWN_IMPACT * WHOLE
    best = max(
        weight * impact
        for (_, weight), impact in zip(word.alternatives, largest_impact, strict=True)
    )
    return best * WHOLE / word.sure

"""Of the words that one was heard as, the shop's everyday ones are meant more often.

Impacts favour the rare ones, which tell articles apart; so without this a word that one article has
would win over the one that many have.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace

from helpcenter_build.search.alternatives import QueryWord

# Weights that differ by so much at most leave open which word was meant.
OPEN = 4


def likelier(word: QueryWord, articles: Callable[[int], int]) -> QueryWord:
    """`word`, its alternatives counting less the fewer `articles` have them.

    They are measured by the commonest of the best, in square roots, which both engines have to the
    last bit.
    """
    numbers = [articles(term) + 1 for term, _ in word.alternatives]
    counted = list(zip(word.alternatives, numbers, strict=True))
    least = max((weight for _, weight in word.alternatives), default=0) - OPEN
    most = max((number for (_, weight), number in counted if weight >= least), default=1)
    weights = (
        (term, max(1, int(weight * math.sqrt(min(1, number / most)))))
        for (term, weight), number in counted
    )
    return replace(word, alternatives=tuple(weights))

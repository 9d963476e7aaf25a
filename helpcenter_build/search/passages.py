"""Which part of an article answers a query, and which of its words to mark."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from helpcenter_build.search.alternatives import SYNONYM, QueryWord
from helpcenter_build.search.analysis import lower_text, split_folded

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
# A heading's words count so much more than the text below it.
HEADING = 2
# So many passages of an article are named, those that fit nearly as well as the best.
MOST_PASSAGES = 2
NEARLY = (3, 4)


def best_passages(
    words: Iterable[QueryWord], passages: Sequence[tuple[Sequence[int], Sequence[int]]]
) -> list[int]:
    """Numbers of the passages, given as (heading's terms, text's terms), that fit; the best first.

    The first passage stands for the whole article: only what fits better than it is named.
    """
    asked = [dict(word.alternatives) for word in words]
    scores = [_score(asked, heading, text) for heading, text in passages]
    highest = max(scores, default=0)
    nearly, whole = NEARLY
    fitting = [
        (-score, number)
        for number, score in enumerate(scores)
        if score > scores[0] and score * whole >= highest * nearly
    ]
    return [number for _, number in sorted(fitting)[:MOST_PASSAGES]]


def _score(asked: Iterable[Mapping[int, int]], heading: Sequence[int], text: Sequence[int]) -> int:
    return sum(max(HEADING * _most(heading, w), _most(text, w)) for w in asked)


def _most(terms: Iterable[int], weights: Mapping[int, int]) -> int:
    return max((weights.get(term, 0) for term in terms), default=0)


def matched_words(
    words: Iterable[QueryWord], text: str, term_of: Mapping[str, int], fold: Mapping[str, str]
) -> tuple[str, ...]:
    """The words of `text`, as written, that stand for something the query asked for."""
    asked = {term for word in words for term, weight in word.alternatives if weight >= SYNONYM}
    found: dict[str, None] = {}
    for match in _WORD.finditer(text):
        parts = split_folded(lower_text(match[0]), fold)
        if any(term_of.get(part, -1) in asked for part in parts):
            found[match[0]] = None
    return tuple(found)

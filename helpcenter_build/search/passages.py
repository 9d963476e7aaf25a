"""Which part of an article answers a query, and which of its words to mark."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from helpcenter_build.search.alternatives import SYNONYM, QueryWord
from helpcenter_build.search.analysis import lower_text, split_folded

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
# A heading's words count so much more than the text below it.
HEADING = 2


def best_passage(
    words: Iterable[QueryWord], passages: Sequence[tuple[Sequence[int], Sequence[int]]]
) -> int:
    """Number of the passage, given as (heading's terms, text's terms), that fits best.

    The first passage stands for the whole article and wins ties.
    """
    asked = [dict(word.alternatives) for word in words]
    scores = []
    for heading, text in passages:
        found = [
            max(
                HEADING * max((weights.get(term, 0) for term in heading), default=0),
                max((weights.get(term, 0) for term in text), default=0),
            )
            for weights in asked
        ]
        scores.append(sum(found))
    return scores.index(max(scores)) if scores else 0


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

"""Order and tracking numbers in a query: a shopper who pastes one wants tracking, not articles."""

from __future__ import annotations

import re
from collections.abc import Iterator

from helpcenter_build.search.analysis import ascii_digits
from helpcenter_build.search.document import NumberPatterns, Recognised

# Shorter finds are years, prices and amounts.
SHORTEST_NUMBER = 6
MOST_CHARACTERS = 300
_EDGE = ".,;:!?\"'()[]{}<>#№"


def recognise(query: str, patterns: NumberPatterns) -> tuple[Recognised | None, str]:
    """What kind of number the query holds and the number itself, or (None, "").

    The shop's own numbers win over carriers'; groups written apart count as one number when the
    query holds nothing else.
    """
    for kind, expressions in (("order", patterns.order), ("tracking", patterns.tracking)):
        for candidate in _candidates(query):
            if any(re.fullmatch(expression, candidate) for expression in expressions):
                return kind, candidate  # type: ignore[return-value]
    return None, ""


def _candidates(query: str) -> Iterator[str]:
    plain = ascii_digits(query[:MOST_CHARACTERS]).upper()
    pieces = [piece.strip(_EDGE) for piece in plain.split()]
    whole = "".join(pieces)
    for candidate in (whole, whole.replace("-", ""), *pieces):
        if len(candidate) >= SHORTEST_NUMBER:
            yield candidate

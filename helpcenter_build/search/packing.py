"""Numbers and postings as short strings; `theme/assets/js/search/packing.js` unpacks them.

Servers compress the files that hold them: an alphabet of one sign a byte, each stream of numbers by
itself, serves deflate better than fewer, denser bits would.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain

# Printable ASCII that JSON writes as it is; the first ones end a number, the others go on.
ALPHABET = "".join(chr(code) for code in range(35, 127) if code != 92)[:90]
ENDS = 80
GOES_ON = len(ALPHABET) - ENDS

Entries = Sequence[tuple[int, int]]


def pack_numbers(numbers: Iterable[int]) -> str:
    """Whole numbers from 0 on, little end first."""
    return "".join(map(_pack, numbers))


def _pack(number: int) -> str:
    digits = []
    while number >= ENDS:
        number, digit = divmod(number - ENDS, GOES_ON)
        digits.append(ALPHABET[ENDS + digit])
    return "".join([*digits, ALPHABET[number]])


def pack_postings(base: Sequence[Entries], learned: Sequence[Entries]) -> list[str]:
    """Five strings: how many entries of both kinds a term has, then gaps and impacts of each."""
    counts = (pair_number(len(one), len(other)) for one, other in zip(base, learned, strict=True))
    return [pack_numbers(counts), *_pack_entries(base), *_pack_entries(learned)]


def _pack_entries(rows: Sequence[Entries]) -> tuple[str, str]:
    gaps = chain.from_iterable(gaps_of(number for number, _ in row) for row in rows)
    return pack_numbers(gaps), pack_numbers(impact for row in rows for _, impact in row)


def pair_number(one: int, other: int) -> int:
    """Two numbers as one, small when both are small (Cantor's pairing)."""
    return (one + other) * (one + other + 1) // 2 + other


def gaps_of(rising: Iterable[int]) -> Iterable[int]:
    """How many numbers lie between each number and the one before."""
    before = -1
    for number in rising:
        yield number - before - 1
        before = number

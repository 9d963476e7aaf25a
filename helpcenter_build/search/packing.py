"""Words, terms and postings as short strings; `theme/assets/js/search/packing.js` unpacks them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import chain

# Printable ASCII that JSON writes as it is; the first half ends a number, the second goes on.
ALPHABET = "".join(chr(code) for code in range(35, 127) if code != 92)[:90]
HALF = 45
# Upper-case letters never occur in folded words: they say how many letters a word shares with the
# one before.
_SHARED = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
# Signs that JSON writes as they are.
_SIGNS = "!#$%&'()*+,-./:;<=>?@[]^_`{|}~"


def pack_numbers(numbers: Iterable[int]) -> str:
    """Whole numbers from 0 on, little end first."""
    return "".join(_pack(number) for number in numbers)


def _pack(number: int) -> str:
    digits = []
    while number >= HALF:
        digits.append(ALPHABET[HALF + number % HALF])
        number //= HALF
    return "".join([*digits, ALPHABET[number]])


def stand_ins(words: Iterable[str]) -> str:
    """The most frequent letters beyond ASCII; each is packed as the sign at its place."""
    found = Counter(letter for word in words for letter in word if not letter.isascii())
    return "".join(letter for letter, _ in found.most_common(len(_SIGNS)))


def pack_words(words: Iterable[str], letters: str) -> str:
    """Sorted words, each without the beginning it shares with the one before.

    `letters` are replaced by signs of one byte; words hold none of these signs.
    """
    pieces, before = [], ""
    for word in words:
        shared = 0
        most = min(len(word), len(before), len(_SHARED) - 1)
        while shared < most and word[shared] == before[shared]:
            shared += 1
        pieces.append(_SHARED[shared] + word[shared:])
        before = word
    return "".join(pieces).translate(dict(zip(map(ord, letters), _SIGNS, strict=False)))


def pack_terms(terms: Iterable[int]) -> str:
    """Terms along the words: 0 a stop word, 1 a term not seen yet, else how far back it is.

    Relies on terms being numbered, and stop words being counted down, in the order of the words.
    """
    steps, seen = [], 0
    for term in terms:
        steps.append(0 if term < 0 else 1 + seen - term)
        seen = max(seen, term + 1)
    return pack_numbers(steps)


def pack_postings(postings: Sequence[Sequence[tuple[int, int]]]) -> list[str]:
    """Three strings: how many entries a term has, the gaps between documents, the impacts."""
    gaps = chain.from_iterable(_document_gaps(entries) for entries in postings)
    impacts = (impact for entries in postings for _, impact in entries)
    return [pack_numbers(map(len, postings)), pack_numbers(gaps), pack_numbers(impacts)]


def _document_gaps(entries: Iterable[tuple[int, int]]) -> Iterable[int]:
    before = -1
    for number, _ in entries:
        yield number - before - 1
        before = number

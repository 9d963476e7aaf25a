"""Keys that a word in foreign letters and the word it stands for have in common."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product

# Longest left side of a rule, its ends included.
_LONGEST = 4


def rewrite(word: str, rules: Mapping[str, str]) -> str:
    """`word` with the longest rule applied at each place; "^" and "$" in a rule mark the ends.

    What no rule covers stays as it is.
    """
    marked = f"^{word}$"
    out, at = [], 0
    while at < len(marked):
        for length in range(min(_LONGEST, len(marked) - at), 0, -1):
            piece = marked[at : at + length]
            if piece in rules:
                out.append(rules[piece])
                break
        else:
            length = 1
            out.append(marked[at])
        at += length
    return "".join(out).strip("^$")


def alike_letters(rules: Mapping[str, str]) -> dict[int, str]:
    """For `str.translate`: the first letter of a sound for each that has it.

    Those that stand for no sound have nothing in common.
    """
    first: dict[str, str] = {}
    return {
        ord(letter): first.setdefault(sound, letter)
        for letter, sound in rules.items()
        if len(letter) == 1 and sound
    }


def native_keys(
    word: str, rules: Mapping[str, str], doubtful: Mapping[str, tuple[str, ...]]
) -> tuple[str, ...]:
    """Every usual key of a word: one for each way to spell its doubtful letters."""
    keys = (rewrite(word, {**rules, **way}) for way in spellings(word, doubtful))
    return tuple(dict.fromkeys(keys))


def spellings(word: str, doubtful: Mapping[str, tuple[str, ...]]) -> Iterator[Mapping[str, str]]:
    """Rules for the doubtful letters of a word, one for each letter: every way to combine them."""
    letters = [letter for letter in doubtful if letter in word]
    for ways in product(*(doubtful[letter] for letter in letters)):
        yield dict(zip(letters, ways, strict=True))

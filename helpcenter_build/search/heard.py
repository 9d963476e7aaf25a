"""How far a word in foreign letters is from the word it may stand for, where vowels are left open.

A weighted edit distance from letters to the ways they are typed: Arabic writes long vowels only,
and the Latin letters and digits put for its letters differ from town to town.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

Ways: TypeAlias = Mapping[str, Mapping[str, int]]
"""What each letter, or two, may be typed as, and what that costs."""

LONGEST_WAY = 3  # letters
WRONG = 16  # what a letter costs that was left out, put in or mistaken for another
# A vowel typed twice is long and one at an end is heard: words have them written.
LONG_VOWEL = 6
OUTER_VOWEL = 5
# Words further away than that do not come near; FAR stands for whatever is.
MOST = 26
FAR = 1000


def parse_ways(written: Mapping[str, str]) -> Ways:
    """Ways as a language writes them: "th0 s1" for th at no cost and s at one."""
    return {
        letters: {way[:-1]: int(way[-1]) for way in ways.split(" ")}
        for letters, ways in written.items()
    }


def distance(typed: str, word: str, ways: Ways) -> int:
    """Least cost of typing `word` as `typed`, FAR when it is more than MOST."""
    typed, word = f"^{typed}$", f"^{word}$"
    between = _between(typed, ways[""])
    before, row = [FAR] * len(between), [0] + [FAR] * (len(between) - 1)
    for at in range(1, len(word) + 1):
        following = [FAR] * len(between)
        one, two = word[at - 1 : at], word[at - 2 : at] if at > 1 else ""
        _go_on(following, row, typed, {"": WRONG, **ways.get(one, {})}, WRONG)
        if two in ways and two:
            _go_on(following, before, typed, ways[two], FAR)
        for end in range(1, len(between)):
            following[end] = min(following[end], following[end - 1] + between[end])
        if min(following) > MOST and min(row) > MOST:
            return FAR
        before, row = row, following
    return row[-1] if row[-1] <= MOST else FAR


def _between(typed: str, vowels: Mapping[str, int]) -> Sequence[int]:
    """For each place in `typed`, what the letter before it costs that no letter of a word is."""
    costs = [FAR]
    for at, letter in enumerate(typed):
        cost = vowels.get(letter, WRONG)
        if typed[at - 1 : at] == letter:
            cost = LONG_VOWEL if letter in vowels else 0
        costs.append(cost + OUTER_VOWEL * (letter in vowels and at in {1, len(typed) - 2}))
    return costs


def _go_on(
    following: list[int], row: Sequence[int], typed: str, ways: Mapping[str, int], other: int
) -> None:
    """Costs after a letter typed in any of its ways, or as any `other` one."""
    for start, cost in enumerate(row):
        if cost <= MOST:
            for end in range(start, min(start + LONGEST_WAY, len(typed)) + 1):
                way = ways.get(typed[start:end], other if end == start + 1 else FAR)
                following[end] = min(following[end], cost + way)

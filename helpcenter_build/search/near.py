"""Words that look like a word: character n-grams for inflection and compounds, edits for slips.

All weights are whole numbers or quotients of whole numbers below 2**53, so that the browser engine,
which repeats this module, gets the same values.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import takewhile

# A weight of WHOLE is the word itself; everything else is a share of it.
WHOLE = 64
# Squared cosine from which n-grams alone make a word near, and below which slips are not counted.
LIKE = 0.12
UNLIKE = 0.03
# Slips leave too few grams of words as short as that: they are compared anyway.
SHORT = 5
# Gram weights in sixteenths of log2(words / words with the gram), at least one sixteenth. A gram of
# no word weighs like one of a single word, but not more than the second figure.
GRAM_STEPS = 16
MOST_UNKNOWN = GRAM_STEPS * 8
# At most that many near words are kept, best first; fewer of a word hardly begun, because each may
# cost the browser a file.
MOST_NEAR = 6
MOST_BEGUN = 3
BEGUN = 3
# Weight of one slip by length of the typed word, and of two slips from six letters on. Few words
# are a letter left out or two swapped away, so each is likelier than one a wrong letter away.
ONE_SLIP = (0, 0, 0, 34, 42, 48, 52)
LIKELY_SLIP = (0, 0, 0, 42, 50, 56, 60)
TWO_SLIPS = 36
TWO_SLIPS_FROM = 6
# Letters of one sound are taken for one another; what slips beside that counts so much less.
MISHEARD = 8
# Weight of a word that begins with what was typed: at least that, more the fuller it is.
BEGINNING = 24
# Forms of a word share a beginning of so many letters, all but so many of its own, and that weight.
FORM_BEGINNING = 4
FORM_ENDING = 3
LEAST_FORM = 40


def grams(word: str) -> set[str]:
    """Two- and three-letter pieces of a word with its ends marked."""
    marked = f"^{word}$"
    pairs = {marked[start : start + 2] for start in range(len(marked) - 1)}
    return pairs | {marked[start : start + 3] for start in range(len(marked) - 2)}


def gram_weights(words: Iterable[str]) -> dict[str, int]:
    """Whole-number inverse document frequency of every gram among `words`."""
    found: Counter[str] = Counter()
    total = 0
    for word in words:
        total += 1
        found.update(grams(word))
    return {
        gram: max(1, round(GRAM_STEPS * math.log2(total / count))) for gram, count in found.items()
    }


def slips(typed: str, word: str) -> int:
    """Restricted Damerau-Levenshtein distance, 3 when it is three or more.

    Source: Damerau 1964; Boytsov 2011, "Indexing methods for approximate dictionary searching".
    """
    if abs(len(typed) - len(word)) > 2:
        return 3
    before: list[int] = []
    row = list(range(len(word) + 1))
    for at, letter in enumerate(typed, start=1):
        earlier, before, row = before, row, [at]
        for to, other in enumerate(word, start=1):
            cost = min(before[to] + 1, row[to - 1] + 1, before[to - 1] + (letter != other))
            swapped = at > 1 and to > 1 and letter == word[to - 2] and typed[at - 2] == other
            row.append(min(cost, earlier[to - 2] + 1) if swapped else cost)
        if min(row) > 2:
            return 3
    return min(row[-1], 3)


def slip_weight(typed: str, word: str) -> int:
    """Share of a word that is one slip away, or of a longer one that is two."""
    start, end, last = middle(typed, word)
    left, right = typed[start:end], word[start:last]
    if len(left) == 2 and left == right[::-1]:
        return LIKELY_SLIP[min(len(typed), TWO_SLIPS_FROM)]
    if max(len(left), len(right)) == 1:
        return (ONE_SLIP if left else LIKELY_SLIP)[min(len(typed), TWO_SLIPS_FROM)]
    return TWO_SLIPS if len(typed) >= TWO_SLIPS_FROM and slips(typed, word) == 2 else 0


def mistake_weight(typed: str, word: str, typed_sound: str, word_sound: str) -> int:
    """As `slip_weight`, or more where letters were taken for others of the same sound."""
    weight = slip_weight(typed, word)
    if typed_sound == typed and word_sound == word:
        return weight
    if typed_sound == word_sound:
        return max(weight, LIKELY_SLIP[min(len(typed), TWO_SLIPS_FROM)])
    return max(weight, slip_weight(typed_sound, word_sound) - MISHEARD)


def middle(typed: str, word: str) -> tuple[int, int, int]:
    """Where two words begin to differ, and where in each begins what they end with in common."""
    start = shared_beginning(typed, word)
    end, last = len(typed), len(word)
    while end > start and last > start and typed[end - 1] == word[last - 1]:
        end, last = end - 1, last - 1
    return start, end, last


def shared_beginning(one: str, other: str) -> int:
    """How many letters two words begin with in common."""
    pairs = zip(one, other, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


class WordList:
    """Words in code point order, looked up exactly, by beginning and by likeness.

    `alike` leads from letters to the one that stands for all of the same sound.
    """

    def __init__(self, words: Sequence[str], alike: Mapping[int, str] | None = None) -> None:
        self.words = words
        self._letters = alike or {}
        self._sounds = [word.translate(self._letters) for word in words]
        self._weights = gram_weights(words)
        self._unknown = min(MOST_UNKNOWN, max(self._weights.values(), default=1))
        self._with_gram: dict[str, list[int]] = defaultdict(list)
        self._lengths: list[int] = []
        for number, word in enumerate(words):
            pieces = grams(word)
            self._lengths.append(sum(self._weights[gram] ** 2 for gram in pieces))
            for gram in pieces:
                self._with_gram[gram].append(number)

    def find(self, word: str) -> Sequence[int]:
        """Numbers of the entries that are `word`."""
        first = last = bisect_left(self.words, word)
        while last < len(self.words) and self.words[last] == word:
            last += 1
        return range(first, last)

    def forms(self, word: str) -> list[tuple[int, int]]:
        """(word number, weight) of words that begin like `word` and are about as long."""
        beginning = word[: max(FORM_BEGINNING, len(word) - FORM_ENDING)]
        if len(beginning) < FORM_BEGINNING:
            return []
        found = []
        for number in self._going_on(beginning):
            longest = max(len(word), len(self.words[number]))
            weight = WHOLE * shared_beginning(word, self.words[number]) // longest
            if weight >= LEAST_FORM and self.words[number] != word:
                found.append((-weight, number))
        return [(number, -weight) for weight, number in sorted(found)[:MOST_NEAR]]

    def near(self, typed: str, most: int = 0) -> list[tuple[int, int]]:
        """(word number, weight) of the words like `typed`, best first, itself left out.

        At most `most`, or else MOST_NEAR, fewer of a word hardly begun.
        """
        found = self._alike(typed)
        for number in self._beginning(typed):
            weight = max(BEGINNING, WHOLE * len(typed) // len(self.words[number]) - 4)
            found[number] = max(found.get(number, 0), weight)
        best = sorted((-weight, number) for number, weight in found.items())
        kept = most or (MOST_NEAR if len(typed) > BEGUN else MOST_BEGUN)
        return [(number, -weight) for weight, number in best[:kept]]

    def _alike(self, typed: str) -> dict[int, int]:
        pieces, sound = grams(typed), typed.translate(self._letters)
        shared: Counter[int] = Counter()
        for gram in pieces:
            square = self._weights.get(gram, 0) ** 2
            for number in self._with_gram.get(gram, ()):
                shared[number] += square
        length = sum(self._weights.get(gram, self._unknown) ** 2 for gram in pieces)
        found = {}
        for number, dot in shared.items():
            like = dot * dot / (length * self._lengths[number])
            word = self.words[number]
            near = like >= UNLIKE or (len(typed) <= SHORT and abs(len(typed) - len(word)) < 2)
            if near and word != typed:
                slip = mistake_weight(typed, word, sound, self._sounds[number])
                weight = max(int(WHOLE * like) if like >= LIKE else 0, slip)
                if weight:
                    found[number] = weight
        return found

    def _beginning(self, typed: str) -> list[int]:
        """The shortest words that go on after `typed`."""
        longer = [at for at in self._going_on(typed) if self.words[at] != typed]
        return sorted(longer, key=lambda at: (len(self.words[at]), at))[:MOST_NEAR]

    def _going_on(self, beginning: str) -> range:
        """Numbers of the words that begin with `beginning`."""
        first = bisect_left(self.words, beginning)
        return range(first, bisect_left(self.words, beginning + "\U0010ffff", lo=first))

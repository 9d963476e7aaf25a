"""The words of a locale by their sound: what somebody meant who typed them in foreign letters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from helpcenter_build.search.heard import distance, parse_ways
from helpcenter_build.search.lexicon import Lexicon
from helpcenter_build.search.near import MOST_NEAR, WHOLE, WordList
from helpcenter_build.search.sound import native_keys, rewrite, spellings

# Share of words read through their sound; of those whose letters, vowels and all, are as typed.
SOUND = 58
HEARD = 60
# Words nearly of a sound are looked for where those of it are less sure, and so many are tried.
UNSURE = 50
MOST_TRIED = 40
# Only words as short as that may have a sound key of a single letter.
SHORT_WORD = 4
# What speaks for a word among those of a sound: it is a stop word; at most, that it has many forms.
EVERYWHERE = 3
MANY_FORMS = 2


class SoundList:
    """Sound keys of all native words; a key that leaves out vowels belongs to several words."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        pairs = sorted(_pairs(lexicon))
        self._keys = WordList([key for key, _ in pairs])
        self._numbers = [number for _, number in pairs]
        self._ways = parse_ways(lexicon.typed_as)
        self._usual = _usual(lexicon.terms)

    def known_letters(self, typed: str) -> int:
        """Letters of the longest key of `typed` that words have, less one; 0 when none has."""
        known = (len(key) for key in self._heard(typed) if self._keys.find(key))
        return max(known, default=1) - 1

    def near(self, typed: str) -> dict[int, int]:
        """(word number, weight) of the words that sound like `typed`, else nearly like it."""
        keys = self._heard(typed)
        exact = ((at, WHOLE) for key in keys for at in self._keys.find(key))
        found = self._weigh(typed, exact)
        if max(found.values(), default=0) < UNSURE:
            most = MOST_TRIED if self._ways else 0
            nearly = (entry for key in keys for entry in self._keys.near(key, most))
            found = {**self._weigh(typed, nearly), **found}
        best = sorted(found.items(), key=lambda entry: (-entry[1], entry[0]))
        return dict(best[:MOST_NEAR])

    def _heard(self, typed: str) -> list[str]:
        """Each key that a word in foreign letters may have."""
        sounds, doubtful = self._lexicon.foreign_sounds, self._lexicon.doubtful
        return [rewrite(typed, {**sounds, **way}) for way in spellings(typed, doubtful)]

    def _weigh(self, typed: str, found: Iterable[tuple[int, int]]) -> dict[int, int]:
        """Weights of words by the places of their keys and what those count."""
        weights: dict[int, int] = {}
        for at, weight in found:
            number = self._numbers[at]
            if not self._ways:
                weights[number] = max(weights.get(number, 0), weight * SOUND // WHOLE)
            elif number not in weights:
                weights[number] = self._likeness(typed, number)
        return {number: weight for number, weight in weights.items() if weight > 0}

    def _likeness(self, typed: str, number: int) -> int:
        """Weight of a word by all its letters, where keys leave vowels out."""
        apart = distance(typed, self._lexicon.words[number], self._ways)
        return HEARD - apart * 3 // 2 + self._usual[number]


def _pairs(lexicon: Lexicon) -> Iterator[tuple[str, int]]:
    """(sound key, number) of the native words."""
    for number, word in enumerate(lexicon.words):
        if word[0] in lexicon.native_sounds:
            for key in native_keys(word, lexicon.native_sounds, lexicon.doubtful):
                if len(key) > 1 or (key and len(word) <= SHORT_WORD):
                    yield key, number


def _usual(terms: Sequence[int]) -> list[int]:
    """How usual each word is: those of all sentences, then those of many forms."""
    forms = Counter(terms)
    many = {term: min(MANY_FORMS, count.bit_length() // 2) for term, count in forms.items()}
    return [EVERYWHERE if term < 0 else many[term] for term in terms]

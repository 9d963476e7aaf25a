"""The words of a locale by their sound: what somebody meant who typed them in foreign letters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from helpcenter_build.search.lexicon import Lexicon
from helpcenter_build.search.near import MOST_NEAR, WHOLE, WordList
from helpcenter_build.search.sound import native_keys, rewrite, spellings, unlikeness

# Share of words read through their sound.
SOUND = 58
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
        self._foreign_voiced = {**lexicon.foreign_sounds, **lexicon.foreign_vowels}
        self._native_voiced = {**lexicon.native_sounds, **lexicon.native_vowels}
        self._usual = _usual(lexicon.terms)

    def known_letters(self, typed: str) -> int:
        """Letters of the longest key of `typed` that words have, less one; 0 when none has."""
        known = (len(key) for key, _ in self._heard(typed) if self._keys.find(key))
        return max(known, default=1) - 1

    def near(self, typed: str) -> dict[int, int]:
        """(word number, weight) of the words that sound like `typed`, else nearly like it."""
        heard = self._heard(typed)
        exact = [(at, WHOLE, voiced) for key, voiced in heard for at in self._keys.find(key)]
        found: dict[int, int] = {}
        for at, weight, voiced in exact or self._nearly(heard):
            number = self._numbers[at]
            share = weight * SOUND // WHOLE + self._likelihood(voiced, number)
            found[number] = max(found.get(number, 0), share, 1)
        best = sorted(found.items(), key=lambda entry: (-entry[1], entry[0]))
        return dict(best[:MOST_NEAR])

    def _heard(self, typed: str) -> list[tuple[str, str]]:
        """Each key that a word in foreign letters may have, and the same with its vowels."""
        return [
            (
                rewrite(typed, {**self._lexicon.foreign_sounds, **way}),
                rewrite(typed, {**self._foreign_voiced, **way}),
            )
            for way in spellings(typed, self._lexicon.doubtful)
        ]

    def _nearly(self, heard: Iterable[tuple[str, str]]) -> Iterator[tuple[int, int, str]]:
        for key, voiced in heard:
            for at, weight in self._keys.near(key):
                yield at, weight, voiced

    def _likelihood(self, voiced: str, number: int) -> int:
        """What speaks for a word, or against it, among those whose keys leave out their vowels."""
        if not self._lexicon.native_vowels:
            return 0
        written = rewrite(self._lexicon.words[number], self._native_voiced)
        return self._usual[number] - unlikeness(voiced, written)


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

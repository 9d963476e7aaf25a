"""A query becomes a list of query words, each a set of weighted alternatives.

Weights are whole numbers, WHOLE for the word itself, so that both engines count alike: the browser
engine repeats this module, `near`, `sound`, `sound_list` and `analysis`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from helpcenter_build.search.analysis import lower_text, split_chunks, split_folded
from helpcenter_build.search.lexicon import Lexicon
from helpcenter_build.search.near import WHOLE, WordList
from helpcenter_build.search.sound import alike_letters
from helpcenter_build.search.sound_list import SoundList

# Share of a word's weight that the words of its group get.
SYNONYM = 38
# Share of words read through another keyboard layout; the number of the other way, by sound.
LAYOUT = 60
SOUNDS = -1
# So many characters of a query are read, so many pieces between spaces, so long words.
MOST_CHARACTERS = 1000
MOST_CHUNKS = 60
REMEMBERED = 2000
"""Words read before: messages of shoppers have most of theirs in common."""
LONGEST_WORD = 40
# Digits from which on a number is a number and not a word.
NUMBER_DIGITS = 4
# An unknown word is split when nothing else is that near; each part has so many letters.
SPLIT_BELOW = 50
SHORTEST_PART = 3
LONGEST_PHRASE = 4
# What may be another form of a known word counts for one part in so many of its likeness.
OF_KNOWN = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class QueryWord:
    """One word as typed and what it may stand for.

    `known` is the word it was read as, "" when nothing fits, `sure` the weight of that reading and
    `term` its term. `alternatives` are (term, weight) pairs in term order. `heard` says that it was
    read by a sound that leaves vowels open, as different words have it.
    """

    text: str
    known: str = ""
    sure: int = 0
    term: int | None = None
    alternatives: tuple[tuple[int, int], ...] = ()
    heard: bool = False

    @property
    def is_stop_word(self) -> bool:
        return self.term is not None and self.term < 0

    @property
    def is_number(self) -> bool:
        return self.term is None and self.text.isdecimal()


class QueryReader:
    """Understands the queries of one locale; with `widely`, known words by their likes too."""

    def __init__(self, lexicon: Lexicon, *, widely: bool = True) -> None:
        self.lexicon = lexicon
        self._widely = widely
        self._native = WordList(lexicon.words, alike_letters(lexicon.native_sounds))
        self._sounds = SoundList(lexicon)
        self._groups_of: dict[int, list[int]] = defaultdict(list)
        for number, group in enumerate(lexicon.groups):
            for term in group:
                self._groups_of[term].append(number)
        for term, number in lexicon.kinds:
            self._groups_of[term].append(number)
        self._phrases = dict(lexicon.phrases)
        self._weak = frozenset(lexicon.weak)
        self._read_again = lru_cache(maxsize=REMEMBERED)(self._read_chunk)
        self._ways_again = lru_cache(maxsize=REMEMBERED)(self._ways)

    def read(self, query: str) -> tuple[QueryWord, ...]:
        """Words of the query in order, then joined words and expressions; each meaning once.

        Words without a meaning of their own (stop words, numbers, unknown ones) are among them,
        without alternatives.
        """
        chunks = split_chunks(lower_text(query[:MOST_CHARACTERS]))[:MOST_CHUNKS]
        way = self._common_way(chunks)
        words = [word for chunk in chunks for word in self._read_again(chunk, way)]
        telling = [word for word in words if not word.is_stop_word]
        expressions = (*self._expressions(words), *self._expressions(telling))
        read = [*words, *self._joined(words), *expressions]
        if any(word.alternatives and word.term not in self._weak for word in read):
            read = [word for word in read if word.term not in self._weak]
        first: dict[object, QueryWord] = {}
        for word in read:
            first.setdefault(word.alternatives or word.text, word)
        return tuple(first.values())

    def _common_way(self, chunks: Iterable[str]) -> int | None:
        """The way of writing foreign letters that explains most of them, None when none does."""
        letters: Counter[int] = Counter()
        for chunk in chunks:
            for way in self._ways_again(chunk):
                letters[way] += self._explained(chunk, way)
        return max(letters, key=lambda way: (letters[way], -way)) if any(letters.values()) else None

    def _read_chunk(self, chunk: str, common: int | None) -> Sequence[QueryWord]:
        """The surest reading: as typed, or else by the common way, or by any if there is none."""
        typed = split_folded(chunk, self.lexicon.fold)
        readings = [[part for word in typed for part in self._native_words(word, WHOLE)]]
        ways = self._ways(chunk)
        common_ways = [way for way in ways if way == common]
        readings += [self._read_by(chunk, way) for way in common_ways or ways]
        return max(filter(None, readings), key=_evidence, default=())

    def _ways(self, chunk: str) -> Sequence[int]:
        """Ways in which unknown words may be written: SOUNDS, or a layout by its number."""
        typed = split_folded(chunk, self.lexicon.fold)
        if any(word.isdecimal() for word in typed) or all(map(self._native.find, typed)):
            return []
        sounds = self.lexicon.foreign_sounds and all(word.isascii() for word in typed)
        return [*([SOUNDS] if sounds else []), *self._layouts_of(chunk)]

    def _layouts_of(self, chunk: str) -> Iterator[int]:
        """Layouts that have most of the chunk's keys and make letters, not signs, of them."""
        for number, layout in enumerate(self.lexicon.layouts):
            if sum(character in layout for character in chunk) * 3 >= len(chunk) * 2:
                letters = sum(map(len, self._meant(chunk, number)))
                if letters * 3 > len(chunk) * 2:
                    yield number

    def _meant(self, chunk: str, layout: int) -> list[str]:
        keys = self.lexicon.layouts[layout]
        meant = "".join(keys.get(character, character) for character in chunk)
        return split_folded(meant, self.lexicon.fold)

    def _explained(self, chunk: str, way: int) -> int:
        """Letters of the words known exactly in this way; short words say nothing of a layout."""
        if way == SOUNDS:
            return sum(map(self._sounds.known_letters, split_folded(chunk, self.lexicon.fold)))
        words = self._meant(chunk, way)
        return sum(len(word) for word in words if len(word) > 2 and self._native.find(word))

    def _read_by(self, chunk: str, way: int) -> list[QueryWord]:
        if way == SOUNDS:
            typed = split_folded(chunk, self.lexicon.fold)
            return [self._heard(word[:LONGEST_WORD]) for word in typed]
        words = self._meant(chunk, way)
        return [part for word in words for part in self._native_words(word, LAYOUT)]

    def _heard(self, word: str) -> QueryWord:
        read = self._query_word(word, self._sounds.near(word))
        return replace(read, heard=bool(self.lexicon.typed_as))

    def _native_words(self, word: str, share: int) -> Sequence[QueryWord]:
        if len(word) > LONGEST_WORD or (word.isdecimal() and len(word) >= NUMBER_DIGITS):
            return [QueryWord(text=word[:LONGEST_WORD])]
        if exact := self._native.find(word):
            return [self._query_word(word, self._forms(word) | {exact[0]: share})]
        if word.isdecimal():
            return [QueryWord(text=word)]
        near = {number: weight * share // WHOLE for number, weight in self._native.near(word)}
        if max(near.values(), default=0) < SPLIT_BELOW:
            parts = self._parts(word)
            if parts:
                return [self._query_word(self._native.words[at], {at: share}) for at in parts]
        return [self._query_word(word, near)]

    def _forms(self, word: str) -> dict[int, int]:
        """Words so like a known one in their beginnings that they may be its forms."""
        if not self._widely:
            return {}
        terms = self.lexicon.terms
        forms = self._native.forms(word)
        return {number: weight // OF_KNOWN for number, weight in forms if terms[number] >= 0}

    def _parts(self, word: str) -> Sequence[int]:
        """The two known words that `word` was run together from, if it was."""
        for end in range(SHORTEST_PART, len(word) - SHORTEST_PART + 1):
            first, second = self._native.find(word[:end]), self._native.find(word[end:])
            if first and second:
                return first[0], second[0]
        return ()

    def _query_word(self, text: str, found: dict[int, int]) -> QueryWord:
        """Query word of (word number, weight) readings, the words of its groups added."""
        if not found:
            return QueryWord(text=text)
        terms = self.lexicon.terms
        best = max(found, key=lambda number: (found[number], -number))
        weights: dict[int, int] = {}
        for number, weight in found.items():
            for term, share in self._with_group(terms[number], weight, weight == found[best]):
                weights[term] = max(weights.get(term, 0), share)
        return QueryWord(
            text=text,
            known=self.lexicon.words[best],
            sure=found[best],
            term=terms[best],
            alternatives=tuple(sorted(weights.items())) if terms[best] >= 0 else (),
        )

    def _with_group(self, term: int, weight: int, widen: bool) -> Iterator[tuple[int, int]]:
        if term >= 0:
            yield term, weight
        if widen:
            for group in self._groups_of.get(term, ()):
                for other in self.lexicon.groups[group]:
                    yield other, weight if other == term else weight * SYNONYM // WHOLE

    def _joined(self, words: Sequence[QueryWord]) -> Iterator[QueryWord]:
        """Known words that the shopper wrote apart ("check out")."""
        for first, second in pairwise(words):
            joined = first.text + second.text
            for at in self._native.find(joined):
                yield self._query_word(joined, {at: WHOLE})

    def _expressions(self, words: Sequence[QueryWord]) -> Iterator[QueryWord]:
        terms = [word.term for word in words]
        for start in range(len(terms)):
            for end in range(start + 2, min(start + LONGEST_PHRASE, len(terms)) + 1):
                group = self._phrases.get(tuple(terms[start:end]))  # type: ignore[arg-type]
                if group is not None:
                    text = " ".join(word.text for word in words[start:end])
                    weights = tuple((term, SYNONYM) for term in self.lexicon.groups[group])
                    yield QueryWord(text=text, alternatives=weights)


def _evidence(words: Sequence[QueryWord]) -> float:
    """How sure a reading is, by letters; the first of equals wins."""
    letters = sum(len(word.text) for word in words)
    return sum(word.sure * len(word.text) for word in words) / letters

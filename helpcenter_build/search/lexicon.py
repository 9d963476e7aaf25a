"""The lexicon: everything about a locale's words that understanding a query needs, no more.

It is compiled once and read by both engines: as JSON beside the Whoosh index, and as the first part
of the browser's index.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from itertools import chain
from typing import Any

from helpcenter_build.search.analysis import split_words
from helpcenter_build.search.document import Vocabulary
from helpcenter_build.search.languages import Language


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """`words` are surface forms in code point order, `terms` the number of each word's stem.

    Stop words have negative terms: known, and worth nothing; the terms in `weak` count only where
    nothing else does. `groups` are terms that mean the same;
    `kinds` are (term, group) of terms that count as a group's words but not the other way round;
    `phrases` are (words' terms, group) of expressions of several words. The rest is the language as
    `Language` has it.
    """

    locale: str
    words: tuple[str, ...]
    terms: tuple[int, ...]
    weak: tuple[int, ...]
    groups: tuple[tuple[int, ...], ...]
    kinds: tuple[tuple[int, int], ...]
    phrases: tuple[tuple[tuple[int, ...], int], ...]
    fold: Mapping[str, str]
    layouts: tuple[Mapping[str, str], ...]
    foreign_sounds: Mapping[str, str]
    native_sounds: Mapping[str, str]
    typed_as: Mapping[str, str]
    doubtful: Mapping[str, tuple[str, ...]]

    def term_of(self) -> dict[str, int]:
        return dict(zip(self.words, self.terms, strict=True))

    def to_json(self) -> dict[str, Any]:
        return {field.name: getattr(self, field.name) for field in fields(self)}

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> Lexicon:
        known = {field.name: values[field.name] for field in fields(cls)}
        known |= {name: tuple(known[name]) for name in ("words", "terms", "weak", "layouts")}
        known["groups"] = tuple(tuple(group) for group in values["groups"])
        known["kinds"] = tuple((term, group) for term, group in values["kinds"])
        known["phrases"] = tuple((tuple(terms), group) for terms, group in values["phrases"])
        known["doubtful"] = {letter: tuple(ways) for letter, ways in values["doubtful"].items()}
        return cls(**known)


def make_lexicon(
    locale: str, language: Language, words: Iterable[str], vocabulary: Vocabulary
) -> Lexicon:
    """Lexicon of all `words` of the articles and all words of the editors' vocabulary."""
    groups = [[split_words(text, language) for text in group] for group in vocabulary.groups]
    kinds = list(_kinds(groups, vocabulary, language))
    listed_words = (word for text in chain(*groups, (text for text, _ in kinds)) for word in text)
    terms = _number_terms({*words, *listed_words, *language.stop_words}, language)
    members = [(text, number) for number, group in enumerate(groups) for text in group]
    listed = sorted(terms)
    return Lexicon(
        locale=locale,
        words=tuple(listed),
        terms=tuple(terms[word] for word in listed),
        weak=tuple(sorted({terms[word] for word in language.weak_words & terms.keys()})),
        groups=tuple(_single_terms(group, terms) for group in groups),
        kinds=tuple(sorted({(terms[text[0]], number) for text, number in kinds if len(text) == 1})),
        phrases=tuple(sorted(dict(_phrases([*kinds, *members], terms)).items())),
        fold=language.fold,
        layouts=language.layouts,
        foreign_sounds=language.foreign_sounds,
        native_sounds=language.native_sounds,
        typed_as=language.typed_as,
        doubtful=language.doubtful,
    )


def _number_terms(words: Iterable[str], language: Language) -> dict[str, int]:
    """Terms in the order of their stems; stop words, in their own, count down from -1."""
    meaning, stops = set(words) - language.stop_words, set(words) & language.stop_words
    stems = {word: language.stem(word) for word in meaning}
    number = {stem: at for at, stem in enumerate(sorted(set(stems.values())))}
    counted_down = {word: -at for at, word in enumerate(sorted(stops), start=1)}
    return {word: number[stem] for word, stem in stems.items()} | counted_down


def _kinds(
    groups: Sequence[Sequence[Sequence[str]]], vocabulary: Vocabulary, language: Language
) -> Iterator[tuple[Sequence[str], int]]:
    """Each kind, split to words, with the number of the group whose word it is a kind of."""
    group_of = {tuple(text): number for number, group in enumerate(groups) for text in group}
    for word, kinds in vocabulary.kinds:
        number = group_of.get(tuple(split_words(word, language)))
        if number is not None:
            for kind in kinds:
                yield split_words(kind, language), number


def _single_terms(group: Sequence[Sequence[str]], terms: Mapping[str, int]) -> tuple[int, ...]:
    return tuple(sorted({terms[text[0]] for text in group if len(text) == 1} - _stops(terms)))


def _stops(terms: Mapping[str, int]) -> set[int]:
    return {term for term in terms.values() if term < 0}


def _phrases(
    texts: Iterable[tuple[Sequence[str], int]], terms: Mapping[str, int]
) -> Iterator[tuple[tuple[int, ...], int]]:
    for text, number in texts:
        if len(text) > 1:
            yield tuple(terms[word] for word in text), number

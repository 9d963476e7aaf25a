"""The lexicon: everything about a locale's words that understanding a query needs, no more.

It is compiled once and read by both engines: as JSON beside the Whoosh index, and as the first part
of the browser's index.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from helpcenter_build.search.languages import Language


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """`words` are surface forms in code point order, `terms` the number of each word's stem.

    Stop words have negative terms: known, and worth nothing; the terms in `weak` count only where
    nothing else does. `groups` are terms that mean the same;
    `phrases` are (words' terms, group) for expressions of several words. The rest is the language
    as `Language` has it.
    """

    locale: str
    words: tuple[str, ...]
    terms: tuple[int, ...]
    weak: tuple[int, ...]
    groups: tuple[tuple[int, ...], ...]
    phrases: tuple[tuple[tuple[int, ...], int], ...]
    fold: Mapping[str, str]
    layouts: tuple[Mapping[str, str], ...]
    foreign_sounds: Mapping[str, str]
    native_sounds: Mapping[str, str]
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
        known["phrases"] = tuple((tuple(terms), group) for terms, group in values["phrases"])
        known["doubtful"] = {letter: tuple(ways) for letter, ways in values["doubtful"].items()}
        return cls(**known)


def make_lexicon(
    locale: str, language: Language, words: Iterable[str], groups: Sequence[Sequence[Sequence[str]]]
) -> Lexicon:
    """Lexicon of all `words` and of the words in `groups` (group, expression, word)."""
    grouped = {word for group in groups for text in group for word in text}
    terms = _number_terms({*words, *grouped, *language.stop_words}, language)
    singles, phrases = _split_groups(groups, terms)
    listed = sorted(terms)
    return Lexicon(
        locale=locale,
        words=tuple(listed),
        terms=tuple(terms[word] for word in listed),
        weak=tuple(sorted({terms[word] for word in language.weak_words & terms.keys()})),
        groups=singles,
        phrases=phrases,
        fold=language.fold,
        layouts=language.layouts,
        foreign_sounds=language.foreign_sounds,
        native_sounds=language.native_sounds,
        doubtful=language.doubtful,
    )


def _number_terms(words: Iterable[str], language: Language) -> dict[str, int]:
    """Terms in the order of their first words; stop words count down from -1."""
    numbers: dict[str, int] = {}
    terms: dict[str, int] = {}
    stops = 0
    for word in sorted(words):
        if word in language.stop_words:
            stops += 1
            terms[word] = -stops
        else:
            terms[word] = numbers.setdefault(language.stem(word), len(numbers))
    return terms


def _split_groups(
    groups: Sequence[Sequence[Sequence[str]]], terms: Mapping[str, int]
) -> tuple[tuple[tuple[int, ...], ...], tuple[tuple[tuple[int, ...], int], ...]]:
    singles, phrases = [], set()
    for number, group in enumerate(groups):
        known = [tuple(terms[word] for word in text) for text in group]
        singles.append(
            tuple(sorted({text[0] for text in known if len(text) == 1 and text[0] >= 0}))
        )
        phrases |= {(text, number) for text in known if len(text) > 1}
    return tuple(singles), tuple(sorted(phrases))

"""The record that describes a language to search: everything that differs, as values."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field


def _same(word: str) -> str:
    return word


def snowball(algorithm: str) -> Callable[[str], str]:
    """A stemmer of that name; the library is loaded for builds only, a service never stems."""
    import snowballstemmer

    stem: Callable[[str], str] = snowballstemmer.stemmer(algorithm).stemWord
    return stem


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """What the browser needs of it travels in the index; `stem` never does.

    `fold` maps single characters to what they count as ("" drops them). `layouts` map what a key
    gives on the wrong keyboard layout to what was meant. `foreign_sounds` and `native_sounds` are
    rewriting rules (see `sound`) that give a word in foreign letters and the word it stands for
    the same key; where those leave vowels out, `typed_as` says in which ways letters are typed and
    what each costs (see `heard`); `doubtful` are letters with several usual spellings.
    Stop words never count; weak words ("help", "question") only in a query that has no others.
    """

    code: str
    stem: Callable[[str], str] = _same
    stop_words: frozenset[str] = frozenset()
    weak_words: frozenset[str] = frozenset()
    fold: Mapping[str, str] = field(default_factory=dict)
    layouts: tuple[Mapping[str, str], ...] = ()
    foreign_sounds: Mapping[str, str] = field(default_factory=dict)
    native_sounds: Mapping[str, str] = field(default_factory=dict)
    typed_as: Mapping[str, str] = field(default_factory=dict)
    doubtful: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

"""The record that describes a language to search: everything that differs, as values."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field


def _same(word: str) -> str:
    return word


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """`fold` maps single characters to what they count as ("" drops them)."""

    code: str
    stem: Callable[[str], str] = _same
    stop_words: frozenset[str] = frozenset()
    fold: dict[str, str] = field(default_factory=dict)

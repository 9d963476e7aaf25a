"""Text to words, the same way for articles and for what shoppers type.

The browser engine repeats this in JavaScript, with the character map sent along in the index;
stems are only ever made here.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import lru_cache

from helpcenter_build.search.languages import Language


@lru_cache(maxsize=4096)
def _plain_character(character: str) -> str:
    """A digit of any script as ASCII; marks and format characters as nothing; else a space."""
    category = unicodedata.category(character)
    if category == "Nd":
        return str(unicodedata.decimal(character))
    if category in {"Mn", "Cf"}:
        return ""
    return character if category[0] in "LN" else " "


def lower_text(text: str) -> str:
    """Compatibility forms and case made one."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).lower())


def split_folded(lowered: str, fold: Mapping[str, str]) -> list[str]:
    """The words of a lower-case text: letters and digits, with marks left out."""
    return "".join(
        fold[character] if character in fold else _plain_character(character)
        for character in lowered
    ).split()


def split_words(text: str, language: Language) -> list[str]:
    return split_folded(lower_text(text), language.fold)

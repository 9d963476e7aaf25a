"""Text to words, the same way for articles and for what shoppers type.

The browser engine repeats this in JavaScript, with the character map sent along in the index;
stems are only ever made here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

from helpcenter_build.search.languages import Language

# White space as Python and as JavaScript understand it, and control characters.
_BETWEEN = re.compile(r"[\s\x00-\x1f\x7f-\x9f\ufeff]+")


@lru_cache(maxsize=4096)
def _plain_character(character: str) -> str:
    """A digit of any script as ASCII; marks and format characters as nothing; else a space.

    Letters beyond the basic plane are none: no shop's language needs them, and Python and
    JavaScript would count them differently.
    """
    if character > "\uffff":
        return " "
    category = unicodedata.category(character)
    if category == "Nd":
        return str(unicodedata.decimal(character))
    if category in {"Mn", "Cf"}:
        return ""
    return character if category[0] in "LN" else " "


def lower_text(text: str) -> str:
    """Compatibility forms and case made one."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).lower())


def split_chunks(lowered: str) -> list[str]:
    """What stands between white space and control characters."""
    return [chunk for chunk in _BETWEEN.split(lowered) if chunk]


def split_folded(lowered: str, fold: Mapping[str, str]) -> list[str]:
    """The words of a lower-case text: letters and digits, with marks left out."""
    return "".join(
        fold[character] if character in fold else _plain_character(character)
        for character in lowered
    ).split()


def split_words(text: str, language: Language) -> list[str]:
    return split_folded(lower_text(text), language.fold)


def ascii_digits(text: str) -> str:
    """Text in compatibility forms with its decimal digits, whatever their script, in ASCII."""
    return "".join(
        str(unicodedata.decimal(character)) if character.isdecimal() else character
        for character in unicodedata.normalize("NFKC", text)
    )

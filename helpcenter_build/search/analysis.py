"""Text to words, the same way for articles and for what shoppers type.

The browser engine repeats `fold_text` and `split_words` in JavaScript, with the character map sent along in
the index; stems are only ever made here.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from helpcenter_build.search.languages import Language

_WORD_CATEGORIES = frozenset("LN")


@lru_cache(maxsize=4096)
def _plain_character(character: str) -> str:
    """A decimal digit of any script as ASCII, a mark or format character as nothing, else itself."""
    category = unicodedata.category(character)
    if category == "Nd":
        return str(unicodedata.decimal(character))
    if category in {"Mn", "Cf"}:
        return ""
    return character if category[0] in _WORD_CATEGORIES else " "


def fold_text(text: str, language: Language) -> str:
    """Compatibility forms, case, marks and digits made one; all that is no letter or digit a space."""
    lowered = unicodedata.normalize("NFKC", text).lower()
    fold = language.fold
    return "".join(
        fold[character] if character in fold else _plain_character(character)
        for character in lowered
    )


def split_words(text: str, language: Language) -> list[str]:
    return fold_text(text, language).split()

"""Whether a team should look at a message first: by its topic, or by words the shop names."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from helpcenter_build.facts import Shop


ENDINGS = 2
"""Letters at the end of a longer word that inflection may change."""
PREFIXES = {"ar": ("وال", "بال", "ال", "و", "ب", "ل")}


def is_urgent(shop: Shop, topic: str, locale: str, text: str) -> bool:
    """Whether the topic is urgent, or the text holds one of the shop's urgency words."""
    if topic in shop.topics and shop.topics[topic].urgent:
        return True
    locales = {locale, shop.source_locale}
    return any(
        _pattern(shop.urgency_words.get(tag, ()), tag).search(_plain(text)) for tag in locales
    )


@lru_cache(maxsize=32)
def _pattern(words: tuple[str, ...], locale: str) -> re.Pattern[str]:
    prefix = "|".join(PREFIXES.get(locale, ()))
    stems = "|".join(re.escape(_stem(_plain(word))) for word in words)
    return re.compile(rf"\b(?:{prefix})(?:{stems})\w{{0,4}}\b" if stems else r"(?!)")


def _stem(word: str) -> str:
    return word[:-ENDINGS] if len(word) > 5 + ENDINGS else word[:-1] if len(word) > 4 else word


def _plain(text: str) -> str:
    return text.casefold().replace("ё", "е").replace("أ", "ا").replace("إ", "ا")

"""What search knows about each language: one module per language, looked up by locale."""

from __future__ import annotations

from functools import cache

from helpcenter_build.search.languages import arabic, bulgarian, english, russian
from helpcenter_build.search.languages.language import Language

__all__ = ["Language", "language_for"]

_FACTORIES = {
    "ar": arabic.language,
    "bg": bulgarian.language,
    "en": english.language,
    "ru": russian.language,
}


@cache
def language_for(locale: str) -> Language:
    """Language of a BCP 47 tag; a locale without a module gets plain analysis without stems."""
    factory = _FACTORIES.get(locale.split("-")[0].lower())
    return factory() if factory else Language(code=locale)

"""Strings of the theme and of tables in the page's language (gettext)."""

from functools import cache
from io import BytesIO
from pathlib import Path

from babel.support import NullTranslations, Translations

FOLDER = Path(__file__).parents[1] / "translations"
DOMAIN = "helpcenter_build"


@cache
def translations(locale: str, folder: Path = FOLDER, domain: str = DOMAIN) -> NullTranslations:
    """The catalogue of a locale; source strings where it has none.

    A compiled catalogue that is missing or older than its source is compiled in memory, so an
    editor's machine needs no compiler and never shows yesterday's words.
    """
    source = folder / locale.replace("-", "_") / "LC_MESSAGES" / f"{domain}.po"
    compiled = source.with_suffix(".mo")
    if not source.exists() or (
        compiled.exists() and compiled.stat().st_mtime >= source.stat().st_mtime
    ):
        return Translations.load(folder, [locale.replace("-", "_")], domain)
    return _compiled(source, locale.replace("-", "_"), domain)


def _compiled(source: Path, locale: str, domain: str) -> NullTranslations:
    from babel.messages.mofile import write_mo  # of no use where catalogues are compiled
    from babel.messages.pofile import read_po

    with source.open("rb") as text:
        catalogue = read_po(text, locale=locale)
    binary = BytesIO()
    write_mo(binary, catalogue)
    binary.seek(0)
    return Translations(fp=binary, domain=domain)

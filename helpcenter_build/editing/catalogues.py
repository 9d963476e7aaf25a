"""A catalogue of short strings for a language that has none yet (gettext, as `make catalogues`)."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.pofile import write_po

PACKAGES = ("helpcenter_build", "form_service")
_METHODS = [("**.py", "python"), ("**.html", "jinja2")]
_KEYWORDS = {**DEFAULT_KEYWORDS, "_l": None, "lazy_gettext": None}


def catalogue_path(root: Path, package: str, tag: str) -> Path:
    folder = root / package / "translations" / tag.replace("-", "_") / "LC_MESSAGES"
    return folder / f"{package}.po"


def empty_catalogue(root: Path, package: str, tag: str) -> str:
    """Every string of a package with an empty translation and the language's plural forms."""
    catalogue = Catalog(locale=tag.replace("-", "_"), project="shop-help-center", fuzzy=False)
    found = extract_from_dir(
        root / package, _METHODS, keywords=_KEYWORDS, comment_tags=("Translators:",)
    )
    for filename, line, message, comments, context in found:
        place = (f"{package}/{filename}", line)
        catalogue.add(message, None, [place], auto_comments=comments, context=context)
    text = BytesIO()
    write_po(text, catalogue, width=0, sort_by_file=True, include_lineno=False)
    return text.getvalue().decode("utf-8")

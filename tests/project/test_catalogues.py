"""Every short string of both packages is said in every language, with the same blanks."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel import Locale
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[2]
PACKAGES = ("helpcenter_build", "form_service")
CATALOGUES = [path for name in PACKAGES for path in ROOT.glob(f"{name}/translations/*/*/*.po")]
BLANK = re.compile(r"%\(\w+\)[a-z]|\{\w+\}|#")
SOURCE_LOCALE = "en"


def _read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=path.parent.parent.name)


def _sides(message: Message) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Source strings and translations; one of each where the string has no plural."""
    if isinstance(message.id, str):
        return (message.id,), (str(message.string),)
    return tuple(message.id), tuple(message.string)


def _messages(path: Path) -> Iterator[Message]:
    return (message for message in _read(path) if message.id)


def _differ_in_blanks(message: Message) -> bool:
    sources, translated = _sides(message)
    wanted = set(BLANK.findall(sources[-1]))
    # A form for one or two may say the number as a word.
    optional = {"%(num)s"} if len(sources) > 1 else set()
    return any(not wanted - optional <= set(BLANK.findall(t)) <= wanted for t in translated)


def test_every_language_of_the_shop_has_both_catalogues() -> None:
    folders = {path.name for path in (ROOT / "content").iterdir() if (path / "index.md").exists()}
    for package in PACKAGES:
        translated = {p.parent.parent.name for p in CATALOGUES if p.stem == package}
        assert translated == folders - {SOURCE_LOCALE}


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda p: f"{p.parent.parent.name}-{p.stem}")
def test_no_string_is_empty_fuzzy_or_short_of_a_plural_form(path: Path) -> None:
    catalogue, locale = _read(path), Locale.parse(path.parent.parent.name)
    assert len(catalogue) > 50
    assert [m.id for m in _messages(path) if m.fuzzy] == []
    assert [m.id for m in _messages(path) if not all(_sides(m)[1])] == []
    forms = len(locale.plural_form.tags | {"other"})
    if locale.language == "ru":
        forms = 3  # gettext counts whole numbers only: no form for fractions
    assert catalogue.num_plurals == forms
    plurals = [m for m in _messages(path) if not isinstance(m.id, str)]
    assert [m.id for m in plurals if len(_sides(m)[1]) != forms] == []


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda p: f"{p.parent.parent.name}-{p.stem}")
def test_translations_fill_in_the_same_blanks(path: Path) -> None:
    assert [m.id for m in _messages(path) if _differ_in_blanks(m)] == []

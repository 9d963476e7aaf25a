"""The editor's guide in CONTRIBUTING names what there is, all of it and nothing else."""

import re
from pathlib import Path

import click
import pytest

from helpcenter_build import theme
from helpcenter_build.cli import main
from helpcenter_build.content.front_matter import FrontMatter
from helpcenter_build.templating.filters import Filters

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
GUIDE = TEXT.partition("## For content editors")[2].partition("\n## ")[0]
PICTURES = re.findall(r"!\[(.+?)\]\((docs/images/[\w-]+\.png)\)", GUIDE)
MOST_BYTES = 100_000


def _code(after: str, before: str) -> set[str]:
    """The words in code between two places of the guide."""
    part = GUIDE.partition(after)[2].partition(before)[0]
    assert part, (after, before)
    return set(re.findall(r"`([\w-]+)`", part))


def test_every_key_of_the_front_matter_is_described() -> None:
    rows = re.findall(r"^\| (`.+?) \| ", GUIDE, re.MULTILINE)
    described = {key for row in rows for key in re.findall(r"`(\w+)", row)}
    assert described == set(FrontMatter.model_fields)


def test_every_filter_is_named() -> None:
    named = _code("Filters:", "A table stands")
    assert named == {name for name in vars(Filters) if not name.startswith("_")} - {"printed"}


@pytest.mark.parametrize(
    ("folder", "after", "before"),
    [
        ("tables", '{{ table("delivery") }}`', "So does a tool"),
        ("widgets", '{{ widget("track") }}`', "**Headings**"),
    ],
)
def test_every_table_and_widget_is_named(folder: str, after: str, before: str) -> None:
    assert _code(after, before) == {path.stem for path in (theme.FOLDER / folder).glob("*.html")}


def test_every_command_of_the_guide_is_understood() -> None:
    context = click.Context(main, info_name="helpcenter")
    names = set(re.findall(r"helpcenter ([a-z-]+)", GUIDE))
    assert {"check", "new", "rename", "translations", "archive", "new-locale"} <= names
    assert [name for name in names if main.get_command(context, name) is None] == []


def test_the_guide_has_pictures_that_say_what_they_show() -> None:
    assert len(PICTURES) >= 2
    for words, name in PICTURES:
        assert len(words.split()) > 5
        assert 1000 < (ROOT / name).stat().st_size <= MOST_BYTES, name

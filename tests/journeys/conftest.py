"""The served help center for journeys: content built once per run, a fresh service per test."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import pytest
from playwright.sync_api import Page

from tests.tools.chromium import PageOpener
from tests.tools.help_center import HelpCenter, build_content, run_help_center
from tests.tools.once import make_once
from tests.tools.smtp import SmtpSink
from tests.tools.words import Words

WordsOf: TypeAlias = Callable[[str], Words]
everywhere = pytest.mark.parametrize(
    ("locale", "width"), [(tag, width) for tag in ("en", "bg", "ru", "ar") for width in (390, 1280)]
)


@pytest.fixture(scope="session")
def built_content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with `site/` and `bundle/` of the project's own content."""
    return make_once(tmp_path_factory, "built-content", build_content)


@pytest.fixture
def help_center(built_content: Path, tmp_path: Path, smtp_sink: SmtpSink) -> Iterator[HelpCenter]:
    """Site, search and forms on one address, with mails going to `smtp_sink`."""
    with run_help_center(built_content, tmp_path, smtp=smtp_sink.url) as center:
        yield center


@pytest.fixture(scope="module")
def served(built_content: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of one help center for a whole module's tests, which send nothing."""
    folder = tmp_path_factory.mktemp("served")
    with run_help_center(built_content, folder, smtp="smtp://127.0.0.1:9") as center:
        yield center.url


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Somebody with a screen of one width who reads one language."""

    say: Words
    url: str
    open: Callable[[str], Page]
    """The page at a path of the site."""


@pytest.fixture
def reader(
    served: str, open_page: PageOpener, words_of: WordsOf, locale: str, width: int
) -> Reader:
    """For tests that run `everywhere`."""
    return Reader(
        say=words_of(locale),
        url=served,
        open=lambda path: open_page(served + path, width=width, height=844),
    )


@pytest.fixture(scope="session")
def words_of(built_content: Path) -> WordsOf:
    """`words_of("ar")`: what the help center says in a language."""
    return lambda locale: Words(locale=locale, bundle=built_content / "bundle")

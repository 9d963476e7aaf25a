"""The served help center for journeys: content built once per run, a fresh service per test."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeAlias

import pytest

from tests.tools.help_center import HelpCenter, build_content, run_help_center
from tests.tools.once import make_once
from tests.tools.smtp import SmtpSink
from tests.tools.words import Words

WordsOf: TypeAlias = Callable[[str], Words]


@pytest.fixture(scope="session")
def built_content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with `site/` and `bundle/` of the project's own content."""
    return make_once(tmp_path_factory, "built-content", build_content)


@pytest.fixture
def help_center(built_content: Path, tmp_path: Path, smtp_sink: SmtpSink) -> Iterator[HelpCenter]:
    """Site, search and forms on one address, with mails going to `smtp_sink`."""
    with run_help_center(built_content, tmp_path, smtp=smtp_sink.url) as center:
        yield center


@pytest.fixture(scope="session")
def words_of(built_content: Path) -> WordsOf:
    """`words_of("ar")`: what the help center says in a language."""
    return lambda locale: Words(locale=locale, bundle=built_content / "bundle")

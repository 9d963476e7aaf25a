"""The project's own content, built once per run for all kinds of tests."""

from pathlib import Path

import pytest

from tests.tools.help_center import build_content
from tests.tools.once import make_once


@pytest.fixture(scope="session")
def built_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same build that journeys go through."""
    return make_once(tmp_path_factory, "built-content", build_content) / "site"

"""The small shop's site, built once per run."""

from pathlib import Path

import pytest

from tests.tools.once import make_once
from tests.tools.small_site import build_small


@pytest.fixture(scope="session")
def small_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_once(tmp_path_factory, "small-site", lambda folder: build_small(folder)) / "site"

"""The small shop's site, built once per run, and somebody who reads it."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.helpcenter_build.output.visits import LATE, REGISTER, Visit
from tests.tools.chromium import PageOpener
from tests.tools.folder_server import Line, serve_folder
from tests.tools.once import make_once
from tests.tools.small_site import build_small


@pytest.fixture(scope="session")
def small_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_once(tmp_path_factory, "small-site", lambda folder: build_small(folder)) / "site"


@pytest.fixture
def visit(small_site: Path, tmp_path: Path, open_page: PageOpener) -> Iterator[Visit]:
    """Somebody who has read one article of a site of the test's own, whose worker is there."""
    folder, line = shutil.copytree(small_site, tmp_path / "served"), Line()
    with serve_folder(folder, line) as url:
        open_page.allow("ERR_INTERNET_DISCONNECTED")
        page = open_page(f"{url}/{LATE}")
        page.evaluate(REGISTER)
        page.evaluate("navigator.serviceWorker.ready.then(() => null)")
        visit = Visit(page=page, url=url, folder=folder, line=line)
        visit.wait_for(lambda: visit.visited() == [f"/{LATE}"])
        yield visit

"""What tests of every kind share: a closed network, real servers on loopback, a browser."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.tools.chromium import PageOpener, run_chromium
from tests.tools.network import close_network
from tests.tools.postgres import PostgresServer, run_postgres
from tests.tools.smtp import SmtpSink, run_sink

ROOT = Path(__file__).parent.parent


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--run-faults", action="store_true", help="run the long fault experiments")


def pytest_configure(config: pytest.Config) -> None:
    close_network()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if not config.getoption("--run-faults"):
        skip = pytest.mark.skip(reason="a long fault experiment: make faults")
        for item in items:
            if item.get_closest_marker("faults"):
                item.add_marker(skip)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    with run_postgres() as server:
        yield server


@pytest.fixture
def postgres_url(postgres_server: PostgresServer) -> Iterator[str]:
    """An empty PostgreSQL database of the test's own, as a SQLAlchemy URL."""
    with postgres_server.database() as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database of the test's own: the test runs once on each kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'helpcenter.sqlite3'}"
    url: str = request.getfixturevalue("postgres_url")
    return url


@pytest.fixture
def smtp_sink() -> Iterator[SmtpSink]:
    """A listening SMTP server: `.url`, `.mails`, `.wait_for(2)`, `.refuse("RCPT", "550 ...")`."""
    with run_sink() as sink:
        yield sink


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with run_chromium() as browser:
        yield browser


@pytest.fixture
def open_page(chromium: Browser) -> Iterator[PageOpener]:
    """`open_page(url) -> Page`; every page it leads to is inspected, and problems fail the test."""
    opener = PageOpener(browser=chromium)
    try:
        yield opener
        opener.check()
    finally:
        opener.close()

"""A service over a small bundle, with a clock and randomness that tests turn."""

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from flask.testing import FlaskClient

from form_service.application import build_app, build_service
from form_service.background import build_delivery
from form_service.delivery.worker import Delivery
from form_service.service import Service
from form_service.settings import PREFIX, SETTINGS, Settings, read_settings
from tests.form_service.bundles import write_small_bundle
from tests.form_service.shoppers import Shopper

MONDAY = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)  # 10:00 in Sofia
SECRET = "a secret of the tests, long enough to be accepted"


@dataclass(slots=True, kw_only=True)
class TestClock:
    """A clock that stands still until it is turned."""

    __test__ = False
    now: datetime = MONDAY

    def __call__(self) -> datetime:
        return self.now

    def turn(self, **by: float) -> None:
        self.now += timedelta(**by)


@dataclass(slots=True, kw_only=True)
class Counting:
    """Randomness that never repeats and is the same in every run."""

    numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def __call__(self, length: int) -> bytes:
        number = next(self.numbers)
        return bytes(number // 32**place % 32 for place in reversed(range(length)))


@pytest.fixture(scope="session")
def bundle_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_small_bundle(tmp_path_factory.mktemp("small") / "bundle")


@pytest.fixture
def clock() -> TestClock:
    return TestClock()


@pytest.fixture
def settings(tmp_path: Path, bundle_folder: Path) -> Settings:
    """Those of a production service on SQLite; the mail server answers nobody."""
    return read_settings(
        {
            "HELPCENTER_BUNDLE": str(bundle_folder),
            "HELPCENTER_DATABASE": f"sqlite:///{tmp_path / 'helpcenter.db'}",
            "HELPCENTER_SECRET": SECRET,
            "HELPCENTER_SMTP": "smtp://127.0.0.1:9",
            "HELPCENTER_PUBLIC_URL": "https://help.marigold.example",
            "HELPCENTER_MAIL_FOLDER": str(tmp_path / "mail"),
        }
    )


@pytest.fixture
def make_service(settings: Settings, clock: TestClock) -> Iterator[Callable[..., Service]]:
    """`make_service(limit_per_address=5)`: a service with some settings changed."""
    opened: list[Service] = []

    def make(**changes: Any) -> Service:
        chosen = replace(settings, **changes)
        opened.append(build_service(chosen, clock=clock, randomness=Counting()))
        return opened[-1]

    yield make
    for service in opened:
        service.database.close()


@pytest.fixture
def service(make_service: Callable[..., Service]) -> Service:
    return make_service()


@pytest.fixture
def both_services(database_url: str, make_service: Callable[..., Service]) -> Service:
    """The service on SQLite, and in a second run of the test on PostgreSQL."""
    url = database_url.replace("postgresql://", "postgresql+psycopg://", 1)
    return make_service(database=url)


@pytest.fixture
def client(service: Service) -> FlaskClient:
    return build_app(service).test_client(use_cookies=False)


@pytest.fixture
def shopper(client: FlaskClient, clock: TestClock) -> Shopper:
    """Somebody with a browser that sends what browsers send today."""
    return Shopper(client=client, clock=clock)


@pytest.fixture
def delivery(service: Service) -> Iterator[Delivery]:
    made = build_delivery(service)
    yield made
    made.close()


@pytest.fixture
def run_command(settings: Settings, service: Service) -> Callable[..., Result]:
    """`run_command(outbox, "list")`: a command in the environment of the service's settings."""
    environ = {
        PREFIX + setting.field.upper(): str(value)
        for setting in SETTINGS
        if (value := getattr(settings, setting.field)) not in (None, "")
    }

    def invoke(command: object, *arguments: str, status: int = 0) -> Result:
        result = CliRunner().invoke(command, list(arguments), env=environ)  # type: ignore[arg-type]
        assert result.exit_code == status, result.output
        return result

    return invoke

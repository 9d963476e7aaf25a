"""The fault experiments: short in every test run, at full length under `make faults`.

Each states its figure, what it must be, and whether it is; the table at the end shows all of them.
"""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from form_service.settings import Settings
from tests.faults.running import Running, start
from tests.form_service.bundles import write_small_bundle
from tests.form_service.conftest import (  # noqa: F401  # fixtures that the experiments share
    both_services,
    bundle_folder,
    client,
    clock,
    delivery,
    make_service,
    service,
    settings,
    shopper,
)

FIGURE = "fault experiment"
Scaled = Callable[[int, int], int]
State = Callable[..., None]


@pytest.fixture
def scaled(request: pytest.FixtureRequest) -> Scaled:
    """`scaled(10_000, 200)`: the number under `make faults`, and in every other run."""
    is_full = runs_fully(request)
    return lambda full, short: full if is_full else short


def runs_fully(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--run-faults"))


@pytest.fixture
def state(request: pytest.FixtureRequest) -> State:
    """`state(1, "kill -9", "0 lost", "0 lost", lost == 0)` notes a figure, fails on a bad one.

    `pace="<= 100 ms", keeps_pace=p99 <= 100` is wanted, too, but at full length only: a short run
    shares its machine with other tests, which says nothing of the service.
    """
    is_full = runs_fully(request)
    parameters = getattr(getattr(request.node, "callspec", None), "params", {})
    kind = str(parameters.get("database_url", "-"))

    def note(
        number: int,
        experiment: str,
        figure: str,
        wanted: str,
        passes: bool,
        *,
        pace: str = "",
        keeps_pace: bool = True,
    ) -> None:
        if is_full and pace:
            wanted, passes = f"{wanted}, {pace}", passes and keeps_pace
        row = [number, experiment, kind, figure, wanted, passes]
        request.node.user_properties.append((FIGURE, json.dumps(row)))
        assert passes, f"experiment {number}, {experiment}: {figure}; it must be {wanted}"

    return note


@pytest.fixture(scope="session")
def fault_bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_small_bundle(tmp_path_factory.mktemp("faults") / "bundle")


@pytest.fixture
def running(
    tmp_path: Path,
    fault_bundle: Path,
    settings: Settings,  # noqa: F811  # the fixture
) -> Iterator[Callable[..., Running]]:
    """`running(smtp=url)`: the service in a process of its own; ended when the test is."""
    started: list[Running] = []

    def run(**changes: str) -> Running:
        place = {"database": settings.database, "bundle": str(fault_bundle)}
        started.append(start(tmp_path, place | changes))
        return started[-1]

    yield run
    for each in started:
        each.end()


def pytest_terminal_summary(terminalreporter: Any) -> None:
    rows = [
        json.loads(value)
        for reports in terminalreporter.stats.values()
        for report in reports
        if getattr(report, "when", None) == "call"
        for name, value in report.user_properties
        if name == FIGURE
    ]
    if not rows:
        return
    terminalreporter.section("fault experiments")
    rows.sort(key=lambda row: (row[0], row[1], row[2]))
    for number, experiment, kind, figure, wanted, passes in rows:
        verdict = "passes" if passes else "FAILS"
        terminalreporter.write_line(
            f"{number:>2}  {experiment:<46} {kind:<11} {figure:<52} {wanted:<34} {verdict}"
        )

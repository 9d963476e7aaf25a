from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

from helpcenter_build.problems import Problem
from tests.helpcenter_build.checks.copies import change, copied, line_of, problems_of

FAULTS_FILE = Path(__file__).parents[2] / "cases" / "broken" / "faults.yml"
FAULTS: list[dict[str, Any]] = yaml.safe_load(FAULTS_FILE.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = copied(tmp_path_factory.mktemp("broken"))
    for fault in FAULTS:
        change(folder, fault)
    return folder


@pytest.fixture(scope="module")
def problems(content: Path) -> list[Problem]:
    return problems_of(content)


def expected(content: Path) -> Counter[tuple[str, str, int]]:
    return Counter(
        (found["id"], name, line_of(content / name, found.get("at")) - found.get("up", 0))
        for fault in FAULTS
        for found in fault["found"]
        for name in [found.get("in", fault["file"])]
    )


def test_there_are_more_than_fifty_faults() -> None:
    assert len(FAULTS) >= 50


def test_every_fault_is_reported_on_its_line_and_nothing_else(
    content: Path, problems: list[Problem]
) -> None:
    found = Counter(
        (one.id, one.place.path.relative_to(content).as_posix(), one.place.line) for one in problems
    )
    wanted = expected(content)
    assert sorted((wanted - found).elements()) == [], "not reported"
    assert sorted((found - wanted).elements()) == [], "reported, but not wrong"


def test_every_problem_says_what_to_do(problems: list[Problem]) -> None:
    assert [str(problem) for problem in problems if not problem.hint] == []
    assert [str(problem) for problem in problems if not problem.message.strip()] == []

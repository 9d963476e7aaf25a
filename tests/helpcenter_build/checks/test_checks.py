from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

from helpcenter_build.checks import CHECKS
from tests.helpcenter_build.checks.copies import EXAMPLE, change, copied, line_of, problems_of

CASES_FILE = Path(__file__).parents[2] / "cases" / "checks.yml"
CASES: list[dict[str, Any]] = yaml.safe_load(CASES_FILE.read_text(encoding="utf-8"))


def test_the_example_has_no_problems() -> None:
    assert [str(problem) for problem in problems_of(EXAMPLE)] == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['check']}: {case['name']}")
def test_a_check_finds_what_is_wrong_and_nothing_else(tmp_path: Path, case: dict[str, Any]) -> None:
    content = copied(tmp_path)
    path = change(content, case)
    problems = problems_of(content)
    expected = Counter([*([case["id"]] if "id" in case else []), *case.get("also", [])])
    assert Counter(problem.id for problem in problems) == expected, [str(one) for one in problems]
    if "id" not in case:
        return
    place = content / case.get("in", case["file"])
    line = line_of(place, case["at"]) if "at" in case else 0
    found = [
        problem
        for problem in problems
        if problem.id == case["id"]
        and problem.place.path == place
        and problem.place.line == line
        and case.get("says", "") in problem.message
    ]
    assert found, (path, line, [str(one) for one in problems])
    assert case["hint"] in found[0].hint
    assert "severity" not in case or found[0].severity == case["severity"]


def test_every_check_has_a_failing_and_a_passing_case() -> None:
    failing = {case["check"] for case in CASES if "id" in case}
    passing = {case["check"] for case in CASES if "id" not in case}
    names = {check.__name__ for check in CHECKS}
    assert failing - {"front_matter"} == names
    assert passing - {"front_matter"} == names

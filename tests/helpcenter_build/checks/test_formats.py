import json
from pathlib import Path

import pytest

from helpcenter_build.checks.formats import as_github, as_gitlab
from helpcenter_build.problems import Place, Problem
from tests.helpcenter_build.checks.copies import change, copied, run_check

PROBLEM = Problem(
    id="typed-fact",
    place=Place(path=Path("content/en/a,b.md"), line=7),
    message="100 % of it: wrong",
    hint="Write it\nlike this.",
)
WHOLE_FILE = Problem(
    id="x", place=Place(path=Path("content/shop.yml")), message="No.", severity="warning"
)


def test_github_gets_a_line_a_problem_with_its_special_characters_escaped() -> None:
    assert as_github([PROBLEM, WHOLE_FILE]).splitlines() == [
        (
            "::error file=content/en/a%2Cb.md,line=7,title=typed-fact::"
            "100 %25 of it: wrong%0AWrite it%0Alike this."
        ),
        "::warning file=content/shop.yml,title=x::No.",
    ]


def test_gitlab_gets_a_code_quality_report() -> None:
    first, second = json.loads(as_gitlab([PROBLEM, WHOLE_FILE]))
    assert first["check_name"] == "typed-fact"
    assert first["description"] == "100 % of it: wrong Write it like this."
    assert (first["severity"], second["severity"]) == ("major", "minor")
    assert first["location"] == {"path": "content/en/a,b.md", "lines": {"begin": 7}}
    assert second["location"]["lines"] == {"begin": 1}
    assert first["fingerprint"] != second["fingerprint"]


def test_a_fingerprint_survives_a_moved_line() -> None:
    place = Place(path=PROBLEM.place.path, line=99)
    moved = Problem(id=PROBLEM.id, place=place, message=PROBLEM.message)
    (one,), (other,) = json.loads(as_gitlab([PROBLEM])), json.loads(as_gitlab([moved]))
    assert one["fingerprint"] == other["fingerprint"]


def test_paths_are_relative_to_the_repository(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = copied(tmp_path)
    change(
        content, {"file": "en/faq.md", "replace": "Each answer", "with": "Each [x](no.md) answer"}
    )
    monkeypatch.chdir(tmp_path)
    result = run_check(content, "--format", "github")
    assert result.exit_code == 1
    first, last = result.output.splitlines()
    assert first.startswith(
        "::error file=content/en/faq.md,line=6,title=broken-link::The link no.md"
    )
    assert last.startswith("1 error and 0 warnings")


def test_clean_content_leaves_git_hosts_nothing_to_show(tmp_path: Path) -> None:
    content = copied(tmp_path)
    assert json.loads(run_check(content, "--format", "gitlab").output) == []
    assert run_check(content, "--format", "github").output.startswith("No problems; ")

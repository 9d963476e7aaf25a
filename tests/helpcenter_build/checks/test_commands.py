import json
from datetime import timedelta
from pathlib import Path

from click.testing import CliRunner

from helpcenter_build.checks.commands import check
from tests.helpcenter_build.checks.copies import TODAY, change, copied, run_check

TYPED = {
    "file": "en/returns/right-of-withdrawal.md",
    "replace": "Use [the",
    "with": "After 48 hours, use [the",
}
WARNING = {
    "file": "en/delivery/late-delivery.md",
    "replace": "reviewed: 2026-10-01",
    "with": "reviewed: 2020-10-01",
}


def test_clean_content_passes(tmp_path: Path) -> None:
    result = run_check(copied(tmp_path))
    assert result.exit_code == 0
    assert result.output == "No problems; 24 articles in 4 locales looked at.\n"


def test_a_problem_is_printed_with_its_place_and_hint(tmp_path: Path) -> None:
    content = copied(tmp_path)
    path = change(content, TYPED)
    result = run_check(content)
    assert result.exit_code == 1
    lines = result.output.splitlines()
    assert lines[0] == (
        f'{path}:15: error: "48 hours" is typed here, so it will not follow the facts.'
    )
    assert lines[1] == "    Use {{ delivery.tracking_silent_hours | hours }}"
    assert lines[-1] == "1 error and 0 warnings in 1 file; 24 articles in 4 locales looked at."


def test_warnings_fail_only_when_strict(tmp_path: Path) -> None:
    content = copied(tmp_path)
    change(content, WARNING)
    assert run_check(content).exit_code == 0
    assert "0 errors and 1 warning in 1 file" in run_check(content).output
    assert run_check(content, "--strict").exit_code == 1


def test_a_day_to_come_shows_the_reviews_that_fall_due_until_then(tmp_path: Path) -> None:
    content = copied(tmp_path)
    result = run_check(content, on=TODAY + timedelta(days=366))
    assert result.exit_code == 0
    assert "warning: The article was to be reviewed by 2027-10-01." in result.output
    wrong = CliRunner().invoke(check, ["--content", str(content), "--on", "next year"])
    assert wrong.exit_code == 2
    assert "'next year' does not match the format '%Y-%m-%d'" in wrong.output


def test_problems_for_other_programs(tmp_path: Path) -> None:
    content = copied(tmp_path)
    path = change(content, TYPED)
    result = run_check(content, "--json")
    assert result.exit_code == 1
    assert json.loads(result.output) == [
        {
            "id": "typed-fact",
            "path": path.as_posix(),
            "line": 15,
            "severity": "error",
            "message": '"48 hours" is typed here, so it will not follow the facts.',
            "hint": "Use {{ delivery.tracking_silent_hours | hours }}",
        }
    ]
    assert json.loads(run_check(copied(tmp_path / "clean"), "--json").output) == []


def test_fixing_says_which_files_it_changed(tmp_path: Path) -> None:
    content = copied(tmp_path)
    for tag in ("en", "bg", "ru", "ar"):
        name = f"{tag}/returns/right-of-withdrawal.md"
        change(content, {"file": name, "replace": "\n## ", "with": "\n \n## "})
    result = run_check(content, "--fix")
    assert result.exit_code == 0
    assert result.stderr.count("Fixed ") == 4
    assert result.stdout == "No problems; 24 articles in 4 locales looked at.\n"


def test_facts_beyond_repair_leave_the_front_matter(tmp_path: Path) -> None:
    content = copied(tmp_path)
    change(content, {"file": "shop.yml", "replace": "locales:\n", "with": "locales: [\n"})
    change(content, {**WARNING, "with": "reviewed: yesterday"})
    result = run_check(content)
    assert result.exit_code == 1
    assert "Not valid YAML" in result.output
    assert 'reviewed must be a date, but is "yesterday".' in result.output
    assert "2 errors and 0 warnings in 2 files; 0 articles in 0 locales" in result.output


def test_a_folder_without_facts_is_a_problem(tmp_path: Path) -> None:
    result = run_check(tmp_path)
    assert result.exit_code == 1
    assert "The facts file does not exist." in result.output

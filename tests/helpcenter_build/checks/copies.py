"""Copies of the example content with changes, as cases describe them."""

import shutil
from datetime import date
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from helpcenter_build.checks.commands import check
from helpcenter_build.checks.run import check_folder
from helpcenter_build.problems import Problem

EXAMPLE = Path(__file__).parents[2] / "example" / "content"
TODAY = date(2026, 11, 21)


def copied(folder: Path) -> Path:
    return Path(shutil.copytree(EXAMPLE, folder / "content"))


def change(content: Path, case: dict[str, Any]) -> Path:
    """Apply one change to a copy; what is to be replaced must be there."""
    path = content / case["file"]
    if case.get("delete"):
        path.unlink()
    elif "write" in case:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(case["write"], encoding="utf-8")
    else:
        text = path.read_text(encoding="utf-8")
        assert case["replace"] in text, case
        path.write_text(text.replace(case["replace"], case["with"], 1), encoding="utf-8")
    return path


def line_of(path: Path, part: str | None) -> int:
    """The line of a text that stands in the file; a text that begins with a newline: after it."""
    if part is None:
        return 0
    text = path.read_text(encoding="utf-8")
    assert part in text, (path, part)
    return text[: text.index(part) + (part[0] == "\n")].count("\n") + 1


def run_check(content: Path, *options: str, on: date = TODAY) -> Result:
    """`helpcenter check` on a day on which no article of the example is overdue."""
    arguments = ["--content", str(content), "--on", str(on), *options]
    return CliRunner().invoke(check, arguments)


def problems_of(content: Path) -> list[Problem]:
    return check_folder(content, today=TODAY).problems

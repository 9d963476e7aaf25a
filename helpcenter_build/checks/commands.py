"""`helpcenter check`: everything wrong with the content, without building it."""

from __future__ import annotations

import datetime as dt
import json
from itertools import groupby
from pathlib import Path
from textwrap import indent

import click

from helpcenter_build.checks.external import ask_site, check_external, external_links
from helpcenter_build.checks.formats import as_github, as_gitlab
from helpcenter_build.checks.run import check_folder, fix_folder
from helpcenter_build.problems import Problem, in_reading_order

LINK_CACHE = Path(".cache") / "links.json"


@click.command(short_help="Everything wrong with the content, and how to mend it.")
@click.option(
    "--content",
    "folder",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    default=Path("content"),
    show_default=True,
    help="The folder with shop.yml and the locales.",
)
@click.option("--fix", is_flag=True, help="First put right what is certain.")
@click.option("--external", is_flag=True, help="Also ask other sites whether links still work.")
@click.option("--strict", is_flag=True, help="Fail on warnings too.")
@click.option(
    "--on",
    "day",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="YYYY-MM-DD",
    help="Judge dates as on that day: which reviews will be due then.  [default: today]",
)
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
@click.option(
    "--format",
    "style",
    type=click.Choice(["text", "json", "github", "gitlab"]),
    default="text",
    show_default=True,
    help="How to print the problems: github and gitlab show them beside the lines.",
)
def check(
    folder: Path,
    *,
    fix: bool,
    external: bool,
    strict: bool,
    day: dt.datetime | None,
    as_json: bool,
    style: str,
) -> None:
    """Report everything wrong with the content: file, line, what it is, how to mend it."""
    if fix:
        for path in fix_folder(folder):
            click.echo(f"Fixed {path}", err=True)
    report = check_folder(folder, today=day.date() if day else None)
    problems = report.problems
    if external:
        links = external_links(report.contents)
        click.echo(f"Asking {len(links)} addresses of other sites ...", err=True)
        found = check_external(links, ask=ask_site, cache=LINK_CACHE)
        problems = in_reading_order([*problems, *found])
    looked_at = f"{report.articles} articles in {len(report.contents)} locales"
    click.echo(_printed(problems, looked_at, "json" if as_json else style))
    raise SystemExit(1 if fails(problems, strict=strict) else 0)


def _printed(problems: list[Problem], looked_at: str, style: str) -> str:
    match style:
        case "json":
            return as_json_text(problems)
        case "github":
            return f"{as_github(problems)}\n{summary(problems, looked_at)}".lstrip("\n")
        case "gitlab":
            return as_gitlab(problems)
    return as_text(problems, looked_at)


def fails(problems: list[Problem], *, strict: bool) -> bool:
    """Whether a check or a build with these problems has failed."""
    return any(strict or problem.severity == "error" for problem in problems)


def as_text(problems: list[Problem], looked_at: str) -> str:
    """One block a file (path:line: message, and the hint below) and a summary."""
    blocks = []
    for _, group in groupby(problems, key=lambda problem: problem.place.path):
        blocks.append("\n".join(_lines(problem) for problem in group))
    return "\n\n".join([*blocks, summary(problems, looked_at)])


def _lines(problem: Problem) -> str:
    colour = "red" if problem.severity == "error" else "yellow"
    sentence = f"{problem.place}: {click.style(problem.severity, fg=colour)}: {problem.message}"
    return f"{sentence}\n{indent(problem.hint, '    ')}" if problem.hint else sentence


def as_json_text(problems: list[Problem]) -> str:
    """The same for other programs; line 0 stands for the file as a whole."""
    entries = [
        {
            "id": problem.id,
            "path": problem.place.path.as_posix(),
            "line": problem.place.line,
            "severity": problem.severity,
            "message": problem.message,
            "hint": problem.hint,
        }
        for problem in problems
    ]
    return json.dumps(entries, ensure_ascii=False, indent=2)


def summary(problems: list[Problem], looked_at: str) -> str:
    """3 errors and 1 warning in 2 files; 79 articles in 4 locales looked at."""
    if not problems:
        return f"No problems; {looked_at} looked at."
    errors = sum(problem.severity == "error" for problem in problems)
    files = len({problem.place.path for problem in problems})
    counted = f"{_count(errors, 'error')} and {_count(len(problems) - errors, 'warning')}"
    return f"{counted} in {_count(files, 'file')}; {looked_at} looked at."


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"

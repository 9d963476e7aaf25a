"""What the commands print for people: progress and problems, on standard error."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console

from helpcenter_build.problems import Problem, in_reading_order

console = Console(stderr=True, highlight=False)


def report(problems: Iterable[Problem]) -> None:
    """Every problem with its place and hint, errors in red."""
    for problem in in_reading_order(problems):
        colour = "red" if problem.severity == "error" else "yellow"
        console.print(f"[{colour}]{problem.severity}[/]  ", end="")
        console.print(str(problem), markup=False, soft_wrap=True)

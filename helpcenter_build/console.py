"""What the commands print for people: progress and problems, on standard error."""

from __future__ import annotations

from collections.abc import Iterable

import click
from rich.console import Console

from helpcenter_build.problems import Problem, in_reading_order

console = Console(stderr=True, highlight=False)
COLOURS = {"error": "red", "warning": "yellow"}


def report(problems: Iterable[Problem]) -> None:
    """Every problem with its place and hint, errors in red."""
    for problem in in_reading_order(problems):
        severity = click.style(f"{problem.severity:8}", fg=COLOURS[problem.severity])
        click.echo(f"{severity} {problem}", err=True)

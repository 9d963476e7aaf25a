"""What the editors' commands share: an option, and what they print for people on standard error."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click
from rich.console import Console

from helpcenter_build.problems import Problem, in_reading_order

console = Console(stderr=True, highlight=False)
config_option = click.option(
    "--config",
    "config_file",
    default="mkdocs.yml",
    show_default=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The configuration, which names facts, site and bundle.",
)
COLOURS = {"error": "red", "warning": "yellow"}


def report(problems: Iterable[Problem]) -> None:
    """Every problem with its place and hint, errors in red."""
    for problem in in_reading_order(problems):
        severity = click.style(f"{problem.severity:8}", fg=COLOURS[problem.severity])
        click.echo(f"{severity} {problem}", err=True)

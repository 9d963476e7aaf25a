"""`helpcenter build`: every locale side by side, with progress and a summary."""

from __future__ import annotations

import time
from pathlib import Path

import click
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn

from helpcenter_build.building.build import LocaleResult, SiteBuild, is_wrong, open_project
from helpcenter_build.console import config_option, console, report
from helpcenter_build.problems import Problem


@click.command(short_help="The public site/ and the private bundle/ of every locale.")
@config_option
@click.option("--strict", is_flag=True, help="Warnings stop the build, too.")
def build(config_file: Path, *, strict: bool) -> None:
    """Build the public site/ and the private bundle/ of every locale.

    With problems nothing is replaced and the exit code is 1.

    \b
    Examples:
      helpcenter build
      helpcenter build --strict
    """
    began = time.monotonic()
    project, problems = open_project(config_file)
    if project is None:
        report(problems)
        raise SystemExit(1)
    whole = SiteBuild(project)
    try:
        whole.start(list(project.shop.locales))
        results = _watch(whole)
        problems = [*problems, *whole.problems()]
        report(problems)
        if is_wrong(problems, strict):
            console.print("[bold red]Not built.[/] The last good site stays in place.")
            raise SystemExit(1)
        whole.publish(None)
    finally:
        whole.abandon()
    _summarise(results, problems, time.monotonic() - began)


def _watch(whole: SiteBuild) -> list[LocaleResult]:
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.fields[done]}"),
    )
    with Progress(*columns, console=console, transient=True) as progress:
        tasks = {
            tag: progress.add_task(facts.name, total=None, done="")
            for tag, facts in whole.project.shop.locales.items()
        }

        def finished(result: LocaleResult) -> None:
            text = f"{result.pages} pages" if result.pages else f"{len(result.problems)} problems"
            progress.update(tasks[result.locale], total=1, completed=1, done=text)

        return whole.results(finished)


def _summarise(results: list[LocaleResult], problems: list[Problem], seconds: float) -> None:
    pages = sum(result.pages for result in results)
    size = sum(result.bytes for result in results)
    console.print(
        f"Built {pages} pages in {len(results)} locales, {size / 1e6:.1f} MB,"
        f" {len(problems)} warnings, in {seconds:.1f} s."
    )

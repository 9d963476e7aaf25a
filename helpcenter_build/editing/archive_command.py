"""`helpcenter archive`: records a version of a policy."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from helpcenter_build.content.prepare import today_of
from helpcenter_build.editing.archive import check_ids, plan_archive
from helpcenter_build.editing.project import DAY, Project, content_option, editing


@click.command(short_help="Record a version of a policy.")
@click.argument("articles", nargs=-1)
@click.option("--all", "every", is_flag=True, help="Every policy of legal.history in shop.yml.")
@click.option(
    "--note",
    "notes",
    multiple=True,
    help='What changed, for shoppers; in another language: --note "bg=...". Shown in the list.',
)
@click.option("--from", "day", type=DAY, help="The first day it applies; else today.")
@click.option("--dry-run", is_flag=True, help="Only say what would be written.")
@content_option
def archive(
    articles: tuple[str, ...],
    *,
    every: bool,
    notes: tuple[str, ...],
    day: dt.datetime | None,
    dry_run: bool,
    content: Path,
) -> None:
    """Record the current text of a policy, facts filled in, as a version that stays readable.

    Do it when a new text comes into force, in every language at once. Versions recorded before
    stay as they are; each is valid until the day before the next one.

    \b
    Examples:
      helpcenter archive legal/terms --note "The withdrawal function was added"
      helpcenter archive --all --from 2027-01-01 --note "New prices" --note "bg=Нови цени"
    """
    with editing(content) as project:
        ids = project.shop.legal.history if every else articles
        if not ids:
            raise click.UsageError("Name an article, or say --all.")
        check_ids(project, ids)
        plan = plan_archive(
            project,
            ids,
            notes=read_notes(project, notes),
            day=day.date() if day else None,
            today=today_of(project.shop),
        )
        for line in plan.lines():
            click.echo(line)
        if not plan.writes:
            click.echo("Nothing to record: the text is that of the latest version.")
        if not dry_run:
            plan.carry_out()


def read_notes(project: Project, notes: Sequence[str]) -> Mapping[str, str]:
    """Notes by locale; one without "tag=" is in the source locale."""
    found: dict[str, str] = {}
    for note in notes:
        tag, is_tagged, text = note.partition("=")
        known = bool(is_tagged) and tag in project.shop.locales
        found[tag if known else project.shop.source_locale] = text if known else note
    return found

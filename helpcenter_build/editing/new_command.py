"""`helpcenter new`: an article in every language, to be written."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from helpcenter_build.content.prepare import today_of
from helpcenter_build.editing.project import DAY, content_option, editing
from helpcenter_build.editing.skeleton import plan_new


@click.command(short_help="Begin an article in every language.")
@click.argument("article", metavar="SECTION/NAME")
@click.option("--title", default="", help="The question or task in shoppers' words; else the name.")
@click.option("--source-only", is_flag=True, help="No drafts of translations yet.")
@click.option("--date", "day", type=DAY, help="The day of its first version; else today.")
@click.option("--dry-run", is_flag=True, help="Only say what would be written.")
@content_option
def new(
    article: str,
    *,
    title: str,
    source_only: bool,
    day: dt.datetime | None,
    dry_run: bool,
    content: Path,
) -> None:
    """Begin an article: a skeleton in every language, which readers do not see yet.

    \b
    Examples:
      helpcenter new delivery/parcel-lockers
      helpcenter new delivery/parcel-lockers --title "How do I use a parcel locker?"
    """
    with editing(content) as project:
        today = day.date() if day else today_of(project.shop)
        plan = plan_new(project, article, title=title, today=today, source_only=source_only)
        for line in plan.lines():
            click.echo(line)
        if dry_run:
            return
        plan.carry_out()
        first = project.shop.source_locale
        click.echo(f"\n1. Write {project.source_path(article)}, then delete its line draft: true.")
        click.echo(
            "2. helpcenter check says what is left to mend; helpcenter serve shows the page."
        )
        for locale in project.others:
            begin = f"helpcenter translations begin {article} {locale}"
            click.echo(f"3. {begin} takes the finished {first} text; translate it, then done.")

"""`helpcenter rename`: an article's new address."""

from __future__ import annotations

from pathlib import Path

import click

from helpcenter_build.editing.project import ROOT, content_option, editing
from helpcenter_build.editing.rename import places_in_code, plan_rename


@click.command(short_help="Move an article; leave a redirect.")
@click.argument("old")
@click.argument("new")
@click.option("--dry-run", is_flag=True, help="Only say what would be moved and changed.")
@content_option
def rename(old: str, new: str, *, dry_run: bool, content: Path) -> None:
    """Move an article in every language, put all links right and leave a redirect.

    \b
    Examples:
      helpcenter rename delivery/lockers delivery/parcel-lockers --dry-run
      helpcenter rename delivery/pickup-points shopping/pickup-points
    """
    with editing(content) as project:
        plan = plan_rename(project, old, new)
        for line in plan.lines():
            click.echo(line)
        if not dry_run:
            plan.carry_out()
        for place in places_in_code(ROOT, old):
            click.echo(f"Change by hand: {place} names {old}", err=True)

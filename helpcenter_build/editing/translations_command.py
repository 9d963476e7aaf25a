"""`helpcenter translations`: what is missing or outdated, drafts begun, translations finished."""

from __future__ import annotations

from pathlib import Path

import click

from helpcenter_build.editing.finish import plan_done
from helpcenter_build.editing.plan import Plan
from helpcenter_build.editing.project import content_option, editing, root_option
from helpcenter_build.editing.report import as_json, as_text, write_page
from helpcenter_build.editing.skeleton import plan_draft
from helpcenter_build.editing.status import status_of


@click.group(invoke_without_command=True, short_help="What is missing or outdated.")
@click.option("--locale", "locales", multiple=True, help="Only this language; may be repeated.")
@click.option(
    "--html",
    "page",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Also write a page with a progress bar per language.",
)
@click.option("--json", "is_json", is_flag=True, help="Print the same as JSON.")
@root_option
@content_option
@click.pass_context
def translations(
    context: click.Context,
    *,
    locales: tuple[str, ...],
    page: Path | None,
    is_json: bool,
    root: Path,
    content: Path,
) -> None:
    """Print per language what is missing or outdated, why, and how many words it takes.

    \b
    Examples:
      helpcenter translations --locale bg
      helpcenter translations --html translations.html
      helpcenter translations begin delivery/parcel-lockers bg
      helpcenter translations done delivery/parcel-lockers bg
    """
    if context.invoked_subcommand:
        return
    with editing(content) as project:
        for tag in locales:
            project.check_locale(tag)
        wanted = [one for one in status_of(project, root) if not locales or one.tag in locales]
    click.echo(as_json(wanted) if is_json else as_text(wanted))
    if page:
        write_page(wanted, page)
        click.echo(f"Written: {page}", err=True)


@translations.command()
@click.argument("article")
@click.argument("locale")
@content_option
def begin(article: str, locale: str, content: Path) -> None:
    """Lay out a translation: the source's text as a draft that readers do not see."""
    with editing(content) as project:
        plan = plan_draft(project, article, locale)
        _carry_out(plan)
    click.echo(f"Translate it, then: helpcenter translations done {article} {locale}")


@translations.command()
@click.argument("article")
@click.argument("locale")
@content_option
def done(article: str, locale: str, content: Path) -> None:
    """Record that a translation matches the source as it is now.

    Sets translates to the day of the source's last change and takes the draft mark away; nothing
    else in the file changes.
    """
    with editing(content) as project:
        plan = plan_done(project, article, locale)
        _carry_out(plan)


def _carry_out(plan: Plan) -> None:
    for line in plan.lines():
        click.echo(line)
    plan.carry_out()

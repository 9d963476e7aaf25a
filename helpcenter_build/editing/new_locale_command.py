"""`helpcenter new-locale`: a new language, from the facts to the mails."""

from __future__ import annotations

from pathlib import Path

import click

from helpcenter_build.editing.new_locale import plan_new_locale
from helpcenter_build.editing.project import Project, content_option, editing, root_option
from helpcenter_build.editing.report import summary
from helpcenter_build.editing.status import status_of


@click.command("new-locale", short_help="Lay out a new language.")
@click.argument("tag")
@click.option("--all-articles", is_flag=True, help="Lay out every article as a draft, too.")
@click.option("--dry-run", is_flag=True, help="Only say what would be written.")
@root_option
@content_option
def new_locale(tag: str, *, all_articles: bool, dry_run: bool, root: Path, content: Path) -> None:
    """Lay out a new language: entry in shop.yml, pages, short strings and mails.

    The language is in preparation, so nothing changes for readers until it is ready.

    \b
    Examples:
      helpcenter new-locale de
      helpcenter new-locale pt-BR --all-articles
    """
    with editing(content) as project:
        plan = plan_new_locale(project, tag, root=root, every_article=all_articles)
        for line in plan.lines():
            click.echo(line)
        if dry_run:
            return
        plan.carry_out()
    with editing(content) as project:
        click.echo("\n".join(["", *steps(project, tag, root)]))


def steps(project: Project, tag: str, root: Path) -> list[str]:
    """What to do next, in the order in which readers profit from it."""
    (status,) = (one for one in status_of(project, root) if one.tag == tag)
    mandatory = ", ".join(project.shop.legal.mandatory)
    return [
        f"{status.name} is in preparation: {summary(status)}",
        f"1. Check name, direction and formats of {tag} under locales in {project.facts}.",
        f"2. Translate content/{tag}/index.md and faq.md, then the mandatory pages: {mandatory}.",
        f"   helpcenter translations begin <article> {tag}    lays one out",
        f"   helpcenter translations done <article> {tag}     records it as finished",
        f"3. Translate the strings in helpcenter_build/translations/{tag.replace('-', '_')}/ and",
        f"   form_service/translations/{tag.replace('-', '_')}/, and form_service/mails/*/{tag}.*",
        f"4. Add {tag}: ... to the texts of shop.yml that helpcenter translations --html lists.",
        f"5. Delete draft: true from {tag} in shop.yml; helpcenter check says what is left to do.",
        f"   Search: words shoppers use alike go into content/{tag}/synonyms.yml.",
    ]

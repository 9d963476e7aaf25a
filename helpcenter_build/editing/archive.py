"""Records the current text of a policy, with its facts, as a version that never changes again."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence

from helpcenter_build.content.articles import Article
from helpcenter_build.editing.plan import Plan
from helpcenter_build.editing.project import EditError, Project
from helpcenter_build.history.compare import same_words
from helpcenter_build.history.record import recorded
from helpcenter_build.history.versions import Version, format_version, path_of, read_versions
from helpcenter_build.problems import did_you_mean
from helpcenter_build.templating.render import FactError

TERMS_DATE = re.compile(r"\blegal\.terms_valid_from\b")


def plan_archive(
    project: Project,
    ids: Sequence[str],
    *,
    notes: Mapping[str, str],
    day: dt.date | None,
    today: dt.date,
) -> Plan:
    """The files of new versions, of those articles whose text differs from the latest recorded one.

    `notes` say per locale what changed. `day` is when the text came into force; unless it is given,
    the date the text itself names, or today.
    """
    writes = {
        path_of(project.content, version): format_version(version)
        for article_id in ids
        for version in _new_versions(project, article_id, notes=notes, day=day, today=today)
    }
    return Plan(writes=writes)


def check_ids(project: Project, ids: Sequence[str]) -> None:
    """EditError for an article whose versions are not kept."""
    known = project.shop.legal.history
    for article_id in ids:
        if article_id not in known:
            hint = did_you_mean(article_id, known) or "List it under legal.history in shop.yml."
            raise EditError(f"{article_id} is not among legal.history in shop.yml. {hint}")


def _new_versions(
    project: Project,
    article_id: str,
    *,
    notes: Mapping[str, str],
    day: dt.date | None,
    today: dt.date,
) -> Iterator[Version]:
    source = project.source(article_id)
    if source.front.draft:
        raise EditError(f"{article_id} is a draft; only what shoppers can read is recorded.")
    versions, _ = read_versions(project.content, source.locale, article_id)
    begins = day or _begins(project, source, today)
    current = _recorded(project, source, begins)
    if versions:
        latest = versions[-1]
        if same_words(latest.text, current.text) and latest.title == current.title:
            return
        if begins <= latest.valid_from:
            raise EditError(_too_early(article_id, begins, latest))
    for article in _in_every_locale(project, source):
        note = notes.get(article.locale, "")
        yield _recorded(project, article, begins, note)


def _recorded(project: Project, article: Article, day: dt.date, note: str = "") -> Version:
    try:
        return recorded(article, project.shop, day, note=note)
    except FactError as error:
        raise EditError(f"{article.path}: {error.message} {error.hint}") from error


def _begins(project: Project, source: Article, today: dt.date) -> dt.date:
    """The day a text comes into force, as it says itself, or today."""
    is_dated = TERMS_DATE.search(source.body)
    return project.shop.legal.terms_valid_from if is_dated else today


def _too_early(article_id: str, begins: dt.date, latest: Version) -> str:
    return (
        f"{article_id} has a version valid from {latest.valid_from} already; a new one must begin "
        f"later than that, not on {begins}. Give --from, and where the text names the day, "
        "set legal.terms_valid_from in shop.yml."
    )


def _in_every_locale(project: Project, source: Article) -> Iterator[Article]:
    """The source and its finished translations."""
    yield source
    for locale in project.shop.locales:
        article = project.articles(locale).get(source.id)
        if article and locale != source.locale and not article.front.draft:
            yield article

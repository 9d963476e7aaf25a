"""New articles: a skeleton in the source locale, a draft of it in the others."""

from __future__ import annotations

import datetime as dt
import re

from helpcenter_build.checks.skeletons import HELP, LEAD, PLACEHOLDERS, STEP, SUMMARY
from helpcenter_build.content.articles import Article
from helpcenter_build.editing.front_text import with_first_line, with_value, without_key
from helpcenter_build.editing.plan import Plan
from helpcenter_build.editing.project import EditError, Project
from helpcenter_build.problems import did_you_mean

ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*/[a-z0-9]+(-[a-z0-9]+)*")
RESERVED = {"index", "faq", "history"}
_SOURCE = """\
---
draft: true  # readers do not see it; delete this line when the article is finished
title: {title}
summary: {summary}
# question: How shoppers ask it? (question and answer make an entry of the questions page)
# answer: One to three short sentences that really answer.
asked_as:  # ten or more ways shoppers put it; searched, not shown
  - {asked}
topics: []  # of shop.yml: {topics}
reviewed: {today}
review_every: 12
changes:
  - {{date: {today}, significance: terms, note: First version}}
---

{lead}

## What to do {{#what-to-do}}

1. {step}

## If this did not help {{#still-stuck}}

{help}
"""
_MARK = "draft: true  # readers get the source's text; `helpcenter translations done` takes it away"


def plan_new(
    project: Project, article_id: str, *, title: str, today: dt.date, source_only: bool = False
) -> Plan:
    """The files of a new article; EditError for an id that cannot be used."""
    check_new_id(project, article_id)
    text = _skeleton(project, article_id, title=title, today=today)
    writes = {project.source_path(article_id): text}
    for locale in () if source_only else project.others:
        writes[project.path(locale, article_id)] = draft_text(text, today)
    return Plan(writes=writes)


def check_new_id(project: Project, article_id: str) -> None:
    """EditError unless an article may be given this id."""
    section, _, name = article_id.removesuffix(".md").partition("/")
    if section not in project.shop.sections:
        hint = did_you_mean(section, project.shop.sections)
        raise EditError(f"There is no section {section}. {hint} Sections stand in shop.yml.")
    if not ID.fullmatch(article_id) or name in RESERVED:
        raise EditError(
            f"{article_id} cannot be an article's address: lower-case Latin letters, digits and "
            "single hyphens, as in delivery/parcel-lockers."
        )
    for locale in project.locales:
        if project.path(locale, article_id).exists():
            raise EditError(f"{project.path(locale, article_id)} exists already.")


def _skeleton(project: Project, article_id: str, *, title: str, today: dt.date) -> str:
    title = title or article_id.partition("/")[2].replace("-", " ").capitalize()
    return _SOURCE.format(
        title=_quoted(title),
        summary=SUMMARY,
        asked=_quoted(title.lower().rstrip("?")),
        topics=", ".join(project.shop.topics),
        today=today,
        lead=LEAD,
        step=STEP,
        help=HELP,
    )


def _quoted(text: str) -> str:
    """In quotes where YAML would take the text for something else."""
    is_plain = re.fullmatch(r"\w[\w ,.?()'-]*", text) and not text.isdecimal()
    return text if is_plain else '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


# ------------------------------------------------------------------------------ translations


def plan_draft(project: Project, article_id: str, locale: str) -> Plan:
    """A draft of a translation: the source's text as it is now, to be translated in its place.

    An article a translator has begun is never overwritten.
    """
    project.check_locale(locale)
    source = project.source(article_id)
    path = project.path(locale, article_id)
    if path.exists() and not is_skeleton(path.read_text(encoding="utf-8")):
        raise EditError(f"{path} is there already; write in it.")
    return Plan(writes={path: draft_text(source.path.read_text(encoding="utf-8"), newest(source))})


def newest(source: Article) -> dt.date | None:
    """The day of the source's last change; None for a page that has no list of changes."""
    return max((change.date for change in source.front.changes), default=None)


def draft_text(source: str, day: dt.date | None) -> str:
    """A source's text as the draft of a translation of its state of that day."""
    text = without_key(without_key(source, "changes"), "draft")
    text = with_value(text, "translates", f"{day}") if day else text
    return with_first_line(text, _MARK)


def is_skeleton(text: str) -> bool:
    """Whether nobody has written anything into a skeleton yet."""
    return all(placeholder in text for placeholder in PLACEHOLDERS)

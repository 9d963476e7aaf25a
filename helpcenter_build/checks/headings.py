"""Headings: levels without gaps, ids that last and are the same in all locales."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from helpcenter_build.checks.content import Content, beginning_of
from helpcenter_build.checks.prose import without_code
from helpcenter_build.content.articles import Article
from helpcenter_build.problems import Place, Problem, Severity, closest

HEADING = re.compile(
    r"^(#{1,6})[ \t]+(.*?)[ \t]*(?:\{[^}]*?#([\w-]+)[^}]*\})?[ \t]*$", re.MULTILINE
)
SPACELESS = re.compile(r"^#{1,6}[^#\s\d]", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """`id` is empty when none was given."""

    place: Place
    level: int
    text: str
    id: str


def headings_of(article: Article) -> list[Heading]:
    """The headings of an article's body in their order."""
    body = without_code(article.body)
    return [
        Heading(
            place=_place(article, body, found.start()),
            level=len(found[1]),
            text=found[2],
            id=found[3] or "",
        )
        for found in HEADING.finditer(body)
    ]


def _place(article: Article, body: str, offset: int) -> Place:
    return Place(path=article.path, line=article.body_line + body.count("\n", 0, offset))


def heading_levels(content: Content) -> Iterator[Problem]:
    """A level skipped, a second first-level heading, a heading that is none."""
    for article in content.own:
        level = 1
        for heading in headings_of(article):
            if heading.level == 1:
                message = "The title is the page's only heading of the first level."
                yield _problem("heading-level", heading, message, f"Write ## {heading.text}")
            elif heading.level > level + 1:
                message = f"The heading skips a level: {'#' * heading.level} after {'#' * level}."
                hint = f"Write {'#' * (level + 1)} {heading.text}"
                yield _problem("heading-level", heading, message, hint)
            level = max(heading.level, 2)
        body = without_code(article.body)
        for found in SPACELESS.finditer(body):
            place = _place(article, body, found.start())
            message = "A heading needs a space after its #."
            hint = f"Write {found[0][:-1]} {found[0][-1]}..."
            yield Problem(id="heading-level", place=place, message=message, hint=hint)


def heading_ids(content: Content) -> Iterator[Problem]:
    """A heading without id, and an id given twice on a page."""
    for article in content.own:
        seen: dict[str, Heading] = {}
        for heading in headings_of(article):
            if heading.level > 1 and not heading.id:
                message = f'The heading "{heading.text}" has no id, so links to it cannot last.'
                hint = f"Write {'#' * heading.level} {heading.text} {{#{_slug(heading, content)}}}"
                yield _problem("heading-id", heading, message, hint)
            elif heading.id in seen:
                message = f"The id {heading.id} stands twice on this page."
                hint = f"The first is in line {seen[heading.id].place.line}; choose another."
                yield _problem("heading-id", heading, message, hint)
            elif heading.id:
                seen[heading.id] = heading


def _slug(heading: Heading, content: Content) -> str:
    words = re.findall(r"[a-z0-9]+", heading.text.lower()) if content.is_source else []
    return "-".join(words[:4]) or "same-id-as-the-source"


def heading_ids_of_translations(content: Content) -> Iterator[Problem]:
    """Ids that a translation lacks or has more than its source: links would break in one language.

    A translation known to be outdated may differ until it is brought up to date.
    """
    for article in content.own:
        source = content.source_of(article)
        if source is not None:
            outdated = content.site.tree.age(article.id) != "current"
            yield from _compared(article, source, "warning" if outdated else "error")


def _compared(article: Article, source: Article, severity: Severity) -> Iterator[Problem]:
    own, theirs = headings_of(article), headings_of(source)
    own_ids, ids = [one.id for one in own], [one.id for one in theirs if one.id]
    missing = [one for one in ids if one not in own_ids]
    for heading in own:
        if heading.id and heading.id not in ids:
            nearest = closest(heading.id, missing) or ", ".join(missing) or "none is missing here"
            message = f"The source has no heading with the id {heading.id}."
            yield _problem(
                "heading-id-differs", heading, message, f"Ids to use: {nearest}.", severity
            )
    unmatched = len(own_ids) - len(set(own_ids) & set(ids))
    for heading in (one for one in theirs if one.id in missing):
        if unmatched:  # most likely the one reported above under another id
            unmatched -= 1
            continue
        place = beginning_of(article)
        message = f'The heading "{heading.text}" of the source is missing: {{#{heading.id}}}.'
        hint = f"See {heading.place}."
        yield Problem(
            id="heading-id-differs", place=place, message=message, hint=hint, severity=severity
        )


def _problem(
    id: str, heading: Heading, message: str, hint: str, severity: Severity = "error"
) -> Problem:
    return Problem(id=id, place=heading.place, message=message, hint=hint, severity=severity)

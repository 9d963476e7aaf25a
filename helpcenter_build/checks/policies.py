"""Policies whose versions are kept: a change of the terms without a recorded version."""

from __future__ import annotations

from collections.abc import Iterator

from helpcenter_build.checks.content import Content
from helpcenter_build.content.articles import Article
from helpcenter_build.history.compare import Change, compare
from helpcenter_build.history.record import recorded
from helpcenter_build.history.versions import Version
from helpcenter_build.problems import Place, Problem
from helpcenter_build.templating.render import FactError


def unrecorded_policies(content: Content) -> Iterator[Problem]:
    """Policies that read otherwise than their latest recorded version, through text or facts."""
    for article_id in content.shop.legal.history if content.is_source else ():
        article = content.site.tree.own.get(article_id)
        timeline = content.site.timelines.get(article_id)
        if article and timeline is None:
            place = Place(path=article.path)
            message = "No version of this policy is recorded."
            yield _problem(place, message, _command(article_id), is_error=False)
        elif article and timeline:
            yield from _differences(content, article, timeline.latest)


def _differences(content: Content, article: Article, latest: Version) -> Iterator[Problem]:
    try:
        now = recorded(article, content.shop, latest.valid_from)
    except FactError:
        return  # a problem of its own
    changes = compare(latest.text, now.text)
    terms = _terms_since(article, latest)
    if changes and terms is not None:
        day = article.front.changes[terms].date
        message = f"The terms changed on {day}, but no version of that day is recorded."
        yield _problem(
            article.place("changes", terms), message, _command(article.id), is_error=True
        )
    elif changes:
        blank = len(article.body) - len(article.body.lstrip("\n"))
        place = Place(path=article.path, line=article.body_line + blank)
        yield _problem(place, _said(latest, changes[0]), _command(article.id), is_error=False)


def _terms_since(article: Article, latest: Version) -> int | None:
    """The number of the change that altered the terms after the version."""
    for number, change in enumerate(article.front.changes):
        if change.significance == "terms" and change.date > latest.valid_from:
            return number
    return None


def _said(latest: Version, change: Change) -> str:
    words = "".join(s.text for s in change.after or change.before if s.is_other).strip()
    where = f' under "{change.heading}"' if change.heading else ""
    version = f"the recorded version of {latest.valid_from}"
    return f"The page, or a fact in it, is other than in {version}{where}: {words[:60]}"


def _command(article_id: str) -> str:
    return f'Record it: helpcenter archive {article_id} --note "what changed, for shoppers"'


def _problem(place: Place, message: str, hint: str, *, is_error: bool) -> Problem:
    return Problem(
        id="policy-history",
        place=place,
        message=message,
        hint=hint,
        severity="error" if is_error else "warning",
    )

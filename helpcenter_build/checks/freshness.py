"""Dates in the front matter: reviews that are due, and dates that cannot be."""

import datetime as dt
from calendar import monthrange
from collections.abc import Iterator

from helpcenter_build.checks.content import Content
from helpcenter_build.content.articles import Article
from helpcenter_build.problems import Problem


def overdue_reviews(content: Content) -> Iterator[Problem]:
    """Articles nobody has read through for longer than they allow."""
    for article in content.site.tree.own.values():
        reviewed = article.front.reviewed
        if reviewed is None:
            yield Problem(
                id="review",
                place=article.place("title"),
                message="reviewed is missing: nobody knows how old this text is.",
                hint=f"Read the article through and write reviewed: {content.today}",
            )
        elif (due := months_later(reviewed, article.front.review_every)) < content.today:
            yield Problem(
                id="review",
                place=article.place("reviewed"),
                message=f"The article was to be reviewed by {due}.",
                hint=f"Read it through, mend what is wrong and write reviewed: {content.today}",
                severity="warning",
            )


def impossible_dates(content: Content) -> Iterator[Problem]:
    """Dates that lie ahead, and translations older than the text they translate."""
    for article in content.own:
        for keys, day in _dates_of(article):
            if day > content.today:
                yield Problem(
                    id="date",
                    place=article.place(*keys),
                    message=f"{keys[0]} names {day}, which is still to come.",
                    hint=f"Today is {content.today}.",
                )
        source, translates = content.source_of(article), article.front.translates
        first = (
            min((change.date for change in source.front.changes), default=None) if source else None
        )
        if first and translates and translates < first:
            yield Problem(
                id="date",
                place=article.place("translates"),
                message=f"translates names {translates}, when the source did not exist yet.",
                hint=f"The source's first version is of {first}.",
            )


def _dates_of(article: Article) -> Iterator[tuple[tuple[str | int, ...], dt.date]]:
    front = article.front
    for number, change in enumerate(front.changes):
        yield ("changes", number), change.date
    for key in ("reviewed", "translates"):
        if day := getattr(front, key):
            yield (key,), day


def months_later(day: dt.date, months: int) -> dt.date:
    """The same day so many months later, or the last of a shorter month."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return dt.date(year, month, min(day.day, monthrange(year, month)[1]))

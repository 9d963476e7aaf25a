"""The versions of one policy as the readers of one locale get them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from helpcenter_build.facts import Shop
from helpcenter_build.history.versions import Version, path_of, read_versions
from helpcenter_build.problems import Place, Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """Never empty, the oldest version first; one that was not translated is the source's."""

    versions: tuple[Version, ...]

    @property
    def latest(self) -> Version:
        return self.versions[-1]

    def on(self, day: dt.date) -> Version | None:
        """The version in force on a day; None before the first."""
        return next((one for one in reversed(self.versions) if one.valid_from <= day), None)

    def from_day(self, day: dt.date) -> Version | None:
        """The version that came into force on this very day."""
        return next((one for one in self.versions if one.valid_from == day), None)

    def valid_until(self, version: Version) -> dt.date | None:
        """The last day of a version: that before the next one; None for the latest."""
        ends = {
            one: following.valid_from - dt.timedelta(1)
            for one, following in pairwise(self.versions)
        }
        return ends.get(version)

    def before(self, version: Version) -> Version | None:
        """The version it replaced."""
        return next(
            (one for one, following in pairwise(self.versions) if following == version), None
        )


def read_timelines(
    content: Path, shop: Shop, locale: str
) -> tuple[Mapping[str, Timeline], list[Problem]]:
    """Timelines by article id, of those policies that have versions, and this locale's problems."""
    timelines: dict[str, Timeline] = {}
    problems: list[Problem] = []
    for article_id in shop.legal.history:
        own, found = read_versions(content, locale, article_id)
        problems += found
        source, _ = read_versions(content, shop.source_locale, article_id)
        days = {one.valid_from for one in source}
        problems += [_without_source(content, one) for one in own if one.valid_from not in days]
        by_day = {one.valid_from: one for one in (*source, *own) if one.valid_from in days}
        if by_day:
            versions = tuple(by_day[day] for day in sorted(by_day))
            timelines[article_id] = Timeline(versions=versions)
    return timelines, problems


def _without_source(content: Path, version: Version) -> Problem:
    return Problem(
        id="policy-history",
        place=Place(path=path_of(content, version)),
        message=f"The source has no version of {version.valid_from}.",
        hint="Bring the source's file back from Git; versions are recorded in all locales at once.",
    )

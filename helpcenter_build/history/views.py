"""What templates print of a policy's history."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from helpcenter_build.history.compare import Change


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionView:
    """One version; `lang` and `dir` are set where its words are of another language than the page.

    `changes` lead from the version before to this one.
    """

    valid_from: dt.date
    valid_until: dt.date | None
    path: str
    note: str
    lang: str
    dir: str
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryView:
    """Every version, the newest first; `article` is the path of the current text."""

    title: str
    article: str
    path: str
    versions: tuple[VersionView, ...]

    @property
    def current(self) -> VersionView:
        return self.versions[0]

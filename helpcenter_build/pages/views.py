"""What templates print: pages, links and sections as frozen records, without MkDocs types."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal, TypeAlias

from helpcenter_build.content.articles import Age
from helpcenter_build.history.views import HistoryView, VersionView

Kind: TypeAlias = Literal[
    "home", "section", "faq", "article", "error", "shell", "history", "version", "chat", "offline"
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link; `lang` and `dir` are set where the words are of another language than the page."""

    title: str
    path: str
    summary: str = ""
    lang: str = ""
    dir: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """An entry of the questions page: the answer is HTML."""

    id: str
    question: str
    answer: str
    link: Link


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionView:
    """A section with its articles, most asked first."""

    id: str
    title: str
    summary: str
    icon: str
    path: str
    links: tuple[Link, ...]
    questions: tuple[Question, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """An entry of the language switcher, leading to the same page; `offer` says so in its words."""

    tag: str
    name: str
    dir: str
    path: str
    offer: str
    is_current: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PageView:
    """One page. `page` is its key in `Addresses`; `lang` and `dir` are those of its content."""

    kind: Kind
    page: str
    title: str
    summary: str
    path: str
    canonical: str
    lang: str
    dir: str
    age: Age = "current"
    is_fallback: bool = False
    alternates: tuple[tuple[str, str], ...] = ()
    languages: tuple[Language, ...] = ()
    crumbs: tuple[Link, ...] = ()
    section: SectionView | None = None
    related: tuple[Link, ...] = ()
    source: Link | None = None
    changed: dt.date | None = None
    topics: tuple[str, ...] = ()
    history: HistoryView | None = None
    version: VersionView | None = None

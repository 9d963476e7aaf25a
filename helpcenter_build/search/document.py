"""The values that search takes in and hands out: plain text, frozen, free of every library."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, Self, TypeAlias

if TYPE_CHECKING:
    from helpcenter_build.facts import Shop

Verdict: TypeAlias = Literal["answers", "may_help", "nothing_fits"]
Recognised: TypeAlias = Literal["tracking", "order"]

BROWSER_FOLDER = "search"
BROWSER_ENTRY = "index.json"
"""Where the browser's index stands below a locale's site, and the file it begins with."""


class IndexUnreadableError(Exception):
    """The folder holds no index, or another release's; the message says what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """One heading's part of an article; `anchor` is "" for what stands before the first heading."""

    anchor: str
    title: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One article as search sees it: plain text, markup removed, facts filled in.

    `id` is "section/name" and the same in every locale; `url` is root-relative.
    """

    id: str
    title: str
    url: str
    section: str
    section_title: str
    summary: str = ""
    question: str = ""
    answer: str = ""
    asked_as: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    passages: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """What editors tell search about one locale's words.

    The words of a group mean the same. Of `kinds`, (word of a group, its kinds), each kind counts
    as that word too, but not the other way round: a lamp is a product.
    """

    groups: tuple[tuple[str, ...], ...] = ()
    kinds: tuple[tuple[str, tuple[str, ...]], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberPatterns:
    """Regular expressions of the shop's and its carriers' numbers: whole token, ASCII digits."""

    order: tuple[str, ...] = ()
    tracking: tuple[str, ...] = ()

    @classmethod
    def of(cls, shop: Shop) -> Self:
        """Those that the facts state."""
        tracking = tuple(carrier.number_pattern for carrier in shop.carriers.values())
        return cls(order=(shop.orders.number_pattern,), tracking=tracking)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One article found. `parts` are (anchor, heading) of what fits better than the whole article.

    `score` is a whole number, comparable within one query only. `matched` holds the words of the
    article's own text that answered the query, as they are written there, for marking them.
    """

    id: str
    title: str
    url: str
    score: int
    section: str
    section_title: str
    summary: str = ""
    question: str = ""
    answer: str = ""
    parts: tuple[tuple[str, str], ...] = ()
    matched: tuple[str, ...] = ()

    @property
    def anchor(self) -> str:
        """The heading that fits best, "" for the whole article."""
        return self.parts[0][0] if self.parts else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchResult:
    """The answer to one query: best hit first.

    `spelling` is the query with its unknown words replaced by near ones, None when there is nothing
    to mend. `recognised` says that the query holds a number of the shop or of a carrier, `number`
    is that number as the carrier's page wants it.
    """

    query: str
    verdict: Verdict
    hits: tuple[Hit, ...] = field(default=())
    spelling: str | None = None
    recognised: Recognised | None = None
    number: str = ""

"""What a page's head tells machines: structured data, preview picture, other forms of the page."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlsplit

from helpcenter_build.machines.copies import COPY
from helpcenter_build.machines.feed import FEED, is_policy
from helpcenter_build.machines.social import Card
from helpcenter_build.machines.structured import structured
from helpcenter_build.pages.locale_site import LocaleSite
from helpcenter_build.pages.views import PageView

PICTURES = "pictures"
"""The folder of a locale's preview pictures."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """`picture` is an absolute address; `copy` and `feed` are paths, "" where there is none."""

    records: tuple[str, ...]
    picture: str = ""
    picture_words: str = ""
    copy: str = ""
    feed: str = ""


@dataclass(frozen=True, kw_only=True)
class Heads:
    """The heads of one locale's pages."""

    site: LocaleSite
    help_name: str

    def of(self, view: PageView) -> Head:
        if view.kind in {"error", "offline", "shell"}:
            return Head(records=())
        card = self.cards[view.section.id if view.section else ""]
        is_own_article = view.kind == "article" and not view.is_fallback
        folder = self.site.addresses.absolute(self.site.locale)
        return Head(
            records=tuple(as_script(record) for record in structured(self.site, view)),
            picture=f"{folder}{PICTURES}/{card.name}",
            picture_words=f"{card.title} – {card.above}" if view.section else card.title,
            copy=f"{view.path}{COPY}" if is_own_article else "",
            feed=f"{self.site.path()}{FEED}" if is_policy(self.site.shop, view.page) else "",
        )

    @cached_property
    def cards(self) -> dict[str, Card]:
        """A picture for every section, and that of all other pages under ""."""
        return dict(self._cards())

    def _cards(self) -> Iterator[tuple[str, Card]]:
        titles = {section.id: section.title for section in self.site.sections.values()}
        for key, title in {"": self.help_name, **titles}.items():
            yield (
                key,
                Card(
                    above=self.help_name if key else self.site.name,
                    title=title,
                    below=urlsplit(self.site.addresses.root).netloc,
                    direction=self.site.direction,
                    primary=self.site.shop.identity.colours.primary,
                    accent=self.site.shop.identity.colours.accent,
                ),
            )


def as_script(record: object) -> str:
    """JSON that may stand in a script element; letters of every language stay single letters."""
    text = json.dumps(record, ensure_ascii=False, separators=(",", ":"))
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")

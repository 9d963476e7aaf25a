"""The languages of a shop: tag, direction, formats and the path its pages stand under."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import babel

if TYPE_CHECKING:
    from helpcenter_build.facts import Shop


@dataclass(frozen=True, kw_only=True)
class Locale:
    """A language of the shop; `prefix` is "/" for the first one and "/<tag>/" for the others."""

    tag: str
    name: str
    direction: str
    formats: str
    prefix: str

    @cached_property
    def babel(self) -> babel.Locale:
        """CLDR's rules for numbers, dates, lists and plurals."""
        return babel.Locale.parse(self.formats)


def locales_of(shop: Shop) -> tuple[Locale, ...]:
    """Every locale in the order of the facts."""
    return tuple(locale_of(shop, tag) for tag in shop.locales)


def locale_of(shop: Shop, tag: str) -> Locale:
    """The locale of a tag; KeyError when the shop does not speak it."""
    facts = shop.locales[tag]
    return Locale(
        tag=tag,
        name=facts.name,
        direction=facts.direction,
        formats=facts.formats,
        prefix="/" if tag == next(iter(shop.locales)) else f"/{tag}/",
    )

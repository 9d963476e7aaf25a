"""What is wrong for a while (a strike, a payment outage): where and when its banner is shown."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from helpcenter_build.calendar.hours import as_utc

if TYPE_CHECKING:
    from helpcenter_build.facts import Shop
    from helpcenter_build.facts.shop_parts import Incident


@dataclass(frozen=True, slots=True, kw_only=True)
class Banner:
    """An incident in a page's language; `begins` and `ends` are Unix seconds."""

    id: str
    text: str
    begins: int
    ends: int
    is_active: bool


def active_incidents(shop: Shop, now: datetime, topics: Collection[str]) -> tuple[Incident, ...]:
    """What is wrong at `now` with one of the topics; an incident without topics concerns all."""
    return tuple(
        incident
        for incident in shop.incidents
        if concerns(incident, topics)
        and begins(shop, incident) <= as_utc(now) < ends(shop, incident)
    )


def banners(
    shop: Shop, now: datetime, locale: str, topics: Collection[str] | None
) -> tuple[Banner, ...]:
    """The banners of a page that is not rebuilt for a while: what is wrong and what is to come.

    `topics` are the page's; None stands for a page that shows every incident.
    """
    return tuple(
        Banner(
            id=incident.id,
            text=incident.text.in_locale(locale),
            begins=int(begins(shop, incident).timestamp()),
            ends=int(ends(shop, incident).timestamp()),
            is_active=begins(shop, incident) <= as_utc(now),
        )
        for incident in shop.incidents
        if as_utc(now) < ends(shop, incident) and (topics is None or concerns(incident, topics))
    )


def concerns(incident: Incident, topics: Collection[str]) -> bool:
    """Whether an incident is about one of the topics."""
    return not incident.topics or not set(incident.topics).isdisjoint(topics)


def begins(shop: Shop, incident: Incident) -> datetime:
    """The moment from which on it is shown, in UTC."""
    return as_utc(incident.from_.replace(tzinfo=shop.zone_info))


def ends(shop: Shop, incident: Incident) -> datetime:
    """The first moment at which it is no longer shown, in UTC."""
    return as_utc(incident.until.replace(tzinfo=shop.zone_info))

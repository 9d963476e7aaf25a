"""When the shop is open: named weekly hours, its time zone, public holidays and extra days.

Moments go in and come out as aware datetimes; what comes out carries the shop's time zone. Hours
are wall clock times there, so a day on which the clocks change is as long as it really is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from helpcenter_build.facts.plain import MINUTES_A_DAY

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from helpcenter_build.facts import Opening, Shop

HORIZON_DAYS = 400
"""How far an opening is looked for; a year and a long holiday."""
CLOCKS_CHANGE_AT = 1800
"""Seconds of UTC of which every change of clocks today is a multiple (Lord Howe Island: 15:30)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """The shop is open from `opens` up to, but not including, `closes`."""

    opens: datetime
    closes: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """Open now until `closes`, or closed until `opens`."""

    is_open: bool
    closes: datetime | None = None
    opens: datetime | None = None


@lru_cache(maxsize=64)
def _public_holidays(country: str, year: int) -> frozenset[date]:
    import holidays  # 3 MB that a service at rest does without

    return frozenset(holidays.country_holidays(country, years=year))


def nearby_holidays(shop: Shop, today: date) -> list[str]:
    """Public holidays from the last year to the one after next, as ISO dates in order."""
    years = range(today.year - 1, today.year + 3)
    return sorted(d.isoformat() for y in years for d in _public_holidays(shop.public_holidays, y))


@lru_cache(maxsize=64)
def clock_changes(zone: ZoneInfo, year: int) -> tuple[tuple[int, int], ...]:
    """(Unix time, seconds that the clocks of `zone` are ahead of UTC from then on), in order.

    From the year before to the one after next, as nearby_holidays; the first pair begins them.
    """
    begin, end = (int(datetime(y, 1, 1, tzinfo=UTC).timestamp()) for y in (year - 1, year + 3))
    changes: list[tuple[int, int]] = []
    for moment in range(begin, end, CLOCKS_CHANGE_AT):
        offset = datetime.fromtimestamp(moment, zone).utcoffset() or timedelta()
        ahead = offset // timedelta(seconds=1)
        if not changes or ahead != changes[-1][1]:
            changes.append((moment, ahead))
    return tuple(changes)


def is_closed_day(shop: Shop, day: date) -> bool:
    """A public holiday or a day the shop closes of its own accord."""
    return day in _public_holidays(shop.public_holidays, day.year) or day in shop.extra_closed_days


def stretches(shop: Shop, hours_id: str, start: datetime) -> Iterator[Stretch]:
    """The open stretches of a year that end after `start`, in order; KeyError for unknown hours."""
    week, start = shop.hours[hours_id].days, as_utc(start)
    first = start.astimezone(shop.zone_info).date()
    for day in (first + timedelta(days=number) for number in range(HORIZON_DAYS)):
        for opening in () if is_closed_day(shop, day) else week[day.weekday()]:
            stretch = _on(day, opening, shop)
            if stretch.closes > start:
                yield stretch


def _on(day: date, opening: Opening, shop: Shop) -> Stretch:
    return Stretch(opens=_at(day, opening.opens, shop), closes=_at(day, opening.closes, shop))


def _at(day: date, minutes: int, shop: Shop) -> datetime:
    days, minute = divmod(minutes, MINUTES_A_DAY)
    wall = time(minute // 60, minute % 60)
    return datetime.combine(day + timedelta(days=days), wall, tzinfo=shop.zone_info)


def as_utc(moment: datetime) -> datetime:
    """The same moment without a zone whose clocks change, which comparing and counting needs."""
    if moment.tzinfo is None:
        raise ValueError(f"{moment} has no time zone.")
    return moment.astimezone(UTC)


def is_open(shop: Shop, hours_id: str, now: datetime) -> bool:
    """Whether the shop is open at `now`."""
    return status(shop, hours_id, now).is_open


def closes_at(shop: Shop, hours_id: str, now: datetime) -> datetime | None:
    """When it closes, or None while it is closed."""
    return status(shop, hours_id, now).closes


def next_opening(shop: Shop, hours_id: str, now: datetime) -> datetime | None:
    """When it opens, or None while it is open."""
    return status(shop, hours_id, now).opens


def status(shop: Shop, hours_id: str, now: datetime) -> Status:
    """Open or closed at `now`, and until when."""
    coming = stretches(shop, hours_id, now)
    stretch = next(coming)
    if as_utc(stretch.opens) > as_utc(now):
        return Status(is_open=False, opens=stretch.opens)
    closes = stretch.closes
    for following in coming:  # "00:00-24:00" on two days is one stretch
        if following.opens != closes:
            break
        closes = following.closes
    return Status(is_open=True, closes=closes)


def channel_status(shop: Shop, channel_id: str, now: datetime) -> Status | None:
    """The status of a channel; None for one without hours, which is reached at any time."""
    hours_id = shop.channels[channel_id].hours
    return None if hours_id is None else status(shop, hours_id, now)


def weekly_calendar(shop: Shop, today: date) -> dict[str, object]:
    """What a page's script tells by what is open (theme/assets/js/hours/calendar.js).

    {"ahead": [[1735689600, 7200]], "closed": ["2026-12-24"], "weeks": {"phone": [[[540, 1080]]]}}:
    as clock_changes; the openings of each weekday, Monday first, in minutes after midnight.
    """
    extra = (day.isoformat() for day in shop.extra_closed_days)
    return {
        "ahead": clock_changes(shop.zone_info, today.year),
        "closed": sorted({*nearby_holidays(shop, today), *extra}),
        "weeks": {
            hours_id: [[[o.opens, o.closes] for o in day] for day in week.days]
            for hours_id, week in shop.hours.items()
        },
    }

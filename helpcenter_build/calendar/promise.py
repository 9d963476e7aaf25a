"""When the shop answers: the open hours of a team, counted from the moment a message arrived."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from helpcenter_build.calendar.hours import as_utc, stretches

if TYPE_CHECKING:
    from helpcenter_build.facts import Shop

QUARTER = timedelta(minutes=15)


def answer_by(shop: Shop, route_id: str, arrived: datetime) -> datetime:
    """The moment, in the shop's time zone, by which the team of a route has answered.

    Counts `answer_hours` of the team's open hours and rounds up to a quarter of an hour, but never
    past closing time. KeyError for an unknown route.
    """
    route = shop.routes[route_id]
    missing = timedelta(hours=route.answer_hours)
    for stretch in stretches(shop, route.hours, arrived):
        start, closes = max(as_utc(stretch.opens), as_utc(arrived)), as_utc(stretch.closes)
        if missing <= closes - start:
            return min(_rounded_up(start + missing), closes).astimezone(shop.zone_info)
        missing -= closes - start
    raise ValueError(
        f"The hours {route.hours} do not add up to {route.answer_hours} within a year."
    )


def _rounded_up(moment: datetime) -> datetime:
    epoch = datetime.fromtimestamp(0, UTC)
    return epoch - (epoch - moment) // QUARTER * QUARTER

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpcenter_build.calendar.hours import stretches
from helpcenter_build.calendar.promise import answer_by
from helpcenter_build.facts import Shop, WeeklyHours
from tests.helpcenter_build.shops import small_shop

SOFIA = ZoneInfo("Europe/Sofia")


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SOFIA)


def shop_answering(answer_hours: int, **week: str) -> Shop:
    shop = small_shop()
    route = shop.routes["orders"].model_copy(update={"answer_hours": answer_hours})
    hours = WeeklyHours.model_validate({key.replace("_", "-"): text for key, text in week.items()})
    return shop.model_copy(
        update={"routes": {"orders": route}, "hours": {**shop.hours, "office": hours}}
    )


@pytest.mark.parametrize(
    ("arrived", "answered"),
    [
        ("2026-11-18 09:00", "2026-11-18 15:00"),  # a Wednesday, as the office opens
        ("2026-11-18 10:30", "2026-11-18 16:30"),
        ("2026-11-18 12:00", "2026-11-18 18:00"),  # ready as the office closes
        ("2026-11-18 12:15", "2026-11-19 09:15"),
        ("2026-11-18 03:00", "2026-11-18 15:00"),  # before opening
        ("2026-11-18 22:00", "2026-11-19 15:00"),  # after closing
        ("2026-11-20 17:00", "2026-11-23 14:00"),  # Friday evening: the weekend does not count
        ("2026-11-21 12:00", "2026-11-23 15:00"),  # Saturday
        ("2026-12-23 16:00", "2026-12-29 13:00"),  # Christmas
        ("2026-12-30 17:00", "2027-01-04 14:00"),  # New Year, with a day of the shop's own
        ("2026-11-18 10:31", "2026-11-18 16:45"),  # up to the next quarter of an hour
        ("2026-11-18 11:59", "2026-11-18 18:00"),
    ],
)
def test_only_the_open_hours_of_the_team_count(arrived: str, answered: str) -> None:
    assert answer_by(small_shop(), "orders", at(arrived)) == at(answered)


def test_a_promise_may_take_several_days() -> None:
    shop = shop_answering(27, monday_friday="09:00-18:00")
    assert answer_by(shop, "orders", at("2026-11-19 14:00")) == at("2026-11-24 14:00")


def test_a_lunch_break_does_not_count() -> None:
    assert answer_by(small_shop(), "care", at("2026-11-17 11:30")) == at("2026-11-18 12:00")


def test_a_quarter_of_an_hour_never_goes_past_closing_time() -> None:
    shop = shop_answering(1, monday_friday="09:00-17:50")
    assert answer_by(shop, "orders", at("2026-11-18 16:47")) == at("2026-11-18 17:50")


@pytest.mark.parametrize(
    ("arrived", "answered"),
    [
        ("2026-03-29 01:30", "2026-03-29 05:30"),  # 03:00 to 04:00 does not exist that night
        ("2026-10-25 01:30", "2026-10-25 03:30"),  # and here it comes twice
    ],
)
def test_hours_are_real_hours_when_the_clocks_change(arrived: str, answered: str) -> None:
    shop = shop_answering(3, sunday="00:00-12:00")
    assert answer_by(shop, "orders", at(arrived)).replace(fold=0) == at(answered)


def test_a_message_of_another_time_zone_gets_the_shops_time() -> None:
    promised = answer_by(small_shop(), "orders", datetime(2026, 11, 18, 7, 0, tzinfo=UTC))
    assert promised.isoformat() == "2026-11-18T15:00:00+02:00"


def test_an_unknown_team_is_refused() -> None:
    with pytest.raises(KeyError):
        answer_by(small_shop(), "ordres", at("2026-11-18 09:00"))


def test_hours_that_never_suffice_are_refused() -> None:
    shop = shop_answering(10_000, monday="09:00-10:00")
    with pytest.raises(ValueError, match="within a year"):
        answer_by(shop, "orders", at("2026-11-18 09:00"))


@given(
    arrived=st.datetimes(datetime(2026, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
    route=st.sampled_from(["orders", "care"]),
)
def test_the_team_was_open_long_enough_and_not_longer(arrived: datetime, route: str) -> None:
    shop = small_shop()
    answered = answer_by(shop, route, arrived).astimezone(UTC)
    open_time = timedelta()
    for stretch in stretches(shop, shop.routes[route].hours, arrived):
        begins = max(stretch.opens.astimezone(UTC), arrived)
        ends = min(stretch.closes.astimezone(UTC), answered)
        if begins >= ends:
            break
        open_time += ends - begins
    wanted = timedelta(hours=shop.routes[route].answer_hours)
    assert wanted <= open_time < wanted + timedelta(minutes=15)

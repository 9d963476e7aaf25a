from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from helpcenter_build.calendar import hours
from helpcenter_build.calendar.hours_text import opening, opening_rows, status_sentence
from helpcenter_build.facts import Shop, WeeklyHours
from tests.helpcenter_build.shops import locale, small_shop

SOFIA = ZoneInfo("Europe/Sofia")


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SOFIA)


def shop_with(**entries: str) -> Shop:
    week = WeeklyHours.model_validate(
        {key.replace("_", "-"): text for key, text in entries.items()}
    )
    return small_shop().model_copy(update={"hours": {"office": week}})


@pytest.mark.parametrize(
    ("now", "open_now"),
    [
        ("2026-11-20 09:00", True),  # a Friday, the minute it opens
        ("2026-11-20 08:59", False),
        ("2026-11-20 17:59", True),
        ("2026-11-20 18:00", False),  # the minute it closes
        ("2026-11-21 12:00", False),  # Saturday
        ("2026-12-24 12:00", False),  # public holidays in Bulgaria
        ("2026-12-25 12:00", False),
        ("2026-12-31 12:00", False),  # closed of its own accord
        ("2027-01-01 12:00", False),
        ("2026-12-30 12:00", True),
        ("2027-05-03 12:00", False),  # Orthodox Easter Monday, which moves every year
        ("2026-04-13 12:00", False),
    ],
)
def test_the_office_is_open_in_its_hours_but_not_on_holidays(now: str, open_now: bool) -> None:
    assert hours.is_open(small_shop(), "office", at(now)) is open_now


def test_the_reader_may_be_in_another_time_zone() -> None:
    assert hours.is_open(small_shop(), "office", datetime(2026, 11, 20, 7, 0, tzinfo=UTC))
    assert not hours.is_open(small_shop(), "office", datetime(2026, 11, 20, 6, 59, tzinfo=UTC))


def test_a_lunch_break_is_closed() -> None:
    shop, now = small_shop(), at("2026-11-19 12:45")
    assert hours.next_opening(shop, "phone", now) == at("2026-11-19 13:00")
    assert hours.closes_at(shop, "phone", now) is None
    assert hours.closes_at(shop, "phone", at("2026-11-19 12:00")) == at("2026-11-19 12:30")


def test_the_next_opening_skips_the_night_the_weekend_and_holidays() -> None:
    shop = small_shop()
    assert hours.next_opening(shop, "office", at("2026-11-19 18:00")) == at("2026-11-20 09:00")
    assert hours.next_opening(shop, "office", at("2026-11-20 18:30")) == at("2026-11-23 09:00")
    assert hours.next_opening(shop, "office", at("2026-12-23 19:00")) == at("2026-12-29 09:00")
    assert hours.next_opening(shop, "office", at("2026-12-30 19:00")) == at("2027-01-04 09:00")


def test_closing_at_midnight_is_the_next_day() -> None:
    shop = small_shop()
    assert hours.closes_at(shop, "phone", at("2026-11-22 23:30")) == at("2026-11-23 00:00")
    assert not hours.is_open(shop, "phone", at("2026-11-23 00:00"))


def test_hours_around_the_clock_are_one_stretch() -> None:
    shop = shop_with(monday_thursday="00:00-24:00", friday="00:00-16:00")
    assert hours.closes_at(shop, "office", at("2026-11-17 12:00")) == at("2026-11-20 16:00")


@pytest.mark.parametrize(
    ("now", "open_now"),
    [
        (datetime(2026, 3, 29, 0, 30, tzinfo=UTC), True),  # 02:30, before the clocks go forward
        (datetime(2026, 3, 29, 1, 30, tzinfo=UTC), True),  # 04:30, right after
        (datetime(2026, 3, 29, 2, 0, tzinfo=UTC), False),  # 05:00
        (datetime(2026, 10, 25, 1, 30, tzinfo=UTC), True),  # 03:30 for the second time
        (datetime(2026, 10, 25, 2, 59, tzinfo=UTC), True),  # 04:59
        (datetime(2026, 10, 25, 3, 0, tzinfo=UTC), False),
    ],
)
def test_hours_keep_to_the_wall_clock_when_it_changes(now: datetime, open_now: bool) -> None:
    assert hours.is_open(shop_with(sunday="02:00-05:00"), "office", now) is open_now


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="no time zone"):
        hours.is_open(small_shop(), "office", datetime(2026, 11, 20, 9, 0))  # noqa: DTZ001


def test_unknown_hours_are_refused() -> None:
    with pytest.raises(KeyError):
        hours.is_open(small_shop(), "ofice", at("2026-11-20 09:00"))


def test_a_channel_without_hours_has_no_status() -> None:
    assert hours.channel_status(small_shop(), "form", at("2026-11-20 09:00")) is None
    status = hours.channel_status(small_shop(), "phone", at("2026-11-20 10:00"))
    assert status == hours.Status(is_open=True, closes=at("2026-11-20 16:00"))


@pytest.mark.parametrize(
    ("tag", "first", "last"),
    [
        ("en", "Monday to Thursday 09:00–12:30, 13:00–18:00", "Sunday 10:00–00:00"),
        ("bg", "от понеделник до четвъртък 9:00–12:30, 13:00–18:00", "неделя 10:00–0:00"),
        ("ru", "пн–чт 09:00–12:30, 13:00–18:00", "вс 10:00–00:00"),
        (
            "ar",
            "من الاثنين إلى الخميس 9:00 ص – 12:30 م، 1:00 م – 6:00 م",
            "الأحد 10:00 ص – 12:00 ص",
        ),
    ],
)
def test_opening_hours_take_equal_days_together(tag: str, first: str, last: str) -> None:
    comma = "، " if tag == "ar" else ", "
    days = opening(small_shop().hours["phone"], locale(tag)).split(comma)
    assert comma.join(days[:2]) == first
    assert days[-1] == last
    assert len(days) == 4


def test_opening_hours_as_rows_of_a_table() -> None:
    assert opening_rows(small_shop().hours["office"], locale("en")) == [
        ("Monday to Friday", "09:00–18:00")
    ]


@pytest.mark.parametrize(
    ("now", "tag", "sentence"),
    [
        ("2026-11-20 12:00", "en", "Open until 18:00"),
        ("2026-11-20 08:00", "en", "Closed, opens today at 09:00"),
        ("2026-11-19 19:00", "en", "Closed, opens tomorrow at 09:00"),
        ("2026-11-20 19:00", "en", "Closed, opens Monday, 23 November at 09:00"),
        ("2026-11-20 12:00", "bg", "Отворено до 18:00 ч."),
        ("2026-11-19 19:00", "bg", "Затворено, утре от 9:00 ч."),
        ("2026-11-20 08:00", "ru", "Закрыто, сегодня с 09:00"),
        ("2026-11-20 19:00", "ar", "مغلق الآن، يفتح الاثنين، 23 نوفمبر 9:00 ص"),
    ],
)
def test_the_status_is_a_sentence(now: str, tag: str, sentence: str) -> None:
    moment = at(now).astimezone(UTC)
    status = hours.status(small_shop(), "office", moment)
    assert status_sentence(status, moment, locale(tag)) == sentence

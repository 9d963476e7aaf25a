from datetime import date, datetime, time
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from helpcenter_build.facts import Span
from helpcenter_build.locales import formatting
from tests.helpcenter_build.shops import locale, small_shop

SOFIA = ZoneInfo("Europe/Sofia")


def span(start: int, end: int) -> Span:
    return Span(from_=start, to=end)


@pytest.mark.parametrize(
    ("tag", "amount", "text"),
    [
        ("en", 0, "0 days"),
        ("en", 1, "1 day"),
        ("en", 14, "14 days"),
        ("en", span(2, 4), "2–4 days"),
        ("en", span(0, 1), "0–1 days"),
        ("en", span(4, 4), "4 days"),
        ("bg", 1, "1 ден"),
        ("bg", 14, "14 дни"),
        ("bg", span(1, 2), "1–2 дни"),
        ("ru", 1, "1 день"),
        ("ru", 2, "2 дня"),
        ("ru", 5, "5 дней"),
        ("ru", 11, "11 дней"),
        ("ru", 21, "21 день"),
        ("ru", 365, "365 дней"),
        ("ru", span(2, 4), "2–4 дня"),
        ("ru", span(4, 8), "4–8 дней"),
        ("ru", span(10, 21), "10–21 день"),
        ("ar", 1, "يوم"),
        ("ar", 2, "يومان"),
        ("ar", 3, "3 أيام"),
        ("ar", 14, "14 يومًا"),
        ("ar", 100, "100 يوم"),
        ("ar", span(1, 2), "1–2 يوم"),
        ("ar", span(4, 8), "4–8 أيام"),
        ("ar", span(7, 12), "7–12 يومًا"),
    ],
)
def test_days_take_the_plural_of_their_number(tag: str, amount: int | Span, text: str) -> None:
    assert formatting.duration(amount, "day", locale(tag)) == text


@pytest.mark.parametrize(
    ("unit", "texts"),
    [
        ("minute", ["2 minutes", "2 минути", "2 минуты", "دقيقتان"]),
        ("hour", ["2 hours", "2 часа", "2 часа", "ساعتان"]),
        ("month", ["2 months", "2 месеца", "2 месяца", "شهران"]),
        ("year", ["2 years", "2 години", "2 года", "سنتان"]),
    ],
)
def test_every_unit_has_words_in_every_language(unit: formatting.Unit, texts: list[str]) -> None:
    tags = ("en", "bg", "ru", "ar")
    assert [formatting.duration(2, unit, locale(tag)) for tag in tags] == texts


@pytest.mark.parametrize(
    ("tag", "amount", "unit", "text"),
    [
        ("en", 14, "day", "14 days"),
        ("ru", 1, "day", "1 дня"),
        ("ru", 2, "day", "2 дней"),
        ("ru", 14, "day", "14 дней"),
        ("ru", span(2, 4), "day", "2–4 дней"),
        ("ru", 21, "hour", "21 часа"),
        ("ru", 2, "year", "2 лет"),
        ("ru", 1, "minute", "1 минуты"),
        ("ru", 3, "month", "3 месяцев"),
        ("ar", 2, "day", "يومين"),
        ("ar", 3, "day", "3 أيام"),
        ("ar", 14, "day", "14 يومًا"),
        ("ar", 100, "day", "100 يوم"),
        ("bg", 2, "hour", "2 часа"),
    ],
)
def test_after_a_preposition_durations_are_inflected(
    tag: str, amount: int | Span, unit: formatting.Unit, text: str
) -> None:
    assert formatting.duration(amount, unit, locale(tag), "genitive") == text


@pytest.mark.parametrize(
    ("tag", "amount", "case", "text"),
    [
        ("en", 1, "", "1 working day"),
        ("en", span(2, 4), "", "2–4 working days"),
        ("bg", 1, "", "1 работен ден"),
        ("bg", 3, "", "3 работни дни"),
        ("ru", 1, "", "1 рабочий день"),
        ("ru", span(1, 3), "", "1–3 рабочих дня"),
        ("ru", 5, "", "5 рабочих дней"),
        ("ru", 3, "genitive", "3 рабочих дней"),
        ("ar", 2, "", "يوما عمل"),
        ("ar", 2, "genitive", "يومي عمل"),
        ("ar", 5, "", "5 أيام عمل"),
        ("ar", 12, "", "12 يوم عمل"),
    ],
)
def test_working_days_come_from_the_catalogue(
    tag: str, amount: int | Span, case: formatting.Case, text: str
) -> None:
    assert formatting.working_days(amount, locale(tag), case) == text


def test_numbers_money_and_percentages_follow_the_locale() -> None:
    amount = Decimal("1234.50")
    assert formatting.money(amount, locale("en"), "EUR") == "€1,234.50"
    assert formatting.money(amount, locale("bg"), "EUR") == "1\xa0234,50\xa0€"
    assert formatting.money(amount, locale("ru"), "EUR") == "1\xa0234,50\xa0€"
    assert formatting.money(amount, locale("ar"), "EUR") == "\u200f1,234.50\xa0€"
    assert formatting.money(3, locale("en"), "EUR") == "€3.00"
    assert formatting.number(Decimal("1234.5"), locale("ru")) == "1\xa0234,5"
    assert formatting.number(span(3, 6), locale("en")) == "3–6"
    assert formatting.percent(Decimal("5.5"), locale("en")) == "5.5%"
    assert formatting.percent(20, locale("ru")) == "20\xa0%"


def test_dates_and_times_follow_the_locale() -> None:
    day = date(2026, 6, 19)
    assert formatting.day(day, locale("en")) == "19 June 2026"
    assert formatting.day(day, locale("bg")) == "19 юни 2026\u202fг."
    assert formatting.day(day, locale("ru")) == "19 июня 2026\u202fг."
    assert formatting.day(day, locale("ar")) == "19 يونيو 2026"
    assert formatting.clock(time(14, 0), locale("en")) == "14:00"
    assert formatting.clock(time(9, 5), locale("bg")) == "9:05"
    assert formatting.clock(time(14, 0), locale("ar")) == "2:00 م"


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("en", "Monday, 23 November, 14:15"),
        ("bg", "понеделник, 23 ноември, 14:15"),
        ("ru", "понедельник, 23 ноября, 14:15"),
        ("ar", "الاثنين، 23 نوفمبر، 2:15 م"),
    ],
)
def test_a_near_moment_has_weekday_and_time_but_no_year(tag: str, text: str) -> None:
    assert formatting.moment(datetime(2026, 11, 23, 14, 15, tzinfo=SOFIA), locale(tag)) == text


def test_lists_join_with_and_or_or() -> None:
    names = ["Econt", "Speedy", "DPD"]
    assert formatting.all_of(names, locale("en")) == "Econt, Speedy and DPD"
    assert formatting.any_of(names, locale("bg")) == "Econt, Speedy или DPD"
    assert formatting.all_of(names[:2], locale("ru")) == "Econt и Speedy"
    assert formatting.any_of(names[:2], locale("ar")) == "Econt أو Speedy"
    assert formatting.all_of(names[:1], locale("en")) == "Econt"


def test_addresses_are_written_for_the_reader() -> None:
    shop = small_shop()
    assert formatting.phone("+35932000100") == "+359 32 000 100"
    assert formatting.country("AE", locale("bg")) == "Обединени арабски емирства"
    assert formatting.countries(["SA", "AE"], locale("en")) == [
        "Saudi Arabia",
        "United Arab Emirates",
    ]
    assert (
        formatting.postal(shop.identity.address, locale("ru"))
        == "1 Oak Street, 4000 Plovdiv, Болгария"
    )
    local = shop.identity.address.model_copy(update={"local": {"ru": "ул. Дубовая, 1"}})
    assert formatting.postal(local, locale("ru")) == "ул. Дубовая, 1, Болгария"
    assert formatting.postal(local, locale("en")) == "1 Oak Street, 4000 Plovdiv, Bulgaria"
    assert formatting.language("en", locale("bg")) == "английски"
    assert formatting.website("https://www.acorn.example/") == "acorn.example"
    assert formatting.city_of_zone("Europe/Sofia", locale("ar")) == "صوفيا"


def test_a_span_chooses_its_gettext_plural_by_its_range() -> None:
    assert formatting.plural_number(span(10, 21), locale("ru")) == 21
    assert formatting.plural_number(span(1, 2), locale("ar")) == 100
    assert formatting.plural_number(span(0, 2), locale("ar")) == 0

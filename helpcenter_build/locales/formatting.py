"""Values in the words of a locale, by CLDR through Babel; every function is pure.

Amounts may be a number or a `Span` ({from, to}); a span is written "2–4 days" with the plural that
CLDR prescribes for ranges.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime, time
from decimal import Decimal
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Literal, TypeAlias

from babel import dates, localedata, numbers
from babel.lists import format_list

from helpcenter_build.locales.catalogue import translations
from helpcenter_build.locales.locale import Locale

if TYPE_CHECKING:
    from helpcenter_build.facts import Span
    from helpcenter_build.facts.shop_parts import Address

Amount: TypeAlias = "int | Decimal | Span"
Unit = Literal["minute", "hour", "day", "month", "year"]
Case = Literal["", "genitive"]
"""The grammatical case a duration stands in; CLDR's own words are nominative."""

# ------------------------------------------------------------------------------- numbers


def number(value: Amount, locale: Locale) -> str:
    """14, 1,234.5 or 2–4."""
    if not isinstance(value, int | Decimal):
        ends = [number(end, locale) for end in dict.fromkeys((value.from_, value.to))]
        return "–".join(ends)
    return numbers.format_decimal(value, locale=locale.babel)


def percent(value: Decimal | int, locale: Locale) -> str:
    """20%, of 20."""
    return numbers.format_percent(
        Decimal(value) / 100, locale=locale.babel, decimal_quantization=False
    )


def money(value: Decimal | int, locale: Locale, currency: str) -> str:
    """€3.50, with the decimals the currency has."""
    return numbers.format_currency(value, currency, locale=locale.babel)


# ----------------------------------------------------------------------------- durations


def duration(value: Amount, unit: Unit, locale: Locale, case: Case = "") -> str:
    """14 days, 2–4 hours, 1 year."""
    if case == "genitive":
        return _genitive(plural_number(value, locale), unit, locale) % {
            "num": number(value, locale)
        }
    pattern = _unit_pattern(locale.formats, unit, plural_category(value, locale))
    return pattern.replace("{0}", number(value, locale))


def working_days(value: Amount, locale: Locale, case: Case = "") -> str:
    """2–4 working days; CLDR has no words for them."""
    words, n = translations(locale.tag), plural_number(value, locale)
    if case == "genitive":
        text = words.npgettext("genitive", "%(num)s working day", "%(num)s working days", n)
    else:
        text = words.ngettext("%(num)s working day", "%(num)s working days", n)
    return str(text) % {"num": number(value, locale)}


def plural_category(value: Amount, locale: Locale) -> str:
    """CLDR's plural category ("one", "few", "other"...) of a number or of a span."""
    category_of = locale.babel.plural_form
    if isinstance(value, int | Decimal):
        return str(category_of(value))
    start, end = str(category_of(value.from_)), str(category_of(value.to))
    return end if value.from_ == value.to else _category_of_range(start, end, locale.babel.language)


def _category_of_range(start: str, end: str, language: str) -> str:
    """CLDR's pluralRanges, which Babel leaves out: nearly everywhere the end decides."""
    if language == "ar" and end in {"one", "two"}:
        return "zero" if start == "zero" else "other"
    return "other" if language == "en" else end


def plural_number(value: Amount, locale: Locale) -> int:
    """A number with the plural category of `value`, for gettext, which knows no spans."""
    wanted = plural_category(value, locale)
    end = int(value) if isinstance(value, int | Decimal) else value.to
    candidates: tuple[int, ...] = (end, *range(22), 100, 1_000_000)
    return next(n for n in candidates if str(locale.babel.plural_form(n)) == wanted)


@cache
def _unit_pattern(formats: str, unit: str, category: str) -> str:
    """CLDR's "{0} days"; a locale whose long forms equal its short ones lists only the short."""
    entries = localedata.LocaleDataDict(localedata.load(formats))  # type: ignore[arg-type]  # its own
    widths = entries["unit_patterns"][f"duration-{unit}"]
    patterns = next(widths[width] for width in ("long", "short") if "other" in widths[width])
    return str(patterns.get(category) or patterns["other"])


def _genitive(n: int, unit: Unit, locale: Locale) -> str:
    """The forms after "within", "up to", "from" where a language inflects (not in CLDR's data)."""
    words = translations(locale.tag)
    match unit:
        case "minute":
            text = words.npgettext("genitive", "%(num)s minute", "%(num)s minutes", n)
        case "hour":
            text = words.npgettext("genitive", "%(num)s hour", "%(num)s hours", n)
        case "day":
            text = words.npgettext("genitive", "%(num)s day", "%(num)s days", n)
        case "month":
            text = words.npgettext("genitive", "%(num)s month", "%(num)s months", n)
        case "year":
            text = words.npgettext("genitive", "%(num)s year", "%(num)s years", n)
    return str(text)


# ------------------------------------------------------------------------- dates and times


@lru_cache(maxsize=512)
def day(value: date, locale: Locale) -> str:
    """21 November 2026."""
    return dates.format_date(value, "long", locale=locale.babel)


def clock(value: time | datetime, locale: Locale) -> str:
    """14:00, or with the halves of the day where the locale has them; as it stands on the clock."""
    wall = value.time() if isinstance(value, datetime) else value
    return dates.format_time(wall.replace(tzinfo=None), "short", locale=locale.babel)


def moment(value: datetime, locale: Locale) -> str:
    """Monday 23 November, 14:15: a near moment, so without the year, in the zone it carries."""
    comma = "، " if locale.babel.language in {"ar", "fa", "ur"} else ", "
    return f"{near_day(value.date(), locale)}{comma}{clock(value, locale)}"


@lru_cache(maxsize=512)
def near_day(value: date, locale: Locale) -> str:
    """Monday, 23 November: CLDR's full date with the year taken out."""
    pattern = locale.babel.date_formats["full"].pattern
    without_year = re.sub(r"[\s,،]*\by+\b(\s*'[^']*'\.?)?", "", pattern)
    return dates.format_date(value, without_year, locale=locale.babel)


@lru_cache(maxsize=64)
def city_of_zone(time_zone: str, locale: Locale) -> str:
    """Sofia, of Europe/Sofia."""
    return dates.get_timezone_location(time_zone, locale=locale.babel, return_city=True)


def language(tag: str, locale: Locale) -> str:
    """English, английски, الإنجليزية: a language as another one names it."""
    return str(locale.babel.languages[tag.partition("-")[0]])


# ----------------------------------------------------------------------------------- lists


def all_of(items: Iterable[str], locale: Locale) -> str:
    """a, b and c."""
    return format_list(list(items), "standard", locale.babel)


def any_of(items: Iterable[str], locale: Locale) -> str:
    """a, b or c."""
    return format_list(list(items), "or", locale.babel)


# ------------------------------------------------------------------------------- addresses


@cache
def phone(value: str) -> str:
    """+359 2 000 0100, of E.164."""
    import phonenumbers  # its metadata takes a megabyte, the first time

    parsed = phonenumbers.parse(value)
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


def country(code: str, locale: Locale) -> str:
    """Bulgaria, of BG."""
    return str(locale.babel.territories[code])


def countries(codes: Iterable[str], locale: Locale) -> list[str]:
    """The names of countries in alphabetical order."""
    return sorted(country(code, locale) for code in codes)


def postal(address: Address, locale: Locale) -> str:
    """1 Example Street, 1000 Sofia, Bulgaria: street and city as the postman reads them.

    Where the facts have them in the reader's letters, they come in those.
    """
    latin = f"{address.street}, {address.postal_code} {address.city}"
    return f"{address.local.get(locale.tag, latin)}, {country(address.country, locale)}"


def website(value: str) -> str:
    """marigold.example, of https://marigold.example/."""
    return re.sub(r"^https?://(www\.)?", "", value).rstrip("/")

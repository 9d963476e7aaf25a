"""The filters of articles, tables and widgets, bound to one shop and one locale.

Results are HTML; phones, codes and addresses keep their direction in right-to-left text. A filter
that is given something it cannot format raises `FilterError` with a hint.
"""

import re
from collections.abc import Callable
from datetime import date, time
from decimal import Decimal
from typing import Any

from markupsafe import Markup, escape

from helpcenter_build.calendar.hours_text import opening
from helpcenter_build.facts import LocalText, Shop, Span, WeeklyHours
from helpcenter_build.facts.shop_parts import Address, Zone
from helpcenter_build.locales import formatting
from helpcenter_build.locales.catalogue import translations
from helpcenter_build.locales.formatting import Case
from helpcenter_build.locales.locale import Locale
from helpcenter_build.problems import did_you_mean
from helpcenter_build.templating.arguments import (
    FilterError,
    amount_in,
    described,
    expect,
    hint_for,
    items_in,
    number_in,
    text_in,
)

NEEDS_ISOLATION = re.compile(r"(?![0-9]+$)([^A-Za-z].*|.* .*)", re.ASCII)
"""Latin texts that lose their order in a right-to-left sentence: +359 2, 1 Example Street."""


CODE = re.compile(r"[A-Z]+-[0-9]+")
"""An order number, say, which would be broken at its hyphen."""


def left_to_right(text: str) -> Markup:
    """A phone number, a code or an address, whose characters keep their order everywhere."""
    return Markup('<bdi dir="ltr">{}</bdi>').format(text)


class Filters:
    """Every public method but `printed` is a filter under its own name."""

    def __init__(self, shop: Shop, locale: Locale) -> None:
        self.shop = shop
        self.locale = locale

    # ----------------------------------------------------------------------------- numbers

    def money(self, value: object) -> str:
        amount = number_in(value, "money", "{{ orders.minimum | money }}")
        return formatting.money(amount, self.locale, self.shop.currency)

    def price(self, value: object) -> str:
        amount = number_in(value, "price", "{{ delivery.methods.shop.price | price }}")
        return self.money(value) if amount else translations(self.locale.tag).gettext("free")

    def number(self, value: object) -> str:
        return formatting.number(amount_in(value, "number"), self.locale)

    def percent(self, value: object) -> str:
        amount = number_in(value, "percent", "{{ payment.vat_percent | percent }}")
        return formatting.percent(amount, self.locale)

    def minutes(self, value: object, case: Case = "") -> str:
        return formatting.duration(amount_in(value, "minutes"), "minute", self.locale, case)

    def hours(self, value: object, case: Case = "") -> str:
        return formatting.duration(amount_in(value, "hours"), "hour", self.locale, case)

    def days(self, value: object, case: Case = "") -> str:
        return formatting.duration(amount_in(value, "days"), "day", self.locale, case)

    def working_days(self, value: object, case: Case = "") -> str:
        return formatting.working_days(amount_in(value, "working_days"), self.locale, case)

    def months(self, value: object, case: Case = "") -> str:
        return formatting.duration(amount_in(value, "months"), "month", self.locale, case)

    def years(self, value: object, case: Case = "") -> str:
        return formatting.duration(amount_in(value, "years"), "year", self.locale, case)

    # --------------------------------------------------------------------- dates and hours

    def date(self, value: object) -> str:
        day = expect(value, (date,), "date", "{{ legal.terms_valid_from | date }}")
        return formatting.day(day, self.locale)

    def time(self, value: object) -> str:
        wall = expect(value, (time,), "time", "{{ delivery.dispatch_cutoff | time }}")
        return formatting.clock(wall, self.locale)

    def opening(self, value: object) -> str:
        hours = expect(value, (WeeklyHours,), "opening", "{{ hours.phone | opening }}")
        return opening(hours, self.locale)

    # --------------------------------------------------------------------------- addresses

    def phone(self, value: object) -> Markup:
        number = text_in(value, "phone", "{{ identity.phone | phone }}", r"\+\d+")
        shown = left_to_right(formatting.phone(number))
        return Markup('<a href="tel:{}">{}</a>').format(number, shown)

    def mail(self, value: object) -> Markup:
        address = text_in(value, "mail", "{{ routes.care.mailbox | mail }}", r"[^@\s]+@[^@\s]+")
        box, _, host = address.partition("@")
        shown = Markup("{}@<wbr>{}").format(box, host)
        return Markup('<a href="mailto:{}">{}</a>').format(address, left_to_right(shown))

    def site(self, value: object) -> Markup:
        address = text_in(value, "site", "{{ identity.website | site }}", r"https?://\S+")
        shown = left_to_right(formatting.website(address))
        return Markup('<a href="{}">{}</a>').format(address, shown)

    def postal(self, value: object) -> Markup:
        address = expect(value, (Address,), "postal", "{{ returns.address | postal }}")
        written = formatting.postal(address, self.locale)
        latin, comma, land = written.rpartition(", ")
        if self.locale.direction == "ltr" or self.locale.tag in address.local:
            return escape(written)
        return Markup("{}{}{}").format(left_to_right(latin), comma.replace(",", "،"), land)

    def country(self, value: object) -> str:
        code = text_in(value, "country", "{{ identity.address.country | country }}", "[A-Z]{2}")
        return formatting.country(code, self.locale)

    def city(self, value: object) -> str:
        time_zone = text_in(value, "city", "{{ time_zone | city }}", r"[A-Za-z_]+/\S+")
        return formatting.city_of_zone(time_zone, self.locale)

    def language(self, value: object) -> str:
        tag = text_in(value, "language", "{{ binding_locale | language }}", r"[a-z]{2,3}(-\S+)?")
        return formatting.language(tag, self.locale)

    def zone(self, value: object, name: str) -> list[str]:
        zones = [one for one in items_in(value, "zone") if isinstance(one, Zone)]
        codes = next((one.codes for one in zones if one.zone == name), None)
        if codes is None:
            hint = did_you_mean(str(name), [one.zone for one in zones])
            raise FilterError(f"{name} is no zone of countries.", hint)
        return formatting.countries(codes, self.locale)

    # ------------------------------------------------------------------------------- lists

    def all_of(self, value: object) -> Markup:
        return self._joined(formatting.all_of, value, "all_of")

    def any_of(self, value: object) -> Markup:
        return self._joined(formatting.any_of, value, "any_of")

    def _joined(self, join: Callable[[list[str], Locale], str], value: object, name: str) -> Markup:
        names: list[str] = [escape(self._name(item)) for item in items_in(value, name)]
        if not names:
            raise FilterError("The list has no entries.", "Leave the sentence out.")
        return Markup(join(names, self.locale))  # noqa: S704  # the names are escaped

    def _name(self, item: object) -> str | Markup:
        text = getattr(item, "label", None) or getattr(item, "name", None) or item
        if isinstance(text, str) and not isinstance(text, Markup) and text in self.shop.carriers:
            text = self.shop.carriers[text].name
        return self.printed(text)

    # ------------------------------------------------------------ what prints without filter

    def printed(self, value: object) -> str | Markup:
        """A value as it stands in a sentence; what cannot stand in one raises FilterError."""
        match value:
            case Markup():
                return value
            case LocalText():
                return value.in_locale(self.locale.tag)
            case bool() | None:
                raise FilterError("There is no text to print here.", "Write the sentence out.")
            case int():
                return str(value)
            case Decimal() | Span():
                return self.number(value)
            case date():
                return self.date(value)
            case time():
                return self.time(value)
            case str():
                return self._isolated(value)
        raise FilterError(f"This is {described(value)}, not a text.", hint_for(value))

    def _isolated(self, text: str) -> str | Markup:
        if CODE.fullmatch(text):
            return Markup('<bdi class="hc-code" dir="ltr">{}</bdi>').format(text)
        is_latin = text.isascii() and "://" not in text
        if self.locale.direction == "rtl" and is_latin and NEEDS_ISOLATION.fullmatch(text):
            return left_to_right(text)
        return text


def filters_of(filters: Filters) -> dict[str, Callable[..., Any]]:
    """The filters by the name articles use."""
    names = (name for name in vars(Filters) if not name.startswith("_") and name != "printed")
    return {name: getattr(filters, name) for name in names}

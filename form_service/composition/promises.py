"""When the shop answers, as one sentence for the form, the thanks page and the mail."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from form_service.catalogue import catalogue
from helpcenter_build.locales.formatting import city_of_zone, clock, day, moment
from helpcenter_build.locales.locale import locale_of

if TYPE_CHECKING:
    from helpcenter_build.facts import Shop


def promise_sentence(shop: Shop, answer_by: datetime, locale: str) -> str:
    """`We answer by Monday 23 November, 14:15 (Sofia time).`"""
    gettext = catalogue(locale).gettext
    words = locale_of(shop, locale)
    return gettext("We answer by %(moment)s (%(city)s time).") % {
        "moment": moment(answer_by.astimezone(shop.zone_info), words),
        "city": city_of_zone(shop.time_zone, words),
    }


def dated_moment(shop: Shop, value: datetime, locale: str) -> str:
    """`23 November 2026, 10:00 (Sofia)`: a point in time that has to hold for years."""
    words, local = locale_of(shop, locale), value.astimezone(shop.zone_info)
    comma = "، " if words.babel.language == "ar" else ", "
    city = city_of_zone(shop.time_zone, words)
    return f"{day(local.date(), words)}{comma}{clock(local, words)} ({city})"


def moment_text(shop: Shop, value: datetime, locale: str) -> str:
    """A point in time on the shop's clock, with the year where it is not near."""
    return moment(value.astimezone(shop.zone_info), locale_of(shop, locale))

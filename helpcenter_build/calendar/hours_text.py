"""Opening hours in words: "Monday to Friday 09:00–20:00, Saturday 10:00–16:00"."""

import re
from datetime import datetime, time
from itertools import groupby

from helpcenter_build.calendar.hours import Status
from helpcenter_build.facts import Opening, WeeklyHours
from helpcenter_build.facts.plain import MINUTES_A_DAY
from helpcenter_build.locales.catalogue import translations
from helpcenter_build.locales.formatting import all_of, clock, near_day
from helpcenter_build.locales.locale import Locale


def opening(hours: WeeklyHours, locale: Locale) -> str:
    """A week on one line, equal neighbouring days taken together."""
    comma = translations(locale.tag).pgettext("between days", ", ")
    return str(comma).join(
        translations(locale.tag).gettext("%(days)s %(hours)s") % {"days": days, "hours": times}
        for days, times in opening_rows(hours, locale)
    )


def opening_rows(hours: WeeklyHours, locale: Locale) -> list[tuple[str, str]]:
    """The same as pairs for a table: ("Monday to Friday", "09:00–20:00")."""
    rows = []
    for times, group in groupby(enumerate(hours.days), key=lambda entry: entry[1]):
        days = [number for number, _ in group]
        if times:
            rows.append((_days(days[0], days[-1], locale), _times(times, locale)))
    return rows


def _days(first: int, last: int, locale: Locale) -> str:
    words = translations(locale.tag)
    # Translators: wide, or abbreviated where whole names of weekdays would need inflection.
    width = str(words.pgettext("names of weekdays", "wide"))
    if first == last:
        return _weekday(first, width, locale)
    names = {"first": _weekday(first, width, locale), "last": _weekday(last, width, locale)}
    if last == first + 1:
        return all_of(names.values(), locale)
    return str(words.pgettext("weekdays", "%(first)s to %(last)s")) % names


def _weekday(number: int, width: str, locale: Locale) -> str:
    return str(locale.babel.days["stand-alone"][width][number])


def _times(openings: tuple[Opening, ...], locale: Locale) -> str:
    comma = translations(locale.tag).pgettext("between days", ", ")
    return str(comma).join(_interval(one, locale) for one in openings)


def _interval(one: Opening, locale: Locale) -> str:
    opens, closes = _clock(one.opens, locale), _clock(one.closes, locale)
    return f"{opens} – {closes}" if " " in opens else f"{opens}–{closes}"


def _clock(minutes: int, locale: Locale) -> str:
    minute = minutes % MINUTES_A_DAY
    return clock(time(minute // 60, minute % 60), locale)


def clock_words(locale: Locale) -> dict[str, list[str]]:
    """What a page's script says times with (theme/assets/js/hours/words.js).

    {"times": ["12:{minutes} AM", ...], "days": ["Monday", ...]}: each hour of a day, each weekday.
    """
    return {
        "times": [_hour(number, locale) for number in range(24)],
        "days": [_weekday(number, "wide", locale) for number in range(7)],
    }


def _hour(number: int, locale: Locale) -> str:
    text = clock(time(number, 45), locale)
    return re.sub(r"\s", "\N{NO-BREAK SPACE}", text).replace("45", "{minutes}")


def status_sentence(status: Status, now: datetime, locale: Locale) -> str:
    """Open until 18:00; Opens tomorrow at 09:00; `now` decides what today and tomorrow are."""
    words = translations(locale.tag)
    if status.closes:
        text = words.gettext("Open until %(time)s")
        return str(text) % {"time": clock(status.closes, locale)}
    if status.opens is None:
        return ""
    today = now.astimezone(status.opens.tzinfo).date()
    values = {"time": clock(status.opens, locale), "day": near_day(status.opens.date(), locale)}
    match (status.opens.date() - today).days:
        case 0:
            text = words.gettext("Closed, opens today at %(time)s")
        case 1:
            text = words.gettext("Closed, opens tomorrow at %(time)s")
        case _:
            text = words.gettext("Closed, opens %(day)s at %(time)s")
    return str(text) % values

"""Weekly opening hours as written in shop.yml: {monday-friday: "09:00-12:00, 13:00-18:00"}."""

import re
from typing import Annotated, Any

from pydantic import Field, model_validator

from helpcenter_build.facts.plain import MINUTES_A_DAY
from helpcenter_build.facts.types import Fact, wrong

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


class Opening(Fact):
    """One stretch of opening hours, in minutes after midnight; 1440 is midnight at its end."""

    opens: Annotated[int, Field(ge=0, lt=MINUTES_A_DAY)]
    closes: Annotated[int, Field(gt=0, le=MINUTES_A_DAY)]


class WeeklyHours(Fact):
    """The openings of each weekday, Monday first; written as {monday-friday: "09:00-18:00"}."""

    days: Annotated[
        tuple[Annotated[tuple[Opening, ...], Field(strict=False)], ...], Field(strict=False)
    ]

    @model_validator(mode="before")
    @classmethod
    def _of_day_names(cls, value: object) -> object:
        if not isinstance(value, dict):
            raise wrong("must be opening hours per weekday")
        return value if set(value) == {"days"} else {"days": _days_of(value)}


def _days_of(entries: dict[Any, Any]) -> tuple[tuple[Opening, ...], ...]:
    days: list[tuple[Opening, ...]] = [() for _ in WEEKDAYS]
    for name, text in entries.items():
        for day in _weekdays_of(str(name)):
            if days[day]:
                raise wrong(f"gives the hours of {WEEKDAYS[day]} twice")
            days[day] = _openings_of(text)
    if not any(days):
        raise wrong("must be open on at least one weekday")
    return tuple(days)


def _weekdays_of(name: str) -> range:
    first, _, last = name.partition("-")
    try:
        start, end = WEEKDAYS.index(first), WEEKDAYS.index(last or first)
    except ValueError:
        raise wrong(f"has an entry {name}, which is no weekday") from None
    if start > end:
        raise wrong(f"has an entry {name}, which runs backwards; a week begins on monday")
    return range(start, end + 1)


def _openings_of(text: object) -> tuple[Opening, ...]:
    openings: list[Opening] = []
    for part in str(text).split(","):
        found = re.fullmatch(r"(\d\d):([0-5]\d)-(\d\d):([0-5]\d)", part.strip())
        if not found:
            raise wrong(f"has the hours {text}, which are no times of day")
        hour, minute, end_hour, end_minute = map(int, found.groups())
        opens, closes = hour * 60 + minute, end_hour * 60 + end_minute
        if closes > MINUTES_A_DAY or opens >= closes:
            raise wrong(f"has the hours {text}, which do not end after they begin on the same day")
        if openings and openings[-1].closes > opens:
            raise wrong(f"has the hours {text}, which overlap")
        openings.append(Opening(opens=opens, closes=closes))
    return tuple(openings)


HoursField = Annotated[WeeklyHours, Field(examples=['{monday-friday: "09:00-18:00"}'])]

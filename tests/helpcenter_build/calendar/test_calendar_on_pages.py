"""The browser's reading of the shop's week, run by node: at every moment what Python says."""

import json
import os
import re
import subprocess
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from helpcenter_build.calendar.hours import clock_changes, status, weekly_calendar
from helpcenter_build.calendar.hours_text import clock_words, status_sentence
from helpcenter_build.facts import Shop, WeeklyHours
from helpcenter_build.locales.catalogue import translations
from helpcenter_build.locales.locale import locale_of
from tests.helpcenter_build.shops import small_shop

SCRIPTS = Path(__file__).parents[3] / "helpcenter_build/theme/assets/js/hours"
PROGRAM = f"""
    import {{ readFileSync }} from "node:fs";
    import {{ Calendar }} from "{SCRIPTS}/calendar.js";
    import {{ HoursWords }} from "{SCRIPTS}/words.js";
    const {{ calendar, asked, patterns }} = JSON.parse(readFileSync(0, "utf8"));
    const read = new Calendar(calendar);
    const words = patterns && new HoursWords(read, calendar, patterns);
    const told = ([id, now]) => {{
        const stretch = read.stretch(id, now);
        return words ? words.sentence(stretch, now) : stretch;
    }};
    console.log(JSON.stringify(asked.map(told)));
"""
PATTERNS = {
    "openUntil": "Open until {time}",
    "opensToday": "Closed, opens today at {time}",
    "opensTomorrow": "Closed, opens tomorrow at {time}",
    "opensOn": "Closed, opens {day} at {time}",
    "yours": "{sentence} (your time: {time})",
}
BEGIN = datetime(2026, 9, 1, tzinfo=UTC)  # before Christmas, Easter and both changes of the clocks
STEP, STEPS = timedelta(hours=17, minutes=23), 400
KNOWN_DAYS = 8  # what stays open for longer is simply open


def _run(given: dict[str, Any], zone: str = "UTC") -> Any:
    command = ["node", "--input-type=module", "--eval", PROGRAM]
    done = subprocess.run(
        command, input=json.dumps(given), capture_output=True, text=True, timeout=60,
        env=os.environ | {"TZ": zone},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def _read(shop: Shop, asked: list[tuple[str, int]]) -> list[dict[str, int | bool] | None]:
    told: list[dict[str, int | bool] | None] = _run(
        {"calendar": weekly_calendar(shop, BEGIN.date()), "asked": asked}
    )
    return told


def _sentences(shop: Shop, tag: str, moments: list[datetime], zone: str) -> list[str]:
    """What a reader in `zone` is told of the office at each of the moments."""
    words = translations(tag)
    calendar = weekly_calendar(shop, BEGIN.date()) | clock_words(locale_of(shop, tag))
    patterns = {name: words.gettext(text) for name, text in PATTERNS.items()}
    asked = [("office", int(now.timestamp())) for now in moments]
    said: list[str] = _run({"calendar": calendar, "asked": asked, "patterns": patterns}, zone)
    return said


def _moments(shop: Shop) -> Iterator[tuple[str, datetime]]:
    for number in range(STEPS):
        for hours_id in shop.hours:
            yield hours_id, BEGIN + number * STEP


@pytest.mark.parametrize(
    "zone", ["Europe/Sofia", "America/New_York", "Asia/Kolkata", "Pacific/Auckland"]
)
def test_pages_agree_with_the_service_on_what_is_open(zone: str) -> None:
    shop = small_shop().model_copy(update={"time_zone": zone})
    asked = list(_moments(shop))
    told = _read(shop, [(hours_id, int(now.timestamp())) for hours_id, now in asked])
    assert {bool(one and one["isOpen"]) for one in told} == {True, False}
    for (hours_id, now), one in zip(asked, told, strict=True):
        right = status(shop, hours_id, now)
        assert one is not None
        assert one["isOpen"] == right.is_open, (hours_id, now)
        key, moment = ("closes", right.closes) if right.is_open else ("opens", right.opens)
        assert moment is not None
        assert one[key] == int(moment.timestamp()), (hours_id, now)


def test_a_page_knows_of_nights_without_end_and_of_no_hours() -> None:
    always = WeeklyHours.model_validate({"monday-sunday": "00:00-24:00"})
    shop = small_shop().model_copy(update={"hours": {"office": always}})
    now = int(datetime(2026, 11, 10, 12, tzinfo=UTC).timestamp())
    office, unknown = _read(shop, [("office", now), ("ofice", now)])
    assert unknown is None
    assert office is not None
    assert office["isOpen"]
    assert office["closes"] > now + KNOWN_DAYS * 86_400


@pytest.mark.parametrize("tag", ["en", "bg", "ru", "ar"])
def test_pages_say_in_every_language_what_the_service_says(tag: str) -> None:
    shop = small_shop()
    locale = locale_of(shop, tag)
    moments = [BEGIN + number * STEP for number in range(STEPS)]
    seen = Counter[str]()
    said = _sentences(shop, tag, moments, shop.time_zone)
    for now, sentence in zip(moments, said, strict=True):
        right = status(shop, "office", now)
        opens = right.opens and right.opens.astimezone(shop.zone_info).date()
        days = (opens - now.astimezone(shop.zone_info).date()).days if opens else 0
        seen["open" if right.is_open else str(min(days, 2))] += 1
        if days < 2:
            told = status_sentence(right, now, locale)
            assert sentence.replace("\N{NO-BREAK SPACE}", " ") == re.sub(r"\s", " ", told), now
        else:
            assert opens is not None
            assert locale.babel.days["stand-alone"]["wide"][opens.weekday()] in sentence, now
    assert min(seen[kind] for kind in ("open", "0", "1", "2")) > 0, seen


def test_readers_elsewhere_are_told_their_own_time_and_day() -> None:
    shop = small_shop().model_copy(update={"time_zone": "Europe/Sofia"})
    wednesday = datetime(2026, 12, 9, 12, tzinfo=UTC)
    closes = status(shop, "office", wednesday).closes
    assert closes is not None
    shown = f"{closes:%H:%M}"
    for zone, own in (("Europe/Athens", None), ("Asia/Kolkata", 210), ("Pacific/Auckland", 660)):
        (said,) = _sentences(shop, "en", [wednesday], zone)
        if own is None:
            assert said == f"Open until {shown}"
            continue
        there = closes + timedelta(minutes=own)
        day = "Thursday " if there.date() > closes.date() else ""
        assert said == f"Open until {shown} (your time: {day}{there:%H:%M})"


def test_every_change_of_clocks_is_found_to_the_second() -> None:
    for name in ("Europe/Sofia", "Australia/Lord_Howe", "Pacific/Chatham", "Asia/Kolkata"):
        zone = ZoneInfo(name)
        changes = clock_changes(zone, 2026)
        assert len(changes) == (1 if name == "Asia/Kolkata" else 9)
        for moment, ahead in changes[1:]:
            before, after = (datetime.fromtimestamp(moment + s, zone).utcoffset() for s in (-1, 0))
            assert before != after == timedelta(seconds=ahead)

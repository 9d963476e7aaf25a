"""The browser's reading of the shop's week, run by node: at every moment what Python says."""

import json
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from helpcenter_build.calendar.hours import status, weekly_calendar
from helpcenter_build.facts import Shop, WeeklyHours
from tests.helpcenter_build.shops import small_shop

SCRIPT = Path(__file__).parents[3] / "helpcenter_build/theme/assets/js/hours/calendar.js"
PROGRAM = f"""
    import {{ readFileSync }} from "node:fs";
    import {{ Calendar }} from "{SCRIPT}";
    const {{ calendar, asked }} = JSON.parse(readFileSync(0, "utf8"));
    const read = new Calendar(calendar);
    const told = ([id, now]) => read.stretch(id, now);
    console.log(JSON.stringify(asked.map(told)));
"""
BEGIN = datetime(2026, 9, 1, tzinfo=UTC)  # before Christmas, Easter and both changes of the clocks
STEP, STEPS = timedelta(hours=17, minutes=23), 400
KNOWN_DAYS = 8  # what stays open for longer is simply open


def _read(shop: Shop, asked: list[tuple[str, int]]) -> list[dict[str, int | bool] | None]:
    given = json.dumps({"calendar": weekly_calendar(shop, BEGIN.date()), "asked": asked})
    command = ["node", "--input-type=module", "--eval", PROGRAM]
    done = subprocess.run(command, input=given, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    told: list[dict[str, int | bool] | None] = json.loads(done.stdout)
    return told


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

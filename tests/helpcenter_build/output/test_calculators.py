"""The calculators' rules, run by node: periods as the law counts them, prices as the facts say."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from helpcenter_build.theme import ASSETS

RULES = ASSETS / "js" / "modules" / "calculators" / "rules.js"
TRACK = ASSETS / "js" / "modules" / "track.js"
# Days travel as ISO dates under these names.
PROGRAM = """
const found = await import(process.argv[1]);
const { name, values } = JSON.parse(process.argv[2]);
for (const key of ["received", "today", "told", "handed"]) {
  if (typeof values === "object" && values[key]) values[key] = found.dayOf(values[key]);
}
const isDay = (value) => /^\\d{4}-.*T00:00:00.000Z$/.test(value);
const written = (key, value) => (isDay(value) ? value.slice(0, 10) : value);
console.log(JSON.stringify(found[name](values) ?? null, written));
"""


def run(name: str, values: object, *, module: Path = RULES) -> Any:
    arguments = [module.as_uri(), json.dumps({"name": name, "values": values})]
    command = ["node", "--input-type=module", "-e", PROGRAM, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def _right(received: str, today: str, **changes: object) -> dict[str, Any]:
    values = {
        "received": received,
        "today": today,
        "isException": False,
        "withdrawal": 14,
        "voluntary": 30,
        "guarantee": 2,
        "holidays": ["2026-12-24", "2026-12-25", "2027-01-01"],
    }
    found: dict[str, Any] = run("returnRight", values | changes)
    return found


@pytest.mark.parametrize(
    ("received", "today", "right", "until"),
    [
        ("2026-11-09", "2026-11-09", "withdraw", "2026-11-23"),  # the day of receipt is not counted
        ("2026-11-09", "2026-11-23", "withdraw", "2026-11-23"),
        ("2026-11-09", "2026-11-24", "return", "2026-12-09"),
        ("2026-11-09", "2026-12-09", "return", "2026-12-09"),
        ("2026-11-09", "2026-12-10", "over", "2026-12-09"),
        ("2026-11-07", "2026-11-23", "withdraw", "2026-11-23"),  # a Saturday becomes Monday
        ("2026-11-07", "2026-11-24", "return", "2026-12-07"),
        ("2026-12-10", "2026-12-28", "withdraw", "2026-12-28"),  # a holiday, one more, a weekend
        ("2026-12-18", "2027-01-04", "withdraw", "2027-01-04"),
        ("2026-11-25", "2026-11-24", "future", None),
        ("2024-02-29", "2024-03-14", "withdraw", "2024-03-14"),  # a leap year
    ],
)
def test_returns_are_counted_as_the_law_and_the_policy_say(
    received: str, today: str, right: str, until: str | None
) -> None:
    found = _right(received, today)
    assert (found["right"], found.get("until")) == (right, until)


def test_goods_without_withdrawal_and_old_ones_have_the_guarantee_while_it_lasts() -> None:
    found = _right("2024-11-22", "2026-11-21", isException=True)
    assert (found["right"], found["guarantee"], found["isCovered"]) == (
        "exception",
        "2026-11-22",
        True,
    )
    assert _right("2024-11-20", "2026-11-21")["isCovered"] is False
    assert _right("2024-02-29", "2026-01-01")["guarantee"] == "2026-03-01"


def test_a_shop_that_grants_no_more_than_the_law_never_ends_before_it() -> None:
    found = _right("2026-11-07", "2026-11-24", voluntary=14)
    assert (found["right"], found["until"]) == ("over", "2026-11-23")


@pytest.mark.parametrize(
    ("handed", "sent", "arrives"),
    [
        (None, "2026-11-15", "2026-11-20"),
        ("2026-11-03", "2026-11-15", "2026-11-20"),
        ("2026-11-15", "2026-11-15", "2026-11-20"),
        ("2026-11-18", "2026-11-18", "2026-11-23"),  # the shop may wait for the proof
    ],
)
def test_refunds_come_in_time_unless_the_parcel_leaves_later(
    handed: str | None, sent: str, arrives: str
) -> None:
    values = {"told": "2026-11-01", "handed": handed, "refund": 14, "sendBack": 14, "bank": 5}
    found = run("refundDates", values)
    assert (found["sent"], found["arrives"], found["sendBy"]) == (sent, arrives, "2026-11-15")


def _cost(goods: float, **changes: Any) -> dict[str, Any]:
    values = {
        "goods": goods,
        "method": {"price": 3.5, "free": 60},
        "payment": {"fee": 1.5, "limit": 500, "minimum": None},
        "minimum": 5,
        "large": 0,
        "duty": None,
    }
    found: dict[str, Any] = run("orderCost", values | changes)
    return found


def test_costs_add_up_and_delivery_is_free_from_its_limit_on() -> None:
    assert _cost(59.99)["total"] == pytest.approx(64.99)
    assert _cost(59.99)["freeFrom"] == 60
    free = _cost(60)
    assert (free["total"], free["delivery"], free["freeFrom"]) == (61.5, 0, None)
    assert _cost(60, large=25)["delivery"] == 25
    assert _cost(10, method={"price": 0, "free": None})["freeFrom"] is None


def test_orders_outside_the_limits_are_refused_with_the_limit() -> None:
    assert _cost(4.99) == {"refused": "small", "limit": 5}
    assert _cost(498.5)["refused"] == ""
    assert _cost(498.51) == {"refused": "much", "limit": 500}
    instalments = {"fee": 0, "limit": None, "minimum": 100}
    assert _cost(99.99, payment=instalments) == {"refused": "little", "limit": 100}
    assert _cost(100, payment=instalments)["refused"] == ""


@pytest.mark.parametrize(("goods", "is_duty"), [(200, False), (200.01, True)])
def test_duty_is_mentioned_above_the_limit_of_the_country(goods: float, is_duty: bool) -> None:
    assert _cost(goods, duty=200)["isDuty"] is is_duty


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("49.50", 49.5),
        ("49,5", 49.5),
        ("1 234,50 €", 1234.5),
        ("1,234.50", 1234.5),
        ("1.234", 1234),
        ("12٫5", 12.5),
        (".5", 0.5),
        ("", None),
        ("abc", None),
    ],
)
def test_amounts_are_read_as_people_write_them(typed: str, amount: float | None) -> None:
    assert run("amountOf", typed) == amount


@pytest.mark.parametrize("typed", ["0002-11-01", "2026-13-01", ""])
def test_half_a_date_is_none(typed: str) -> None:
    assert run("dayOf", typed) is None


@pytest.mark.parametrize(
    "typed",
    [
        "ra123456789bg",
        " RA 123 456 789 BG",
        "RA-123456789-BG",
        "RA١٢٣٤٥٦٧٨٩BG",
        "\u200eRA123456789BG\u202c",
    ],
)
def test_tracking_numbers_are_read_as_people_paste_them(typed: str) -> None:
    assert run("numberOf", typed, module=TRACK) == "RA123456789BG"

from contextlib import suppress
from copy import deepcopy
from datetime import date
from decimal import Decimal
from functools import reduce
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from helpcenter_build.facts import load_shop
from helpcenter_build.facts.dump import facts_json
from helpcenter_build.facts.read import read_shop
from tests.helpcenter_build.facts.plain_records import differences

CASES = Path(__file__).parents[2] / "cases"
SHOP = CASES.parent / "example" / "content" / "shop.yml"
SAMPLE = Path(__file__).parents[3] / "content" / "shop.yml"
FAULTS = yaml.safe_load((CASES / "facts.yml").read_text(encoding="utf-8"))


def line_of(text: str, part: str) -> int:
    assert part in text
    return text[: text.index(part)].count("\n") + 1


def broken(folder: Path, case: dict[str, Any]) -> Path:
    text = SHOP.read_text(encoding="utf-8")
    assert case["replace"] in text, case["name"]
    path = folder / "shop.yml"
    path.write_text(text.replace(case["replace"], case["with"], 1), encoding="utf-8")
    return path


def test_the_sample_shop_is_valid() -> None:
    shop, problems = read_shop(SAMPLE)
    assert problems == []
    assert shop is not None
    assert list(shop.locales) == ["en", "bg", "ru", "ar"]


def test_a_valid_shop_has_typed_values() -> None:
    shop, problems = read_shop(SHOP)
    assert problems == []
    assert shop is not None
    assert shop.delivery.methods["office"].price == Decimal("3.50")
    assert shop.payment.methods["cash-on-delivery"].limit == Decimal(500)
    assert shop.delivery.methods["gulf-courier"].days.from_ == 4
    assert shop.extra_closed_days == (date(2026, 12, 31),)
    assert shop.topics["damaged"].label.in_locale("ru") == "Товар повреждён"
    assert shop.topics["damaged"].label.in_locale("de") == "Damaged item"
    assert shop.countries_of("gulf") == ("AE", "SA")
    assert [len(day) for day in shop.hours["phone"].days] == [2, 2, 2, 2, 1, 0, 1]
    assert shop.hours["phone"].days[6][0].closes == 24 * 60


def test_the_service_reads_the_same_shop_from_the_bundle(tmp_path: Path) -> None:
    shop, _ = read_shop(SHOP)
    assert shop is not None
    path = tmp_path / "facts.json"
    path.write_text(facts_json(shop), encoding="utf-8")
    read = load_shop(path)
    assert differences(shop, read) == []
    assert read.topics["damaged"].label.in_locale("ru") == "Товар повреждён"
    assert read.topics["damaged"].label.in_locale("de") == "Damaged item"
    assert read.zone_info == shop.zone_info
    with pytest.raises(AttributeError, match="does not change"):
        read.currency = "USD"  # type: ignore[misc]  # frozen, for mypy too


def test_texts_fall_back_to_the_source_locale_wherever_it_stands(tmp_path: Path) -> None:
    case = {"name": "", "replace": "{en: Phone, bg: Телефон,", "with": "{bg: Телефон, en: Phone,"}
    shop, _ = read_shop(broken(tmp_path, case))
    assert shop is not None
    assert shop.channels["phone"].label.in_locale("de") == "Phone"


@pytest.mark.parametrize("case", FAULTS, ids=lambda case: case["name"])
def test_a_fault_is_one_problem_with_its_line_and_an_example(
    tmp_path: Path, case: dict[str, Any]
) -> None:
    path = broken(tmp_path, case)
    shop, problems = read_shop(path)
    assert shop is None
    assert len(problems) == 1, [str(problem) for problem in problems]
    problem = problems[0]
    assert case["says"] in problem.message
    assert case["hint"] in problem.hint
    assert problem.place.path == path
    assert problem.place.line == line_of(path.read_text(encoding="utf-8"), case["at"])


def test_all_faults_are_reported_at_once(tmp_path: Path) -> None:
    text = SHOP.read_text(encoding="utf-8")
    for case in (FAULTS[0], FAULTS[3], FAULTS[7], FAULTS[20], FAULTS[29], FAULTS[34]):
        text = text.replace(case["replace"], case["with"], 1)
    path = tmp_path / "shop.yml"
    path.write_text(text, encoding="utf-8")
    _, problems = read_shop(path)
    assert len(problems) == 6
    lines = [problem.place.line for problem in problems]
    assert lines == sorted(lines)


def test_a_shop_outside_the_eu_sets_its_own_periods(tmp_path: Path) -> None:
    text = SHOP.read_text(encoding="utf-8").replace("eu_consumers: true", "eu_consumers: false")
    path = tmp_path / "shop.yml"
    path.write_text(text.replace("withdrawal_days: 14", "withdrawal_days: 7"), encoding="utf-8")
    shop, problems = read_shop(path)
    assert problems == []
    assert shop is not None
    assert shop.returns.withdrawal_days == 7


@pytest.mark.parametrize("content", [b"", b"- one\n- two\n", b"just a sentence\n", b"\xff\xfe\x00"])
def test_a_file_without_facts_is_one_problem(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "shop.yml"
    path.write_bytes(content)
    shop, problems = read_shop(path)
    assert shop is None
    assert [problem.place.path for problem in problems] == [path]
    assert problems[0].hint


def test_a_missing_file_is_a_problem(tmp_path: Path) -> None:
    shop, problems = read_shop(tmp_path / "shop.yml")
    assert shop is None
    assert "does not exist" in problems[0].message


def test_an_entry_that_contains_itself_is_a_problem(tmp_path: Path) -> None:
    path = tmp_path / "shop.yml"
    path.write_text("hours: &hours\n  office: *hours\n", encoding="utf-8")
    _, problems = read_shop(path)
    assert "hours.office contains itself." in [problem.message for problem in problems]


@pytest.mark.parametrize("case", FAULTS, ids=lambda case: case["name"])
def test_faulty_facts_leave_a_stand_in_for_checking_the_rest(
    tmp_path: Path, case: dict[str, Any]
) -> None:
    shop, problems = read_shop(broken(tmp_path, case), lenient=True)
    assert problems
    assert (shop is None) == (problems[0].id == "yaml.syntax")


def ways(value: object, way: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The way to every entry of nested lists and dictionaries."""
    entries: list[tuple[Any, object]] = []
    if isinstance(value, dict):
        entries = list(value.items())
    elif isinstance(value, list):
        entries = list(enumerate(value))
    return [way, *(inner for key, child in entries for inner in ways(child, (*way, key)))]


PLAIN: Any = yaml.safe_load(SHOP.read_text(encoding="utf-8"))
DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
ODD = st.sampled_from([None, "", "x", -1, 0, 10**12, 1.005, True, [], {}, ["x"], {"x": 1}, [[]]])


@settings(max_examples=60, deadline=None)
@given(changes=st.lists(st.tuples(st.sampled_from(ways(PLAIN)[1:]), ODD), min_size=1, max_size=4))
def test_whatever_stands_in_the_file_becomes_problems_and_no_error(
    tmp_path_factory: pytest.TempPathFactory, changes: list[tuple[tuple[Any, ...], object]]
) -> None:
    facts = deepcopy(PLAIN)
    for way, value in changes:
        with suppress(KeyError, IndexError, TypeError):  # an earlier change took the way away
            reduce(lambda around, key: around[key], way[:-1], facts)[way[-1]] = value
    path = tmp_path_factory.mktemp("odd") / "shop.yml"
    path.write_text(yaml.dump(facts, Dumper=DUMPER, allow_unicode=True), encoding="utf-8")
    strict, problems = read_shop(path)
    assert (strict is None) == bool(problems)
    assert all(problem.place.line >= 1 for problem in problems)
    read_shop(path, lenient=True)

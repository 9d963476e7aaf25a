from pathlib import Path
from typing import Any

import pytest
import yaml

from helpcenter_build.checks.fact_index import FactIndex
from helpcenter_build.checks.typed_facts import typed_facts
from helpcenter_build.templating.render import article_environment, fact_errors
from tests.helpcenter_build.shops import small_shop

CASES_FILE = Path(__file__).parents[2] / "cases" / "typed_facts.yml"
CASES: list[dict[str, Any]] = yaml.safe_load(CASES_FILE.read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_typed_values_are_found_with_the_facts_to_use(case: dict[str, Any]) -> None:
    found = typed_facts(case["text"], FactIndex.of(small_shop()))
    assert {one.text: list(one.expressions) for one in found} == case["found"]


def test_a_place_is_a_line_and_the_characters() -> None:
    text = "One\n\nIt takes 14 days, or\n3 months.\n"
    found = typed_facts(text, FactIndex.of(small_shop()))
    assert [(one.line, text[one.start : one.end]) for one in found] == [
        (3, "14 days"),
        (4, "3 months"),
    ]


@pytest.mark.parametrize("tag", ["en", "bg", "ru", "ar"])
def test_every_suggested_expression_can_be_used(tag: str) -> None:
    index = FactIndex.of(small_shop())
    suggested = [
        *(expression for found in index.quantities.values() for _, expression in found),
        *(expression for found in index.money.values() for expression in found),
        *(expression for found in index.mailboxes.values() for expression in found),
        *(expression for found in index.phones.values() for expression in found),
        *(expression for found in index.clocks.values() for expression in found),
        *(expression for found in index.codes.values() for expression in found),
    ]
    assert len(suggested) > 80
    environment = article_environment(small_shop(), tag)
    assert fact_errors(environment, "\n".join(suggested)) == []

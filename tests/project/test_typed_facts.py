"""No mail, string or template states a value that the facts state."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from helpcenter_build.checks.fact_index import FactIndex
from helpcenter_build.checks.typed_facts import typed_facts
from helpcenter_build.facts.read import read_shop

ROOT = Path(__file__).parents[2]
CATALOGUES = sorted(ROOT.glob("*/translations/*/LC_MESSAGES/*.po"))
MAILS = sorted(path for path in ROOT.glob("form_service/mails/*/*") if path.is_file())


@pytest.fixture(scope="module")
def index() -> FactIndex:
    shop, problems = read_shop(ROOT / "content" / "shop.yml")
    assert shop is not None, problems
    return FactIndex.of(shop)


def strings_of(path: Path) -> Iterator[str]:
    with path.open("rb") as text:
        for message in filter(lambda one: one.id, read_po(text)):  # the header has none
            strings = message.string if isinstance(message.string, tuple) else (message.string,)
            yield from (str(one) for one in strings)


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: f"{path.stem}-{path.parts[-3]}")
def test_catalogues_state_no_values_of_the_facts(path: Path, index: FactIndex) -> None:
    found = [one.text for text in strings_of(path) for one in typed_facts(text, index)]
    assert found == []


@pytest.mark.parametrize("path", MAILS, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_mails_state_no_values_of_the_facts(path: Path, index: FactIndex) -> None:
    found = [one.text for one in typed_facts(path.read_text(encoding="utf-8"), index)]
    assert found == []


def test_there_are_mails_and_catalogues_to_look_at() -> None:
    assert len(CATALOGUES) >= 6
    assert MAILS

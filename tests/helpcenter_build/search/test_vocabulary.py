"""synonyms.yml: what it says, and every way to get it wrong."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from helpcenter_build.search import Vocabulary
from helpcenter_build.search.vocabulary import parse_vocabulary
from tests.helpcenter_build.search.articles import CASES

CONTENT = CASES.parents[1] / "content"
PATH = Path("content/en/synonyms.yml")


def test_groups_and_kinds_are_read() -> None:
    values = {
        "groups": [["parcel", "package"], ["money back", "refund"]],
        "kinds": {"parcel": ["box"]},
    }
    assert parse_vocabulary(values, PATH) == (
        Vocabulary(
            groups=(("parcel", "package"), ("money back", "refund")),
            kinds=(("parcel", ("box",)),),
        ),
        (),
    )


def test_an_empty_file_is_no_vocabulary() -> None:
    assert parse_vocabulary(None, PATH) == (Vocabulary(), ())


def test_spellings_that_search_takes_for_one_may_stand_side_by_side() -> None:
    vocabulary, problems = parse_vocabulary(
        {"groups": [["إرجاع", "ارجاع", "أرجع"]]}, Path("content/ar/synonyms.yml")
    )
    assert not problems
    assert vocabulary.groups == (("إرجاع", "أرجع"),)


WRONG = [
    pytest.param([["a", "b"]], "synonyms.shape", "groups", id="a list on top"),
    pytest.param({"groups": "parcel"}, "synonyms.shape", "groups is a list", id="no list"),
    pytest.param({"group": []}, "synonyms.key", "no key group", id="a wrong key"),
    pytest.param({"groups": [["parcel"]]}, "synonyms.single", "one word", id="one word"),
    pytest.param({"groups": ["parcel"]}, "synonyms.group", "list of words", id="a bare word"),
    pytest.param(
        {"groups": [["a1", ["b"]]]}, "synonyms.group", "list of words", id="a nested list"
    ),
    pytest.param({"groups": [["parcel", "?!"]]}, "synonyms.word", "no letter", id="punctuation"),
    pytest.param({"groups": [["parcel", "the"]]}, "synonyms.word", "never counts", id="stop word"),
    pytest.param(
        {"groups": [["parcel", "one two three four five"]]},
        "synonyms.word",
        "more than 4 words",
        id="a sentence",
    ),
    pytest.param(
        {"groups": [["parcel", "package"], ["box", "Package"]]},
        "synonyms.twice",
        "also stands",
        id="two groups",
    ),
    pytest.param(
        {"groups": [["account", "profile"], ["invoice", "accounting"]]},
        "synonyms.twice",
        'A form of "accounting" stands',
        id="forms of one word in two groups",
    ),
    pytest.param(
        {"groups": [["parcel", "package"]], "kinds": {"parcl": ["box"]}},
        "synonyms.kind",
        "in no group",
        id="kinds of an unknown word",
    ),
    pytest.param({"kinds": ["box"]}, "synonyms.shape", "kinds names", id="kinds as a list"),
]


@pytest.mark.parametrize(("values", "problem", "message"), WRONG)
def test_what_is_wrong_is_told_with_a_hint(values: Any, problem: str, message: str) -> None:
    _, problems = parse_vocabulary(values, PATH)
    found = next(found for found in problems if found.id == problem)
    assert message in found.message
    assert found.hint
    assert found.place.path == PATH


def test_a_contradiction_names_both_lines() -> None:
    values = {"groups": [["parcel", "package"], ["box", "package"]]}
    lines = {("groups", 0): 3, ("groups", 1): 4, ("groups", 1, 1): 5}
    _, problems = parse_vocabulary(values, PATH, lambda keys: lines.get(keys, 0))
    problem = problems[0]
    assert problem.place.line == 5
    assert "line 3" in problem.message


@pytest.mark.parametrize("locale", ["en", "bg", "ru", "ar"])
def test_the_shipped_vocabularies_hold_no_contradiction(locale: str) -> None:
    path = CONTENT / locale / "synonyms.yml"
    values = yaml.safe_load(path.read_text(encoding="utf-8"))
    vocabulary, problems = parse_vocabulary(values, path)
    assert not [problem.message for problem in problems]
    assert len(vocabulary.groups) >= 30
    assert vocabulary.kinds

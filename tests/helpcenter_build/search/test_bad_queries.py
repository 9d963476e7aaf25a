"""What is no question: both engines answer alike, in bounded work, and claim nothing."""

from collections.abc import Callable
from pathlib import Path

import pytest

from helpcenter_build.search import SearchIndex, write_browser_index
from helpcenter_build.search.alternatives import MOST_CHUNKS
from tests.helpcenter_build.search.articles import SYNONYMS, documents
from tests.helpcenter_build.search.test_browser import run_node, told

MEANINGLESS = {
    "stop words": "the and of to it is",
    "punctuation": "?! ... --- /// (())",
    "operators": '"" * : [] {} ^~ +-',
    "bidi controls": "\u202e\u2066\u2069\u200f",
    "emoji": "👍🏽 📦",
    "10,000 letters": "x" * 10_000,
    "10,000 signs": "(" * 10_000,
    "10,000 letters of many words": "qwx " * 2_500,
}
# (as typed, the same in plain words)
PLAIN = {
    "operators": ('title:"refund" AND (parcel* OR -track~2)', "title refund and parcel or track 2"),
    "bidi controls": ("\u202ere\u200dfund\u2069", "refund"),
    "10,000 characters after": ("refund parcel " + "x" * 10_000, None),
}


@pytest.fixture
def both(
    index_of: Callable[[str], SearchIndex], tmp_path: Path
) -> Callable[[list[str]], list[dict[str, object]]]:
    """Answers on which both engines agree."""
    write_browser_index(documents("en"), "en", tmp_path / "search", vocabulary=SYNONYMS)

    def ask(queries: list[str]) -> list[dict[str, object]]:
        answers = [told(index_of("en"), query) for query in queries]
        assert run_node(tmp_path, "en", queries) == answers
        return answers

    return ask


def test_what_means_nothing_fits_nothing(
    both: Callable[[list[str]], list[dict[str, object]]],
) -> None:
    for name, answer in zip(MEANINGLESS, both(list(MEANINGLESS.values())), strict=True):
        assert answer["verdict"] == "nothing_fits", name


def test_signs_of_query_languages_are_no_signs_here(
    both: Callable[[list[str]], list[dict[str, object]]],
) -> None:
    for typed, plain in PLAIN.values():
        answer, *same = both([typed, *([plain] if plain else [])])
        assert answer["hits"]
        assert all(other["hits"] == answer["hits"] for other in same)


def test_only_the_beginning_of_an_endless_query_is_read(
    index_of: Callable[[str], SearchIndex],
) -> None:
    words = index_of("en").read("parcel refund " * 1_000)
    assert len(words) <= 2 * MOST_CHUNKS
    assert len(index_of("en").read("z" * 10_000)) == 1

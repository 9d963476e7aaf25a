"""The Whoosh engine: order of hits, headings, honesty, what it does with bad input."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from helpcenter_build.search import (
    Document,
    IndexUnreadableError,
    Passage,
    SearchIndex,
    SearchResult,
    Vocabulary,
    open_index,
    write_index,
)
from helpcenter_build.search.alternatives import MOST_CHARACTERS
from helpcenter_build.search.compile import MOST_ALIKE
from helpcenter_build.search.explain import explain
from helpcenter_build.search.index import LEXICON_FILE
from tests.helpcenter_build.search.articles import SYNONYMS, documents

IndexOf = Callable[[str], SearchIndex]


def test_a_clear_question_gets_its_answer(index_of: IndexOf) -> None:
    result = index_of("en").search("where can I find the tracking number of my parcel?")
    assert result.verdict == "answers"
    best = result.hits[0]
    assert (best.id, best.url, best.section_title) == (
        "delivery/track",
        "/delivery/track/",
        "Delivery",
    )
    assert best.answer.startswith("Enter the tracking number")
    assert (best.anchor, best.parts[0][1]) == ("find-the-number", "Find the tracking number")
    assert {"tracking", "number"} <= set(best.matched)
    scores = [hit.score for hit in result.hits]
    assert scores == sorted(scores, reverse=True)


@pytest.mark.parametrize(("articles", "found"), [(MOST_ALIKE, True), (MOST_ALIKE + 1, False)])
def test_a_heading_of_many_articles_is_no_hit(tmp_path: Path, articles: int, found: bool) -> None:
    whole = Passage(anchor="", title="", text="We mend lamps.")
    stuck = Passage(anchor="still-stuck", title="If this did not help", text="Write to us.")
    one = Document(
        id="", title="Lamps", url="", section="a", section_title="A", passages=(whole, stuck)
    )
    alike = [replace(one, id=f"a/{n}", url=f"/a/{n}/") for n in range(articles)]
    write_index(alike, "en", tmp_path, vocabulary=Vocabulary())
    best = open_index(tmp_path).search("lamp still did not help").hits[0]
    assert (best.anchor == "still-stuck") is found


def test_the_limit_cuts_the_list(index_of: IndexOf) -> None:
    assert len(index_of("en").search("order card refund parcel", limit=2).hits) == 2


def test_equal_scores_keep_the_order_of_the_articles(tmp_path: Path) -> None:
    twin = Document(id="b/two", title="Twin", url="/b/two/", section="b", section_title="B")
    write_index([twin, replace(twin, id="a/one")], "en", tmp_path, vocabulary=Vocabulary())
    assert [hit.id for hit in open_index(tmp_path).search("twin").hits] == ["b/two", "a/one"]


@pytest.mark.parametrize("query", ["parcel", "locate my packet", "money back for a broken lamp"])
def test_explained_points_add_up_to_the_score(index_of: IndexOf, query: str) -> None:
    explanations = explain(index_of("en"), query)
    assert explanations
    for explanation in explanations:
        assert sum(reason.points for reason in explanation.reasons) == explanation.hit.score


def test_a_word_counts_by_its_best_alternative_and_not_by_all(index_of: IndexOf) -> None:
    """Whoosh's own disjunction maximum would count the other document's alternative."""
    index = index_of("en")
    (word,) = index.read("locate")
    for number in range(len(documents("en"))):
        points = [weight * index.base(term, number) for term, weight in word.alternatives]
        learned = sum(weight * index.learned(term, number) for term, weight in word.alternatives)
        score = dict(index.rank([word], 20)).get(number, 0)
        assert score == max(points) + learned


@pytest.mark.parametrize(
    ("query", "spelling"),
    [
        ("refnud of my parcl", "refund of my parcel"),
        ("refund of my parcel", None),
        ("kugghhh zzzz", None),
    ],
)
def test_spelling_is_put_right(index_of: IndexOf, query: str, spelling: str | None) -> None:
    assert index_of("en").search(query).spelling == spelling


def test_foreign_letters_are_put_into_the_language(index_of: IndexOf) -> None:
    assert index_of("bg").search("kolko struva dostavkata").spelling == "колко струва доставката"


@pytest.mark.parametrize(
    ("query", "recognised", "number"),
    [
        ("MG-1234567", "order", "MG-1234567"),
        ("where is mg-1234567?", "order", "MG-1234567"),
        ("1051234567890", "tracking", "1051234567890"),
        ("105 1234 567 890", "tracking", "1051234567890"),
        ("١٠٥١٢٣٤٥٦٧٨٩٠", "tracking", "1051234567890"),
        ("ra123456789bg stuck", "tracking", "RA123456789BG"),
        ("order 12345", None, ""),
        ("2026", None, ""),
    ],
)
def test_numbers_of_orders_and_parcels_are_recognised(
    index_of: IndexOf, query: str, recognised: str | None, number: str
) -> None:
    result = index_of("en").search(query)
    assert (result.recognised, result.number) == (recognised, number)


NOTHING = [
    pytest.param("", id="empty"),
    pytest.param("   \t\n", id="white space"),
    pytest.param("?!*\"'():[]{}^~\\/", id="punctuation"),
    pytest.param("the and of is", id="stop words"),
    pytest.param("😀🎁", id="emoji"),
    pytest.param("\u202e\u2066\u2069\u200f", id="bidi controls"),
    pytest.param("\x00\x01\x1b", id="control characters"),
    pytest.param("123456789012", id="a number of nobody"),
    pytest.param("漢字", id="another script"),
]


@pytest.mark.parametrize("query", NOTHING)
def test_a_query_without_words_finds_nothing_and_says_so(index_of: IndexOf, query: str) -> None:
    expected = SearchResult(query=query, verdict="nothing_fits")
    assert index_of("en").search(query) == expected


WORDS_ALL_THE_SAME = [
    "refund AND NOT (refund OR *)",
    "refund*",
    "title:refund^100",
    '"refund"',
    "[refund TO refund}",
    "refund && || ! refund",
    "\u202erefund\u202c",
    "refund\x00",
    "re\u00adfund",
]


@pytest.mark.parametrize("query", WORDS_ALL_THE_SAME)
def test_query_language_and_controls_are_only_characters(index_of: IndexOf, query: str) -> None:
    assert index_of("en").search(query).hits[0].id == "returns/refund"


def test_a_very_long_query_is_read_from_its_beginning(index_of: IndexOf) -> None:
    index = index_of("en")
    long = "refund " + "parcel " * 5000
    assert index.search(long).hits == index.search(long[:MOST_CHARACTERS]).hits
    assert index.search("x" * 10_000).verdict == "nothing_fits"


def test_one_letter_finds_what_begins_with_it(index_of: IndexOf) -> None:
    assert index_of("en").search("r").hits


def test_help_alone_is_looked_up_but_beside_other_words_left_out(tmp_path: Path) -> None:
    talk = Document(id="c/talk", title="Get help", url="/c/", section="c", section_title="C")
    write_index([*documents("en"), talk], "en", tmp_path, vocabulary=SYNONYMS)
    index = open_index(tmp_path)
    assert index.search("help").hits[0].id == "c/talk"
    assert index.search("I need help with my refund").hits[0].id == "returns/refund"


def test_a_folder_without_index_is_told_apart(tmp_path: Path) -> None:
    with pytest.raises(IndexUnreadableError, match="run `helpcenter build`"):
        open_index(tmp_path / "none")


def test_an_index_of_another_release_is_told_apart(tmp_path: Path) -> None:
    write_index(documents("en"), "en", tmp_path, vocabulary=SYNONYMS)
    lexicon = tmp_path / LEXICON_FILE
    lexicon.write_text(lexicon.read_text().replace('"format": ', '"format": 9', 1))
    with pytest.raises(IndexUnreadableError, match="another release"):
        open_index(tmp_path)


def test_half_an_index_is_told_apart(tmp_path: Path) -> None:
    write_index(documents("en"), "en", tmp_path, vocabulary=SYNONYMS)
    for part in tmp_path.glob("_MAIN_*.toc"):
        part.unlink()
    with pytest.raises(IndexUnreadableError):
        open_index(tmp_path)


def test_writing_again_replaces_the_index(tmp_path: Path) -> None:
    write_index(documents("en"), "en", tmp_path, vocabulary=SYNONYMS)
    write_index(documents("en")[:1], "en", tmp_path, vocabulary=SYNONYMS)
    assert {hit.id for hit in open_index(tmp_path).search("refund order").hits} == {
        "delivery/track"
    }


def test_an_empty_help_center_can_be_searched(tmp_path: Path) -> None:
    write_index([], "en", tmp_path, vocabulary=Vocabulary())
    assert open_index(tmp_path).search("refund").verdict == "nothing_fits"


def test_the_index_is_written_the_same_way_each_time(tmp_path: Path) -> None:
    for name in ("one", "two"):
        write_index(documents("en"), "en", tmp_path / name, vocabulary=SYNONYMS)
    results = [open_index(tmp_path / name).search("where is my order") for name in ("one", "two")]
    assert results[0] == results[1]
    texts = [(tmp_path / name / LEXICON_FILE).read_text() for name in ("one", "two")]
    assert texts[0] == texts[1]

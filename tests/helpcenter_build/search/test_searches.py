"""searches.yml, evaluation and proposals, on answers made by the real engine."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from helpcenter_build.problems import Place
from helpcenter_build.search import SearchIndex
from helpcenter_build.search.evaluate import Case, evaluate, parse_cases, suggest_phrasings
from helpcenter_build.search.searches import (
    Search,
    failed_searches,
    parse_searches,
    search_problems,
)

IndexOf = Callable[[str], SearchIndex]
PATH = Path("content/en/searches.yml")


def search(query: str, *articles: str, within: int = 3) -> Search:
    return Search(query=query, articles=articles, within=within, place=Place(path=PATH))


def test_searches_are_read_with_their_lines() -> None:
    values = [
        {"query": "where is it", "article": "delivery/track"},
        {"query": "refund", "article": ["returns/refund", "returns/how"], "within": 1},
    ]
    searches, problems = parse_searches(values, PATH, lambda keys: 10 + int(keys[0]))
    assert not problems
    assert [(s.query, s.articles, s.within, s.place.line) for s in searches] == [
        ("where is it", ("delivery/track",), 3, 10),
        ("refund", ("returns/refund", "returns/how"), 1, 11),
    ]


@pytest.mark.parametrize(
    "entry",
    [
        "refund",
        {"query": "refund"},
        {"article": "returns/refund"},
        {"query": "refund", "article": []},
        {"query": "refund", "article": [3]},
        {"query": "refund", "article": "returns/refund", "within": 0},
        {"query": "refund", "article": "returns/refund", "rank": 1},
    ],
)
def test_a_wrong_entry_is_a_problem_and_the_rest_counts(entry: Any) -> None:
    searches, problems = parse_searches([entry, {"query": "a", "article": "b/c"}], PATH)
    assert [found.query for found in searches] == ["a"]
    assert [problem.id for problem in problems] == ["searches.shape"]
    assert problems[0].hint


def test_a_file_that_is_no_list_is_a_problem() -> None:
    assert parse_searches({"query": "x"}, PATH)[1][0].id == "searches.shape"
    assert parse_searches(None, PATH) == ((), ())


def test_only_searches_that_miss_their_place_fail(index_of: IndexOf) -> None:
    good = search("where is my order", "delivery/track", within=1)
    lost = search("where is my order", "payment/declined", within=1)
    third = search("refund", "returns/how", "returns/refund", within=1)
    (failed,) = failed_searches(index_of("en"), [good, lost, third])
    assert failed.search == lost
    assert failed.rank != 1


def test_problems_name_what_was_found_instead(index_of: IndexOf) -> None:
    searches = [search("where is my order", "payment/declined", within=1), search("x", "no/such")]
    known = ["delivery/track", "payment/declined"]
    unknown, broken = search_problems(index_of("en"), searches, known)
    assert (unknown.id, broken.id) == ("searches.article", "searches.broken")
    assert "no/such" in unknown.message
    assert "delivery/track first" in broken.message
    assert "asked_as" in broken.hint


def test_cases_are_read_from_a_table_or_plain_lines() -> None:
    lines = ["query\tarticles\tsource\n", "where\ta/b|c/d\tme\n", "\n", "only a query\r\n"]
    assert parse_cases(lines) == (
        Case(query="where", articles=("a/b", "c/d")),
        Case(query="only a query"),
    )


def test_evaluation_counts_first_places_and_thieves(index_of: IndexOf) -> None:
    cases = [
        Case(query="where is my order", articles=("delivery/track",)),
        Case(query="refund", articles=("returns/refund",)),
        Case(query="where is my parcel", articles=("payment/declined",)),
        Case(query="qqq", articles=("payment/declined",)),
        Case(query="whatever"),
    ]
    result = evaluate(index_of("en"), cases)
    assert (result.cases, result.at_1) == (4, 0.5)
    assert result.at_1 <= result.mean_reciprocal_rank <= result.at_3 + 0.25
    assert result.misses[0].rank is None
    assert result.thieves == (("delivery/track", 1),)
    assert dict(result.verdicts)["nothing_fits"] >= 1


def test_evaluation_of_nothing_is_nothing(index_of: IndexOf) -> None:
    assert evaluate(index_of("en"), []).at_1 == 0


def test_wordings_are_proposed_for_the_article_that_missed_them(index_of: IndexOf) -> None:
    cases = [
        Case(query="where is my order", articles=("delivery/track",)),
        Case(query="has  the driver left yet", articles=("delivery/track",)),
        Case(query="HAS the driver left yet", articles=("delivery/track",)),
    ]
    (proposal,) = suggest_phrasings(index_of("en"), cases)
    assert (proposal.article, proposal.wording, proposal.sure) == (
        "delivery/track",
        "has the driver left yet",
        True,
    )

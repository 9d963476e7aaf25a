"""Whatever shoppers do to words, the right article comes first."""

from collections.abc import Callable

import pytest

from helpcenter_build.search import SearchIndex
from tests.helpcenter_build.search.articles import read_cases

CASES = [
    pytest.param(locale, query, article, id=f"{locale}, {habit}: {query}")
    for locale, habits in read_cases("search_queries.yml").items()
    for habit, cases in habits.items()
    for query, article in cases
]


@pytest.mark.parametrize(("locale", "query", "article"), CASES)
def test_query_finds_its_article_first(
    index_of: Callable[[str], SearchIndex], locale: str, query: str, article: str
) -> None:
    hits = index_of(locale).search(query).hits
    assert hits, "nothing found"
    assert hits[0].id == article

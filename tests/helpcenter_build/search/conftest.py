"""Indexes of the small help centers, written and opened once."""

from collections.abc import Callable
from functools import cache

import pytest

from helpcenter_build.search import NumberPatterns, SearchIndex, open_index, write_index
from tests.helpcenter_build.search.articles import SYNONYMS, documents

NUMBERS = NumberPatterns(
    order=("MG-[0-9]{7}",), tracking=("1[0-9]{12}", "[A-Z]{2}[0-9]{9}[A-Z]{2}")
)


@pytest.fixture(scope="session")
def index_of(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], SearchIndex]:
    @cache
    def opened(locale: str) -> SearchIndex:
        folder = tmp_path_factory.mktemp("index") / locale
        write_index(documents(locale), locale, folder, vocabulary=SYNONYMS)
        return open_index(folder, numbers=NUMBERS)

    return opened

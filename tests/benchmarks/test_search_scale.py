from collections import Counter
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from benchmarks.search_corpus import corpus, queries
from benchmarks.search_scale import percentile
from benchmarks.search_typing import measure_typing
from helpcenter_build.search import Vocabulary
from helpcenter_build.search.browser import write_browser_index


def test_the_made_up_articles_are_the_same_every_time() -> None:
    assert corpus(30) == corpus(30)
    assert queries(corpus(30), 20) == queries(corpus(30), 20)


def test_few_words_of_the_articles_are_frequent_and_many_are_rare() -> None:
    parts = (p.text for document in corpus(300) for p in document.passages)
    counts = sorted(Counter(" ".join(parts).split()).values(), reverse=True)
    assert sum(counts[: len(counts) // 20]) > sum(counts) / 2
    assert counts[0] > 20 * counts[len(counts) // 2]


def test_every_other_query_is_not_as_a_title_has_it() -> None:
    documents = corpus(30)
    titles = [document.title.lower() for document in documents]
    kept = [any(title.startswith(text) for title in titles) for text in queries(documents, 20)]
    assert all(kept[::2])
    assert sum(kept[1::2]) <= 2  # a slip may lead to another word of the same beginning


@pytest.mark.parametrize(("share", "value"), [(0.5, 51), (0.99, 100), (1.0, 100), (0.0, 1)])
def test_a_percentile_is_one_of_the_values(share: float, value: float) -> None:
    assert percentile(range(100, 0, -1), share) == value


def test_typing_counts_every_letter_and_every_file(chromium: Browser, tmp_path: Path) -> None:
    documents = corpus(20)
    write_browser_index(documents, "en", tmp_path / "search", vocabulary=Vocabulary())
    typed = queries(documents, 2)
    typing = measure_typing(chromium, tmp_path, typed, [*typed, "\N{SNOWMAN}"])
    assert len(typing.letters) == len(typing.busy) == len("".join(typed)) - 1
    assert sum(typing.letters) > 0  # one letter may be quicker than a page's clock
    assert min(typing.opening, *typing.busy) > 0
    *found, nothing = zip(typing.first_bytes, typing.all_bytes, strict=True)
    assert all(0 < first < every for first, every in found)
    assert nothing[0] == nothing[1] == found[0][0]

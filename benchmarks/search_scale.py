"""What search costs at 300 and at 10,000 articles, beside its limits."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.report import Table, describe_machine
from benchmarks.search import cpu_seconds
from benchmarks.search_corpus import LOCALE, corpus, queries
from benchmarks.search_typing import ROUNDS, TIMES_SLOWER, measure_typing
from helpcenter_build.search import BROWSER_FOLDER, Document, Vocabulary, open_index
from helpcenter_build.search.browser import write_compiled_browser_index
from helpcenter_build.search.compile import compile_index
from helpcenter_build.search.index import write_compiled
from tests.tools.chromium import find_chromium, run_chromium

SIZES = (300, 10_000)
QUERIES = 200
TYPED = 12
LOADED = 60
# Of 10,000 articles, of 300; kB, milliseconds.
MOST_KILOBYTES = {10_000: 120}
MOST_LETTER = {300: 16, 10_000: 50}
MOST_WHOOSH = {300: 30}
WHOOSH_FOLDER = "whoosh"
COLUMNS = (
    *("articles", "kB before results, at most", "with answers"),
    *("letter to results p50 ms", "p99 ms", "p50 CPU ms", "p99 CPU ms", "first letter ms"),
    *("Whoosh p50 CPU ms", "p99 CPU ms", "compile CPU s"),
)
NOTE = f"""\
Limits stand in brackets. kB: gzip, the worst of {LOADED} queries and their first letters, each in a
new browser. Letters: {TYPED} queries typed letter by letter into the worker's script on the thread
of a page in Chromium (a worker cannot be slowed down), files read from loopback, the quickest of
{ROUNDS} rounds, each with an engine that knows nothing yet. p50, p99: wall time, slowed
{TIMES_SLOWER} times; it needs a quiet machine. CPU: that thread's, times {TIMES_SLOWER}. The very
first letter waits for the words and stands alone.\
"""
NO_CHROMIUM = "Sizes and letters not measured: Chromium is needed."


def measure_search_scale() -> Table:
    """One row for each number of articles."""
    rows = tuple(_row(articles) for articles in SIZES)
    return Table(
        title=f"Search at scale ({describe_machine()})",
        columns=COLUMNS,
        rows=rows,
        note=NOTE if find_chromium() else NO_CHROMIUM,
    )


def _row(articles: int) -> tuple[str, ...]:
    documents = corpus(articles)
    asked = queries(documents, QUERIES)
    with TemporaryDirectory() as name:
        folder = Path(name)
        compiling = _compile(documents, folder)
        taken = [1000 * s for s in cpu_seconds(open_index(folder / WHOOSH_FOLDER), asked)]
        return (
            f"{articles:,}",
            *(_browser_cells(articles, folder, asked) if find_chromium() else [""] * 7),
            f"{percentile(taken, 0.5):.1f}",
            _limited(percentile(taken, 0.99), MOST_WHOOSH.get(articles)),
            f"{compiling:.1f}",
        )


def _compile(documents: Sequence[Document], folder: Path) -> float:
    """CPU seconds of compiling and of writing for both engines."""
    began = time.process_time()
    compiled = compile_index(documents, LOCALE, vocabulary=Vocabulary())
    write_compiled_browser_index(compiled, folder / BROWSER_FOLDER)
    write_compiled(compiled, folder / WHOOSH_FOLDER)
    return time.process_time() - began


def _browser_cells(articles: int, folder: Path, asked: Sequence[str]) -> Sequence[str]:
    loads = [*asked[:LOADED], *sorted({text[0] for text in asked[:LOADED]})]
    with run_chromium() as browser:
        typing = measure_typing(browser, folder, asked[:TYPED], loads)
    return (
        _limited(max(typing.first_bytes) / 1000, MOST_KILOBYTES.get(articles)),
        f"{max(typing.all_bytes) / 1000:.1f}",
        f"{percentile(typing.letters, 0.5):.1f}",
        _limited(percentile(typing.letters, 0.99), MOST_LETTER.get(articles)),
        f"{percentile(typing.busy, 0.5):.1f}",
        _limited(percentile(typing.busy, 0.99), MOST_LETTER.get(articles)),
        f"{typing.opening:.0f}",
    )


def percentile(values: Sequence[float], share: float) -> float:
    """The value that `share` of all do not exceed (nearest rank)."""
    return sorted(values)[min(int(len(values) * share), len(values) - 1)]


def _limited(figure: float, limit: int | None) -> str:
    return f"{figure:.1f}" + (f" (at most {limit})" if limit else "")

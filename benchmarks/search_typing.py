"""What a typing shopper waits for and loads, in a Chromium four times slower than it is.

Chromium slows down pages only ("Operation is only supported for pages, not workers"), so the
worker's own script runs in a frame, on the page's thread.
"""

from __future__ import annotations

import gzip
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from playwright.sync_api import Browser, CDPSession, Page

from tests.tools.folder_server import serve_folder

HERE = Path(__file__).parent
SCRIPTS = HERE.parent / "helpcenter_build/theme/assets/js"
TIMES_SLOWER = 4
ROUNDS = 3
CALL = "async ([name, value]) => (await import('/typing.js'))[name](value)"
# CPU time of the page's thread, all that it did.
BUSY = "TaskDuration"


@dataclass(frozen=True, slots=True, kw_only=True)
class Typing:
    """Milliseconds from each letter to its results; gzipped bytes each query needs.

    Of ROUNDS times that a letter was typed, each time into an engine that knows nothing yet, the
    quickest counts. `letters` are wall time in the slowed page. `busy` is the CPU time of the
    page's thread without being slowed, times TIMES_SLOWER: what else the machine does disturbs it
    less.
    `opening` is the very first letter's wall time, for which the words are loaded.
    """

    opening: float
    letters: tuple[float, ...]
    busy: tuple[float, ...]
    first_bytes: tuple[int, ...]
    all_bytes: tuple[int, ...]


def measure_typing(
    browser: Browser, folder: Path, queries: Sequence[str], loads: Sequence[str]
) -> Typing:
    """Types `queries` and loads `loads` with the index in `folder / "search"`."""
    size = {
        file.name: len(gzip.compress(file.read_bytes()))
        for file in (folder / "search").glob("*.json")
    }
    typed = [query[: length + 1] for query in queries for length in range(len(query))]
    with _opened(folder, browser) as page:
        needs = [page.evaluate(CALL, ["load", query]) for query in loads]
        session = page.context.new_cdp_session(page)
        busy = _quickest(_busy(page, session, typed) for _ in range(ROUNDS))
        session.send("Emulation.setCPUThrottlingRate", {"rate": TIMES_SLOWER})
        opening, *letters = _quickest(_letters(page, typed) for _ in range(ROUNDS))
    return Typing(
        opening=opening,
        letters=tuple(letters),
        busy=tuple(TIMES_SLOWER * spent for spent in busy[1:]),
        first_bytes=tuple(sum(size[name] for name in first) for first, _ in needs),
        all_bytes=tuple(sum(size[name] for name in names) for _, names in needs),
    )


def _quickest(rounds: Iterable[Iterable[float]]) -> list[float]:
    """Of each letter, the least of its times."""
    return [min(times) for times in zip(*map(list, rounds), strict=True)]


def _letters(page: Page, typed: Sequence[str]) -> Iterator[float]:
    """Milliseconds of each letter, in a new engine."""
    page.evaluate(CALL, ["begin", None])
    for text in typed:
        yield page.evaluate(CALL, ["type", text])


def _busy(page: Page, session: CDPSession, typed: Sequence[str]) -> list[float]:
    """CPU milliseconds of the page's thread for each letter, in a new engine."""
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    began = _total(session)
    totals = [_total(session) for _ in _letters(page, typed)]
    return [now - before for before, now in pairwise([began, *totals])]


def _total(session: CDPSession) -> float:
    metrics = session.send("Performance.getMetrics")["metrics"]
    return 1000 * next(metric["value"] for metric in metrics if metric["name"] == BUSY)


@contextmanager
def _opened(folder: Path, browser: Browser) -> Iterator[Page]:
    """A page beside the index and the site's scripts."""
    shutil.copytree(SCRIPTS, folder / "js")
    shutil.copy(HERE / "search_typing.html", folder / "frame.html")
    shutil.copy(HERE / "search_typing.js", folder / "typing.js")
    (folder / "index.html").write_text("<!doctype html><title>Typing</title><body></body>")
    with serve_folder(folder) as url, browser.new_context() as context:
        page = context.new_page()
        page.set_default_timeout(0)
        page.goto(url)
        yield page

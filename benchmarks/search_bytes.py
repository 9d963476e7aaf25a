"""What an article costs once somebody searches on it, in a browser, against bare Material."""

import shutil
import socket
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, Page, Request, expect

from benchmarks.processes import ProgramFailedError
from benchmarks.report import Table, describe_machine
from benchmarks.served import locales, served
from tests.tools.chromium import run_chromium
from tests.tools.nginx import bytes_sent, start_nginx
from tests.tools.ports import reserve_port
from tests.tools.questions import WHERE_IS_MY_PARCEL
from tests.tools.waiting import wait_until

ARTICLE = "delivery/delivery-times/"
ANSWER = ".hc-hit__answer"
WHATEVER = ".md-search-result__meta"  # bare Material finds nothing for some of them
WAIT_MILLISECONDS = 30_000
START_SECONDS = 20
NOTE = """\
Everything the browser asks for until answers stand in the box, compressed as the service and the
examples for nginx and Caddy send it; bare Material's by gzip, level 9. Contents only, but for "by
nginx": all that the example sends over HTTP/2, headers and frames included.\
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """Bytes and requests before anything is touched, and with results in the open box."""

    first: int
    first_requests: int
    searched: int
    requests: int


def measure_search_bytes() -> Table:
    """An article of every language the queries are written in."""
    with served() as sites, run_chromium() as browser, _nginx(sites.site) as nginx:
        rows = []
        for locale in filter(WHERE_IS_MY_PARCEL.__contains__, locales()):
            home = "" if locale == "en" else f"{locale}/"
            ours = _cost(
                browser, f"{sites.ours}/{home}{ARTICLE}", WHERE_IS_MY_PARCEL[locale], ANSWER
            )
            bare = _cost(
                browser, f"{sites.bare}/{locale}/{ARTICLE}", WHERE_IS_MY_PARCEL[locale], WHATEVER
            )
            sent = _sent(browser, nginx, f"{home}{ARTICLE}", WHERE_IS_MY_PARCEL[locale])
            rows.append((locale, *_cells(ours), sent, *_cells(bare)))
    return Table(
        title=f"An article and a search on it ({describe_machine()})",
        columns=("", "untouched", "searched", "by nginx", "bare, untouched", "bare, searched"),
        rows=tuple(rows),
        note=NOTE,
    )


def _cells(cost: Cost) -> tuple[str, str]:
    untouched = f"{cost.first / 1000:.1f} kB, {cost.first_requests} requests"
    return untouched, f"{cost.searched / 1000:.1f} kB, {cost.requests} requests"


@contextmanager
def _nginx(site: Path) -> Iterator[tuple[Path, int] | None]:
    """The folder and port of the example's server; None where nginx is not installed."""
    if shutil.which("nginx") is None:
        yield None
        return
    with TemporaryDirectory() as name:
        folder, port = Path(name), reserve_port()
        process = start_nginx(folder, site, port, {})
        try:
            if not wait_until(lambda: _answers(port), START_SECONDS):
                raise ProgramFailedError("nginx does not start")
            yield folder, port
        finally:
            process.terminate()
            process.wait(10)


def _answers(port: int) -> bool:
    with socket.socket() as asking:
        return asking.connect_ex(("127.0.0.1", port)) == 0


def _sent(browser: Browser, nginx: tuple[Path, int] | None, path: str, query: str) -> str:
    """Kilobytes of all answers of that server; nothing without it."""
    if nginx is None:
        return ""
    folder, port = nginx
    before = bytes_sent(folder)
    with closing(browser.new_page(service_workers="block", ignore_https_errors=True)) as page:
        page.goto(f"https://localhost:{port}/{path}")
        page.wait_for_load_state("networkidle")
        _search(page, query, ANSWER)
    return f"{(bytes_sent(folder) - before) / 1000:.1f} kB"


def _cost(browser: Browser, url: str, query: str, answer: str) -> Cost:
    """A reader with an empty cache and without service worker, whose copies come later."""
    page = browser.new_page(service_workers="block")
    asked: list[Request] = []
    page.context.on("requestfinished", lambda request: asked.append(request))
    page.goto(url)
    page.wait_for_load_state("networkidle")
    first = list(asked)
    _search(page, query, answer)
    searched = list(asked)
    cost = Cost(
        first=_bytes(first),
        first_requests=len(first),
        searched=_bytes(searched),
        requests=len(searched),
    )
    page.close()
    return cost


def _search(page: Page, query: str, answer: str) -> None:
    box = page.locator("[data-md-component=search-query]")
    box.click()
    box.press_sequentially(query)
    expect(page.locator(answer).first).not_to_be_empty(timeout=WAIT_MILLISECONDS)
    page.wait_for_load_state("networkidle")


def _bytes(requests: list[Request]) -> int:
    return sum(request.sizes()["responseBodySize"] for request in requests)

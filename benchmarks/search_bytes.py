"""What an article costs once somebody searches on it, in a browser, against bare Material."""

from dataclasses import dataclass

from playwright.sync_api import Browser, Page, Request, expect

from benchmarks.report import Table, describe_machine
from benchmarks.served import locales, served
from tests.tools.chromium import run_chromium
from tests.tools.questions import WHERE_IS_MY_PARCEL

ARTICLE = "delivery/delivery-times/"
ANSWER = ".hc-hit__answer"
WHATEVER = ".md-search-result__meta"  # bare Material finds nothing for some of them
WAIT_MILLISECONDS = 30_000
NOTE = """\
Everything the browser asks for until answers stand in the box, compressed as the service and the
examples for nginx and Caddy send it; bare Material's by gzip, level 9. Without headers: HTTP/2
packs them to a few bytes an answer, HTTP/1.1 adds some 800 to each.\
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
    with served() as sites, run_chromium() as browser:
        rows = []
        for locale in filter(WHERE_IS_MY_PARCEL.__contains__, locales()):
            home = "" if locale == "en" else f"{locale}/"
            ours = _cost(
                browser, f"{sites.ours}/{home}{ARTICLE}", WHERE_IS_MY_PARCEL[locale], ANSWER
            )
            bare = _cost(
                browser, f"{sites.bare}/{locale}/{ARTICLE}", WHERE_IS_MY_PARCEL[locale], WHATEVER
            )
            rows.append((locale, *_cells(ours), *_cells(bare)))
    return Table(
        title=f"An article and a search on it ({describe_machine()})",
        columns=("", "untouched", "searched", "bare, untouched", "bare, searched"),
        rows=tuple(rows),
        note=NOTE,
    )


def _cells(cost: Cost) -> tuple[str, str]:
    untouched = f"{cost.first / 1000:.1f} kB, {cost.first_requests} requests"
    return untouched, f"{cost.searched / 1000:.1f} kB, {cost.requests} requests"


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

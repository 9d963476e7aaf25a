"""The search box over an index that is slow, broken off, replaced or gone."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.helpcenter_build.output.test_budget import ANSWERS, search_of
from tests.tools.chromium import PageOpener
from tests.tools.folder_server import Line, serve_folder
from tests.tools.small_site import build_small, copy_small, replaced

LATE = "delivery/late-delivery/"
# What Material's bundle says to its worker and hears from it.
TALK = """async ([address, queries]) => {
    const worker = new Worker(address), heard = [];
    const next = () => new Promise((resolve) => worker.addEventListener("message",
        ({ data }) => resolve(heard.push(data)), { once: true }));
    for (const message of [{ type: 0, data: {} }, ...queries.map((data) => ({ type: 2, data }))]) {
        const answer = next();
        worker.postMessage(message);
        await answer;
    }
    worker.terminate();
    return heard;
}"""
TROUBLE = "Search does not work right now. Reload the page, or write to us."


@pytest.fixture
def served(small_site: Path, tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """The address and the folder of a site of the test's own."""
    folder = shutil.copytree(small_site, tmp_path / "served")
    with serve_folder(folder) as url:
        yield url, folder


def test_a_search_loads_what_its_budget_counts_and_no_more(
    small_site: Path, open_page: PageOpener
) -> None:
    line = Line(is_packed=True)
    with serve_folder(small_site, line) as url:
        page = open_page(f"{url}/{LATE}", service_workers="block")
        first = set(line.sent)
        expect(ask(page, "where is my parcel").locator(".hc-hit__answer").first).not_to_be_empty()
        page.wait_for_load_state("networkidle")
    names = [urlsplit(address).path.rpartition("/")[2] for address in set(line.sent) - first]
    answers = [name for name in names if name.startswith("details-")]
    assert 0 < len(answers) <= ANSWERS
    loaded, _ = search_of(small_site, "")
    assert sorted(loaded) == sorted(set(names) - set(answers))


def ask(page: Page, query: str) -> Locator:
    """Type a query; the list of results."""
    page.get_by_role("searchbox").fill(query)
    return page.locator(".md-search-result__list")


def test_the_worker_speaks_as_materials_own_does(
    served: tuple[str, Path], open_page: PageOpener
) -> None:
    url, folder = served
    page = open_page(f"{url}/{LATE}")
    (script,) = folder.glob("assets/*/search-worker.js")
    address = f"/{script.relative_to(folder)}?index=/search/"
    ready, found, none = page.evaluate(TALK, [address, ["where is my parcel", "qwrtzp xkcdv"]])
    assert ready == {"type": 1}
    assert (found["type"], none["type"]) == (3, 3)
    best = found["data"]["items"][0][0]
    assert best["location"] == "/delivery/track-your-order/"
    assert "<mark>parcel</mark>" in best["title"]
    assert best["terms"]["parcel"] is True
    assert {"text", "score", "tags"} < set(best)
    assert isinstance(found["data"]["suggest"], list)
    assert none["data"]["items"] == []


def test_a_fetch_broken_off_once_is_made_again_in_silence(
    served: tuple[str, Path], open_page: PageOpener
) -> None:
    page = open_page(f"{served[0]}/{LATE}")
    broken: list[str] = []

    def break_off(route: Route) -> None:
        name = route.request.url
        if name in broken:
            route.continue_()
        else:
            broken.append(name)
            route.abort("aborted")

    page.context.route("**/search/*.*.json", break_off)
    expect(ask(page, "where is my parcel")).to_contain_text("Where is my parcel?")
    expect(page.locator(".md-search-result__list")).to_contain_text("A carrier may stay silent")
    assert len(broken) >= 2
    open_page.check()


def test_without_network_for_the_answers_the_titles_stay(
    served: tuple[str, Path], open_page: PageOpener
) -> None:
    page = open_page(f"{served[0]}/{LATE}")
    open_page.allow("Search: ")
    page.context.route("**/search/details-*.json", lambda route: route.abort("aborted"))
    with page.expect_console_message(lambda message: message.text.startswith("Search: ")):
        found = ask(page, "where is my parcel")
    expect(found).to_contain_text("Where is my parcel?")
    expect(page.locator(".hc-search__notice")).not_to_have_text(TROUBLE)


def test_an_index_replaced_by_a_new_release_is_opened_anew(
    served: tuple[str, Path], open_page: PageOpener, tmp_path: Path
) -> None:
    url, folder = served
    page = open_page(f"{url}/{LATE}")
    for details in (folder / "search").glob("details-*.json"):
        details.unlink()
    open_page.allow("status of 404")
    open_page.allow("Search: details-")
    found = ask(page, "where is my parcel")
    expect(page.locator(".hc-search__notice")).to_have_text(TROUBLE)
    work = tmp_path / "work"
    work.mkdir()
    copy_small(work)
    replaced(
        work / "content/en/delivery/track-your-order.md", "Where is my parcel?",
        "Where has my parcel gone?",
    )  # fmt: skip
    new = build_small(work)
    shutil.rmtree(folder / "search")
    shutil.copytree(new / "search", folder / "search")
    ask(page, "where is my parcel now")
    expect(found).to_contain_text("Where has my parcel gone?")
    expect(page.locator(".hc-search__notice")).not_to_have_text(TROUBLE)


@pytest.mark.parametrize("entry", [None, '{"format": 99, "locale": "en"}'])
def test_a_missing_or_foreign_index_leaves_the_way_to_the_results_page(
    served: tuple[str, Path], open_page: PageOpener, entry: str | None
) -> None:
    url, folder = served
    index = folder / "search/index.json"
    index.unlink()
    if entry:
        index.write_text(entry)
    open_page.allow("status of 404")
    open_page.allow("Search: ")
    page = open_page(f"{url}/{LATE}")
    ask(page, "refund")
    expect(page.locator(".hc-search__notice")).to_have_text(TROUBLE)
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{url}/desk/en/search?q=refund")

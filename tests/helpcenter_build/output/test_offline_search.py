"""The search without network: what of it is kept, and that it answers as before."""

import json
import re
from pathlib import Path

from playwright.sync_api import expect

from helpcenter_build.pages.offline import kept_at_first_use
from helpcenter_build.search import Document, Vocabulary
from helpcenter_build.search.browser import WHOLE_UP_TO, write_browser_index
from tests.helpcenter_build.output.visits import LATE, RETURN, TRACK, Visit


def write_large_search(folder: Path) -> None:
    """The index of more articles than are kept in one file."""
    articles = [
        Document(
            id=f"delivery/{number}",
            title=f"Article {number}",
            url=f"/delivery/{number}/",
            section="delivery",
            section_title="Delivery",
            answer=f"Answer {number}",
        )
        for number in range(WHOLE_UP_TO + 1)
    ]
    write_browser_index(articles, "en", folder, vocabulary=Vocabulary())


def test_the_search_works_without_network_once_it_was_used(visit: Visit) -> None:
    box = visit.page.get_by_role("searchbox")
    box.click()
    wanted = {f"/search/{name}" for name in kept_at_first_use(visit.folder / "search")}
    visit.wait_for(lambda: wanted <= {path for paths in visit.kept().values() for path in paths})
    visit.lose_network()
    visit.read(LATE)
    box.fill("where is my parcel")
    result = visit.page.locator(".md-search-result__link").first
    expect(result).to_contain_text("Where is my parcel?")
    visit.read(RETURN)
    expect(visit.page.get_by_text("The search works, too")).to_be_visible()


def test_kept_from_the_first_use_on_is_what_every_query_needs(
    small_site: Path, tmp_path: Path
) -> None:
    small = {path.name.partition(".")[0] for path in (small_site / "search").glob("*.json")}
    kept = {name.partition(".")[0] for name in kept_at_first_use(small_site / "search")}
    assert kept == {"box", "index", "topics", "words"}
    assert all(name.startswith("details-") for name in small - kept)
    write_large_search(tmp_path)
    (tmp_path / "box.json").write_text("{}")
    box, entry, words = kept_at_first_use(tmp_path)
    assert (box, entry) == ("box.json", "index.json")
    assert words == json.loads((tmp_path / entry).read_text())["words"]


def test_pieces_of_a_large_search_stay_once_they_were_used(visit: Visit) -> None:
    search = visit.folder / "search"
    for path in search.glob("*.*.json"):
        path.unlink()
    write_large_search(search)
    result = visit.page.locator(".md-search-result__link").first
    for _ in range(2):  # the second time from what the first has left
        visit.read(LATE)
        visit.page.get_by_role("searchbox").fill("article 17")
        expect(result).to_contain_text("Answer 17", timeout=30_000)
        visit.lose_network()
    kept = {Path(path).name for paths in visit.kept().values() for path in paths}
    written = {path.name for path in search.glob("*.json")}
    assert {"box.json", "index.json"} < kept & written < written


def test_a_kept_search_searches_in_the_pages_language(visit: Visit) -> None:
    def finds(query: str, locale: str) -> None:
        visit.read(f"{locale}{TRACK}")
        box = visit.page.get_by_role("searchbox")
        box.click()
        visit.page.locator(".hc-search__panel").wait_for(state="attached")
        visit.page.keyboard.type(query)
        # At last: each letter is answered.
        found = re.compile(rf"^(http://[^/]+)?/{locale}{TRACK}([?#]|$)")
        expect(visit.page.locator(".md-search-result__link").first).to_have_attribute("href", found)

    for _ in range(2):  # the second time from what the first has left
        finds("where is my parcel", "")
        finds("къде е пратката ми", "bg/")

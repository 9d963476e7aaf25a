"""Banners of a static page: what the build wrote, and what the reader's clock makes of it."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import expect

from tests.tools.chromium import PageOpener
from tests.tools.folder_server import serve_folder
from tests.tools.once import make_once
from tests.tools.small_site import build_small

SOFIA = ZoneInfo("Europe/Sofia")
MOMENT = "%Y-%m-%d %H:%M"


def _write_incidents(content: Path) -> None:
    """One that is on, one to come, and one that is over; none hides the others."""
    now = datetime.now(SOFIA)
    rows = [
        ("on", now - timedelta(hours=1), now + timedelta(hours=30), "[where-is-my-order]"),
        ("coming", now + timedelta(hours=20), now + timedelta(hours=40), "[]"),
        ("over", now - timedelta(hours=9), now - timedelta(hours=2), "[]"),
    ]
    text = "".join(
        f"  - {{id: {id}, from: {begins:{MOMENT}}, until: {ends:{MOMENT}}, topics: {topics},\n"
        f"     text: {{en: {id} en, bg: {id} bg, ru: {id} ru, ar: {id} ar}}}}\n"
        for id, begins, ends, topics in rows
    )
    shop = content / "shop.yml"
    before, _, rest = shop.read_text().partition("incidents:\n")
    shop.write_text(f"{before}incidents:\n{text}legal:{rest.partition('legal:')[2]}")
    article = content / "en/delivery/late-delivery.md"
    article.write_text(article.read_text() + '\n{{ widget("contact-form") }}\n')


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = make_once(
        tmp_path_factory, "incident-site", lambda folder: build_small(folder, _write_incidents)
    )
    return folder / "site"


@pytest.fixture
def url(site: Path) -> Iterator[str]:
    with serve_folder(site) as address:
        yield address


def _banners(page: Path) -> dict[str, bool]:
    """Which banners a page has, and whether they are shown without script."""
    soup = BeautifulSoup(page.read_text(), "html.parser")
    return {tag.text: not tag.has_attr("hidden") for tag in soup.select("[data-incident]")}


@pytest.mark.parametrize("locale", ["en", "bg", "ru", "ar"])
def test_pages_carry_what_is_on_and_what_is_to_come(site: Path, locale: str) -> None:
    root = site if locale == "en" else site / locale
    on, coming = {f"on {locale}": True}, {f"coming {locale}": False}
    assert _banners(root / "index.html") == on | coming
    assert _banners(root / "delivery/track-your-order/index.html") == on | coming
    assert _banners(root / "legal/terms/index.html") == coming
    assert _banners(root / "404.html") == coming


def test_the_readers_clock_shows_and_hides_them(url: str, open_page: PageOpener) -> None:
    page = open_page(f"{url}/delivery/track-your-order/")
    on, coming = page.get_by_text("on en"), page.get_by_text("coming en")
    expect(on).to_be_visible()
    expect(coming).to_be_hidden()
    page.clock.set_fixed_time(datetime.now(SOFIA) + timedelta(hours=25))
    page.reload()
    expect(coming).to_be_visible()
    expect(on).to_be_visible()
    page.clock.set_fixed_time(datetime.now(SOFIA) + timedelta(hours=50))
    page.reload()
    expect(on).to_be_hidden()
    expect(coming).to_be_hidden()


def test_a_form_in_the_page_does_not_repeat_its_incident(url: str, open_page: PageOpener) -> None:
    form = (
        '<p data-incident="on">on from the service</p><p data-incident="new">new</p>'
        '<form class="hc-form" id="hc-form"><h2>Write to us</h2></form>'
    )
    page = open_page(f"{url}/legal/terms/")
    page.route("**/desk/**", lambda route: route.fulfill(body=form, content_type="text/html"))
    page.goto(f"{url}/delivery/late-delivery/")
    page.locator("#hc-topic").select_option(index=1)
    expect(page.locator("#hc-form")).to_be_visible()
    expect(page.get_by_text("on en")).to_be_visible()
    expect(page.get_by_text("on from the service")).to_have_count(0)
    expect(page.get_by_text("new", exact=True)).to_be_visible()

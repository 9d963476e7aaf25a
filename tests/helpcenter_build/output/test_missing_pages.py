"""The page for missing addresses, which searches for the words of the address."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import expect

from tests.tools.chromium import PageOpener
from tests.tools.folder_server import serve_folder


@pytest.fixture
def url(small_site: Path) -> Iterator[str]:
    with serve_folder(small_site) as address:
        yield address


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("old-help/where-is-my-parcle.html", "/delivery/track-your-order/"),
        ("delivery/late-parcel/", "/delivery/late-delivery/"),
        ("Terms_and_Conditions.php", "/legal/terms/"),
        (f"bg/{quote('къде-е-пратката')}/", "/bg/delivery/track-your-order/"),
        (f"ru/{quote('где моя посылка')}", "/ru/delivery/track-your-order/"),
        (f"ar/{quote('أين-شحنتي')}/", "/ar/delivery/track-your-order/"),
        ("where-is-%C3%28-my-parcel", "/delivery/track-your-order/"),
    ],
)
def test_the_words_of_the_address_lead_to_articles(
    url: str, open_page: PageOpener, address: str, found: str
) -> None:
    page = open_page(f"{url}/{address}")
    offered = page.locator("[data-module=missing]")
    expect(offered).to_be_visible()
    links = [link.get_attribute("href") for link in offered.get_by_role("link").all()]
    assert found in links
    assert len(links) <= 5


@pytest.mark.parametrize("address", ["xqzvw-jkq/", "123456/", "%ff/", "-/"])
def test_nothing_is_offered_for_words_that_fit_nothing(
    url: str, open_page: PageOpener, address: str
) -> None:
    page = open_page(f"{url}/{address}")
    page.wait_for_load_state("networkidle")
    expect(page.locator("[data-module=missing]")).to_be_hidden()


def test_without_script_there_are_search_box_and_most_asked(
    url: str, open_page: PageOpener
) -> None:
    page = open_page(f"{url}/bg/no-such-page/", javascript=False)
    assert page.locator("html").get_attribute("lang") == "bg"
    expect(page.locator("form[role=search] input")).to_be_visible()
    expect(page.locator("#most-asked + ul a").first).to_be_visible()
    expect(page.locator("[data-module=missing]")).to_be_hidden()


@pytest.mark.parametrize("name", ["404.html", "offline.html"])
@pytest.mark.parametrize("folder", ["", "bg", "ru", "ar"])
def test_what_is_not_there_is_offered_in_no_other_language(
    small_site: Path, folder: str, name: str
) -> None:
    page = BeautifulSoup((small_site / folder / name).read_text(), "html.parser")
    assert page.select(".hc-offer, link[hreflang]") == []
    assert len(page.select(".hc-menu__list a[hreflang]")) == 4  # the way home in each

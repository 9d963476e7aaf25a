"""Down to the width of 400 % zoom nothing scrolls sideways or overlaps (WCAG 2.2, 1.4.10)."""

import pytest
from playwright.sync_api import Page

from tests.journeys.conftest import WordsOf
from tests.tools.chromium import PageOpener
from tests.tools.help_center import HelpCenter

WIDTHS = (320, 390, 600, 800, 1000, 1280)
ARTICLES = (
    "contact/contact-us",
    "delivery/delivery-methods-and-prices",
    "delivery/track-your-order",
    "returns/returns-policy",
    "safety/privacy",
)
WIDER_THAN_THE_PAGE = """() =>
    [...document.querySelectorAll("html, pre, table, form, .hc-table-scroll")]
    .filter(one => one.scrollWidth > one.clientWidth + 1)
    .filter(one => getComputedStyle(one).overflowX !== "hidden")
    .map(one => `${one.localName}.${one.className} (${one.scrollWidth} > ${one.clientWidth})`)"""


OVER_THE_MENUS = """() => {
    const box = (one) => one.getBoundingClientRect();
    const menus = box(document.querySelector(".hc-tools"));
    return [...document.querySelectorAll(".hc-brand *, .hc-header .hc-search *")]
        .map((one) => [one, box(one)])
        .filter(([, { left, right, top, bottom }]) =>
            right - left > 1 && left < menus.right && right > menus.left &&
            top < menus.bottom && bottom > menus.top)
        .map(([one]) => `${one.localName}.${one.className} lies over the menus`);
}"""


def _overflows(page: Page) -> list[str]:
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        wrong = page.evaluate(WIDER_THAN_THE_PAGE) + page.evaluate(OVER_THE_MENUS)
        found += [f"{page.url} at {width} px: {one}" for one in wrong]
    return found


@pytest.mark.parametrize("locale", ["en", "bg", "ru", "ar"])
def test_nothing_is_wider_than_the_page(
    help_center: HelpCenter, open_page: PageOpener, words_of: WordsOf, locale: str
) -> None:
    say = words_of(locale)
    addresses = [say.home, f"{say.home}faq/", f"{say.home}delivery/", f"{say.home}no/such/page/"]
    addresses += [say.path(article) for article in ARTICLES]
    desk = f"/desk/{locale}"
    addresses += [f"{desk}/{part}" for part in ("contact", "report", "withdraw", "search?q=refund")]
    page = open_page(help_center.url + say.home)
    found = []
    for address in addresses:
        page.goto(help_center.url + address)
        found += _overflows(page)
    assert not found, "\n".join(found)

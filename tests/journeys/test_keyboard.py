"""Without a mouse: every way on is reached with Tab, arrows, Enter and Escape."""

import re

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.journeys.conftest import WordsOf
from tests.tools.chromium import PageOpener
from tests.tools.help_center import HelpCenter

MOST_STEPS = 15


def _tab_to(page: Page, wanted: Locator) -> None:
    """Press Tab until the element has the focus; it has to show that it has it."""
    for _ in range(MOST_STEPS):
        page.keyboard.press("Tab")
        if wanted.evaluate("element => element === document.activeElement"):
            assert _shows_focus(wanted), f"no sign of focus on {wanted}"
            return
    raise AssertionError(f"Tab does not reach {wanted} in {MOST_STEPS} steps")


def _shows_focus(element: Locator) -> bool:
    """An outline, or the frame around the search box."""
    script = """element => [element, element.closest("form") ?? element].some((one) => {
        const style = getComputedStyle(one);
        return (style.outlineStyle !== "none" && style.outlineWidth !== "0px")
            || style.boxShadow !== "none"; })"""
    return bool(element.evaluate(script))


@pytest.mark.parametrize("width", [390, 1280])
def test_search_and_open_an_article(
    help_center: HelpCenter, open_page: PageOpener, words_of: WordsOf, width: int
) -> None:
    say = words_of("en")
    page = open_page(help_center.url + say.home, width=width)
    box = page.get_by_role("searchbox")
    _tab_to(page, box)
    page.keyboard.type("damaged parcel")
    best = page.locator(".hc-search__panel .md-search-result__link").first
    expect(best).to_contain_text(say.title("problems/damaged-on-arrival"))
    page.keyboard.press("ArrowDown")
    expect(best).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(best).not_to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(best).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(help_center.url + say.path("problems/damaged-on-arrival"))


def test_escape_closes_the_panel_and_stays_at_the_box(
    help_center: HelpCenter, open_page: PageOpener, words_of: WordsOf
) -> None:
    page = open_page(help_center.url + words_of("en").path("payment/invoices"))
    page.get_by_role("searchbox").press_sequentially("refund")
    panel = page.locator(".hc-search__panel")
    expect(panel.get_by_role("link").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("searchbox")).not_to_be_focused()
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(page.get_by_role("searchbox")).to_be_focused()
    expect(page.get_by_role("searchbox")).to_have_value("refund")
    page.keyboard.press("ArrowDown")
    expect(panel).to_be_visible()


def test_enter_before_the_box_is_ready_opens_the_results_page(
    help_center: HelpCenter, open_page: PageOpener
) -> None:
    page = open_page(help_center.url)
    waiting: list[Route] = []
    page.route(
        "**/search/box.json", lambda route: waiting.append(route)
    )  # the box never gets ready
    page.get_by_role("searchbox").press_sequentially("refund")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{help_center.url}/desk/en/search?q=refund")
    assert waiting


def test_the_first_stop_leads_past_the_header(
    help_center: HelpCenter, open_page: PageOpener, words_of: WordsOf
) -> None:
    say = words_of("ar")
    page = open_page(help_center.url + say.path("payment/invoices"))
    skip = page.get_by_role("link", name=say.page("Skip to content"))
    _tab_to(page, skip)
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("#content")).to_be_focused()


@pytest.mark.parametrize("width", [390, 1280])
def test_menus_open_with_enter_and_close_with_escape(
    help_center: HelpCenter, open_page: PageOpener, words_of: WordsOf, width: int
) -> None:
    say = words_of("ru")
    page = open_page(help_center.url + say.home, width=width)
    button = page.locator(".hc-menu__button", has_text=say.page("Topics"))
    _tab_to(page, button)
    page.keyboard.press("Enter")
    entry = page.locator(".hc-menu[open]").get_by_role("link").first
    expect(entry).to_be_visible()
    page.keyboard.press("Escape")
    expect(entry).to_be_hidden()
    expect(button).to_be_focused()
    page.keyboard.press("Enter")
    _tab_to(page, entry)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/ru/shopping/"))

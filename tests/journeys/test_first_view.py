"""What a page costs before it is touched, that nothing jumps, and an Enter that comes early."""

import pytest
from playwright.sync_api import Page, Route, expect

from tests.journeys.conftest import WordsOf
from tests.tools.chromium import PageOpener
from tests.tools.help_center import HelpCenter

REQUESTS = 5
TRACKING = "delivery/track-your-order"
ARTICLES = (TRACKING, "delivery/delivery-times", "returns/refund-times", "legal/terms")
WITH_FORM = ("contact/contact-us", "legal/withdrawal-form")
WATCH_SHIFTS = """
window.shifts = [];
const watch = new PerformanceObserver((list) => {
    for (const { value, sources } of list.getEntries())
        shifts.push(`${value}: ${sources.map(({ node }) => node?.outerHTML?.slice(0, 80))}`);
});
watch.observe({ type: "layout-shift", buffered: true });
"""
LOCALES = ["en", "bg", "ru", "ar"]


@pytest.mark.parametrize("locale", LOCALES)
def test_a_first_view_asks_for_few_files(
    help_center: HelpCenter, open_page: PageOpener, words_of: WordsOf, locale: str
) -> None:
    say = words_of(locale)
    for path in (say.home, f"{say.home}faq/", *map(say.path, ARTICLES)):
        page = open_page(help_center.url + path, width=390, height=844)
        page.wait_for_load_state("networkidle")
        fetched = page.evaluate("performance.getEntriesByType('resource').map(({ name }) => name)")
        assert len(fetched) < REQUESTS, (path, fetched)  # and the page itself
        assert all(name.startswith(help_center.url) for name in fetched)


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("locale", LOCALES)
def test_nothing_jumps_while_a_page_or_its_form_arrives(
    help_center: HelpCenter, open_page: PageOpener, words_of: WordsOf, locale: str, width: int
) -> None:
    say = words_of(locale)
    page = open_page(help_center.url + say.home, width=width, height=844)
    page.add_init_script(WATCH_SHIFTS)
    for path in (say.home, say.path(TRACKING), *map(say.path, WITH_FORM)):
        page.goto(help_center.url + path)
        if any(form in path for form in WITH_FORM):
            expect(page.locator("#hc-form .hc-form__actions")).to_be_visible()
        page.wait_for_load_state("networkidle")
        assert page.evaluate("shifts") == [], path


def _hold_back(page: Page, name: str) -> list[Route]:
    """The page's requests for a module, to be let through later."""
    held: list[Route] = []
    page.route(f"**/modules/{name}.js", lambda route: held.append(route))
    return held


def test_a_number_sent_before_the_trackers_script_is_kept_for_it(
    help_center: HelpCenter, open_page: PageOpener
) -> None:
    page = open_page(f"{help_center.url}/{TRACKING}/")
    held = _hold_back(page, "track")
    field = page.get_by_label("Tracking number")
    with page.expect_request("**/modules/track.js"):
        field.fill("612 345 678 90")
    field.press("Enter")
    expect(page).to_have_url(f"{help_center.url}/{TRACKING}/")
    held.pop().continue_()
    speedy = page.locator(".hc-widget__result").get_by_role("link", name="Speedy")
    expect(speedy).to_be_visible()
    expect(field).to_have_value("612 345 678 90")


def test_a_script_that_cannot_be_loaded_leaves_the_page_as_it_is(
    help_center: HelpCenter, open_page: PageOpener
) -> None:
    open_page.allow("ERR_FAILED")
    page = open_page(f"{help_center.url}/faq/")
    page.route("**/modules/hours.js", lambda route: route.abort())
    page.goto(help_center.url)
    channel = page.locator(".hc-channel", has_text="+359").first
    with page.expect_request("**/modules/hours.js"):
        channel.scroll_into_view_if_needed()
    expect(channel).to_contain_text("Monday to Friday")
    expect(channel.get_by_role("link")).to_have_attribute("href", "tel:+35920000100")

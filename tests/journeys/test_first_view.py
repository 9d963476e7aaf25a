"""What a page costs before it is touched, that nothing jumps, and an Enter that comes early."""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.journeys.conftest import WordsOf, everywhere
from tests.tools.chromium import PageOpener
from tests.tools.folder_server import Line, serve_folder
from tests.tools.help_center import HelpCenter

REQUESTS = 5
TRACKING = "delivery/track-your-order"
CONTACT = "contact/contact-us"
ARTICLES = (TRACKING, "delivery/delivery-times", "returns/refund-times", "legal/terms")
WITH_TABLE = ("delivery/delivery-times", "payment/payment-methods")
WITH_FORM = (CONTACT, "contact/live-chat", "problems/website-problem", "legal/withdrawal-form")
OTHERS = ("faq/", "delivery/", "legal/terms/history/")
# What moves while somebody presses a key moves by their will; a busy machine may paint the header
# before its last button has arrived, which moves the others by a thousandth of the screen.
WATCH_SHIFTS = """
window.shifts = [];
const watch = new PerformanceObserver((list) => {
    const unasked = list.getEntries().filter((one) => !one.hadRecentInput && one.value > 5e-3);
    for (const { value, sources } of unasked)
        shifts.push(`${value}: ${sources.map(({ node }) => node?.outerHTML?.slice(0, 80))}`);
});
watch.observe({ type: "layout-shift", buffered: true });
"""
MONDAY_NOON = datetime(2026, 12, 7, 12, tzinfo=ZoneInfo("Europe/Sofia"))
MONDAY_NIGHT = MONDAY_NOON.replace(hour=3)
SATURDAY_NIGHT = datetime(2026, 12, 5, 23, 30, tzinfo=ZoneInfo("Europe/Sofia"))


@everywhere
def test_a_first_view_asks_for_few_files(
    served: str, open_page: PageOpener, words_of: WordsOf, locale: str, width: int
) -> None:
    say = words_of(locale)
    page = open_page(served + say.home, width=width, height=844)
    others = [say.home, *(say.home + other for other in OTHERS)]
    for path in (*others, *map(say.path, (*ARTICLES, *WITH_FORM))):
        asked: list[str] = []
        note = lambda request, asked=asked: asked.append(request.url)  # noqa: E731
        page.on("request", note)
        page.goto(served + path)
        page.wait_for_load_state("networkidle")
        page.remove_listener("request", note)
        fetched = [url for url in asked if not url.startswith("data:")]
        assert len(fetched) <= REQUESTS, (path, fetched)
        assert all(url.startswith(served) for url in fetched)


@everywhere
def test_nothing_jumps_while_a_page_or_its_form_arrives(
    served: str, open_page: PageOpener, words_of: WordsOf, locale: str, width: int
) -> None:
    say = words_of(locale)
    zone = "Europe/Sofia" if width == 390 else "Asia/Dubai"  # at home and abroad
    page = open_page(served + say.home, width=width, height=844, timezone_id=zone)
    page.clock.set_fixed_time(MONDAY_NOON)
    page.add_init_script(WATCH_SHIFTS)
    for path in (say.home, say.path(TRACKING), *map(say.path, WITH_FORM)):
        page.goto(served + path)
        page.wait_for_load_state("networkidle")
        assert page.evaluate("shifts") == [], path
    page.goto(served + say.path(CONTACT))
    with page.expect_response("**/desk/**"):
        page.locator("#hc-topic").focus()
    page.wait_for_load_state("networkidle")
    page.keyboard.press("ArrowDown")
    expect(page.locator("#hc-form .hc-form__actions")).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert page.evaluate("shifts") == []
    page.reload()  # with a draft, so that the form comes by itself
    expect(page.locator("#hc-form [data-draft]")).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert page.evaluate("shifts") == []


@pytest.mark.parametrize("closed", [MONDAY_NIGHT, SATURDAY_NIGHT])
@pytest.mark.parametrize("locale", ["en", "bg", "ru", "ar"])
def test_nothing_jumps_to_say_that_the_shop_is_closed(
    served: str, open_page: PageOpener, words_of: WordsOf, locale: str, closed: datetime
) -> None:
    say = words_of(locale)
    page = open_page(served + say.home, timezone_id="Europe/Sofia")
    page.clock.set_fixed_time(closed)
    page.add_init_script(WATCH_SHIFTS)
    for path in (
        "contact/contact-us",
        "contact/live-chat",
        "contact/opening-hours-and-answer-times",
    ):
        for width, height in ((390, 844), (820, 1180), (1280, 844)):
            page.set_viewport_size({"width": width, "height": height})
            page.goto(served + say.path(path))
            page.wait_for_load_state("networkidle")
            assert page.evaluate("shifts") == [], (path, width)


@everywhere
def test_nothing_jumps_below_a_table_of_a_first_visit(
    served: str, chromium: Browser, words_of: WordsOf, locale: str, width: int
) -> None:
    for article in WITH_TABLE:
        page = chromium.new_page(viewport={"width": width, "height": 1000})  # with nothing kept
        page.add_init_script(WATCH_SHIFTS)
        page.goto(served + words_of(locale).path(article))
        page.wait_for_load_state("networkidle")
        shifts = page.evaluate("shifts")
        page.close()
        assert shifts == [], article


def test_the_tasks_keep_their_places_while_the_home_page_comes(
    built_content: Path, open_page: PageOpener
) -> None:
    line = Line(broken_at=b'<li class="hc-tasks__item">')  # the last of three
    with serve_folder(built_content / "site", line) as url:
        page = open_page(f"{url}/faq/", width=1280, height=844)  # wide: they stand in a row
        page.add_init_script(WATCH_SHIFTS)
        page.goto(url)
        expect(page.locator(".hc-task")).to_have_count(3)
        assert page.evaluate("shifts") == []


def test_a_draft_has_its_room_before_the_whole_page_has_come(
    built_content: Path, open_page: PageOpener
) -> None:
    line = Line(broken_at=b'<ul class="hc-channels"')
    with serve_folder(built_content / "site", line) as url:
        page = open_page(f"{url}/faq/", width=390, height=844)
        page.add_init_script("localStorage.setItem('hc-draft-contact', '{}')" + WATCH_SHIFTS)
        page.route("**/desk/**", lambda _: None)  # a form that never comes
        page.goto(f"{url}/{CONTACT}/")
        expect(page.locator(".hc-mount__place")).to_have_attribute("data-open", "")
        assert page.evaluate("shifts") == []


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

"""From results to pages: keys, marks on the page, shared searches, answers that come late."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.journeys.conftest import Reader, WordsOf, everywhere
from tests.tools.chromium import PageOpener
from tests.tools.questions import WHERE_IS_MY_PARCEL
from tests.tools.words import Words

LINK = ".hc-search__panel .md-search-result__link"
TRACKING, LATE = "delivery/track-your-order", "delivery/late-delivery"
PARCEL = "1234567890123"
MARKED: Mapping[str, str] = {"en": "parcel", "bg": "пратк", "ru": "посылк", "ar": "شحن"}
"""What the words for a parcel have in common on a page."""
# Counts what the page's worker tells it.
COUNT_ANSWERS = """() => {
    window.told = 0;
    window.Worker = class extends Worker {
        constructor(address) { super(address); this.addEventListener("message", () => told++); }
    };
}"""
REFUSE = "() => { navigator.clipboard.writeText = () => Promise.reject(new DOMException()); }"
SHARE_SHEET = "() => { navigator.share = async (offer) => { window.offered = offer; }; }"
PRESS = """([key, code]) => document.activeElement.dispatchEvent(
    new KeyboardEvent("keydown", { key, code, bubbles: true, cancelable: true }))"""


def box_of(page: Page) -> Locator:
    return page.get_by_role("searchbox")


def answered(page: Page, query: str) -> Locator:
    """Type a query and wait for its answers; the links to its results."""
    box_of(page).fill(query)
    expect(page.locator(".hc-search__panel .hc-hit__answer").first).not_to_be_empty()
    return page.locator(LINK)


@everywhere
def test_the_words_searched_for_are_marked_on_the_opened_page(
    reader: Reader, locale: str, width: int
) -> None:
    page = reader.open(reader.say.home)
    best = answered(page, WHERE_IS_MY_PARCEL[locale]).first
    path = urlsplit(best.get_attribute("href") or "").path
    with page.expect_request(reader.url + path) as opened:
        box_of(page).press("Enter")
    assert "?" not in opened.value.url  # what was searched for stays on the device
    expect(page).to_have_url(reader.url + path)  # and out of the address
    marks = page.locator(".hc-prose mark")
    expect(marks.first).to_be_visible()
    texts = marks.all_inner_texts()
    assert any(MARKED[locale] in text.casefold() for text in texts), texts
    canonical = page.locator("link[rel=canonical]").get_attribute("href") or ""
    assert urlsplit(canonical).path == path
    page.reload()
    expect(page.locator("main h1")).to_be_visible()
    expect(page.locator("mark")).to_have_count(0)


@pytest.mark.parametrize("asked", ["x", "<b>", "%00", "a" * 3000, "الشحنة ёж 'quoted'"])
def test_any_words_to_mark_leave_the_page_as_it_is(
    served: str, open_page: PageOpener, words_of: WordsOf, asked: str
) -> None:
    page = open_page(served + words_of("en").path(TRACKING))
    whole = page.locator("main").inner_text()
    page.goto(f"{page.url}?x=1#h={asked}&at=lost")
    page.wait_for_url(re.compile(r"\?x=1#lost$"))
    assert page.locator("main").inner_text() == whole


def test_words_found_on_the_page_that_is_open_are_marked_there(
    served: str, open_page: PageOpener, words_of: WordsOf
) -> None:
    page = open_page(served + words_of("en").path(TRACKING))
    answered(page, WHERE_IS_MY_PARCEL["en"]).first.click()
    expect(page.locator(".hc-prose mark").first).to_be_visible()
    expect(page.locator(".hc-search__panel")).to_be_hidden()
    expect(page).to_have_url(served + words_of("en").path(TRACKING))


@everywhere
def test_letters_lead_to_the_search_and_can_be_switched_off(
    reader: Reader, locale: str, width: int
) -> None:
    say, page = reader.say, reader.open(reader.say.path(TRACKING))
    for key, code in [("f", "KeyF"), ("s", "KeyS"), ("/", "Slash"), ("ф", "KeyF"), ("س", "KeyS")]:
        page.evaluate("document.activeElement.blur()")
        page.evaluate(PRESS, [key, code])
        expect(box_of(page)).to_be_focused()
    page.keyboard.type("f")  # in a field it is a letter
    expect(box_of(page)).to_have_value("f")
    box_of(page).fill("")
    button = page.get_by_role("button", name=say.page("Switch them off"))
    button.dispatch_event("click")  # a device without a keyboard does not show it
    page.locator("#hc-track").focus()
    page.keyboard.type("s")
    expect(page.locator("#hc-track")).to_be_focused()
    page.evaluate("document.activeElement.blur()")
    page.evaluate(PRESS, ["/", "Slash"])
    expect(box_of(page)).not_to_be_focused()


def test_what_was_typed_before_the_box_came_is_answered(
    served: str, open_page: PageOpener, words_of: WordsOf
) -> None:
    page = open_page(served + words_of("en").path(LATE))
    held: list[Route] = []
    page.route("**/modules/search.js", lambda route: held.append(route))
    with page.expect_request("**/modules/search.js"):
        box_of(page).press_sequentially(WHERE_IS_MY_PARCEL["en"])
    held[0].continue_()
    expect(page.locator(LINK).first).to_contain_text(words_of("en").title(TRACKING))
    expect(box_of(page)).to_have_value(WHERE_IS_MY_PARCEL["en"])
    expect(box_of(page)).to_be_focused()


def _typed_without_a_box(served: str, open_page: PageOpener, say: Words) -> Page:
    """The home page after a question, where nothing of the box could be loaded."""
    open_page.allow("Failed to load resource")
    page = open_page(served + say.home)
    page.route("**/search/box.json", lambda route: route.abort())
    with page.expect_event("requestfailed"):
        box_of(page).fill(WHERE_IS_MY_PARCEL[say.locale])
    return page


def test_a_box_that_cannot_be_loaded_leaves_the_way_to_the_results_page(
    served: str, open_page: PageOpener, words_of: WordsOf
) -> None:
    page = _typed_without_a_box(served, open_page, words_of("bg"))
    box_of(page).press("Enter")
    expect(page.locator("#hc-q")).to_have_value(WHERE_IS_MY_PARCEL["bg"])


def test_the_next_touch_loads_what_could_not_be_loaded(
    served: str, open_page: PageOpener, words_of: WordsOf
) -> None:
    page = _typed_without_a_box(served, open_page, words_of("en"))
    page.unroute("**/search/box.json")
    box_of(page).blur()
    box_of(page).focus()
    expect(page.locator(LINK).first).to_contain_text(words_of("en").title(TRACKING))


@everywhere
def test_a_search_is_shared_by_its_address(
    served: str, open_page: PageOpener, words_of: WordsOf, locale: str, width: int
) -> None:
    say = words_of(locale)
    page = open_page(
        served + say.path(LATE),
        width=width,
        height=844,
        permissions=["clipboard-read", "clipboard-write"],
    )
    answered(page, WHERE_IS_MY_PARCEL[locale])
    page.get_by_role("button", name=say.page("Share this search")).click()
    said = page.get_by_role("status").filter(has_text=say.page("The link is copied."))
    expect(said).to_be_visible()
    address = page.evaluate("navigator.clipboard.readText()")
    assert urlsplit(address).path == say.home
    assert parse_qs(urlsplit(address).query) == {"q": [WHERE_IS_MY_PARCEL[locale]]}
    page.goto(address)
    expect(box_of(page)).to_have_value(WHERE_IS_MY_PARCEL[locale])
    expect(page.locator(LINK).first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page).to_have_url(served + say.home)  # the question has had its answer


def test_a_device_that_shares_is_asked_to(
    served: str, open_page: PageOpener, words_of: WordsOf
) -> None:
    page = open_page(served + words_of("en").path(LATE), width=390, height=844)
    page.evaluate(SHARE_SHEET)
    answered(page, WHERE_IS_MY_PARCEL["en"])
    page.get_by_role("button", name="Share this search").click()
    page.wait_for_function("window.offered")
    offered = page.evaluate("window.offered")
    assert offered == {"title": WHERE_IS_MY_PARCEL["en"], "url": f"{served}/?q=where+is+my+parcel"}


def test_a_clipboard_that_refuses_leaves_the_address_to_copy(
    served: str, open_page: PageOpener, words_of: WordsOf
) -> None:
    page = open_page(served + words_of("en").path(LATE))
    page.evaluate(REFUSE)
    answered(page, WHERE_IS_MY_PARCEL["en"])
    page.get_by_role("button", name="Share this search").click()
    address = f"Copy this link: {served}/?q=where+is+my+parcel"
    expect(page.get_by_role("status").filter(has_text=address)).to_be_visible()


@everywhere
def test_enter_takes_a_parcel_number_to_the_tracker(
    reader: Reader, locale: str, width: int
) -> None:
    page = reader.open(reader.say.home)
    box_of(page).fill(PARCEL)
    expect(page.locator(".hc-search__notice a")).to_be_visible()
    box_of(page).press("Enter")
    expect(page.locator("#hc-track")).to_have_value(PARCEL)
    expect(page).to_have_url(re.compile(re.escape(reader.say.path(TRACKING))))


@dataclass(slots=True)
class Gate:
    """Lets the files with answers through once it is opened."""

    page: Page
    held: list[Route] = field(default_factory=list)
    is_open: bool = False

    def __post_init__(self) -> None:
        self.page.context.route("**/search/details-*.json", lambda route: self.handle(route))

    def handle(self, route: Route) -> None:
        if self.is_open:
            route.continue_()
        else:
            self.held.append(route)

    def open(self) -> None:
        self.is_open = True
        for route in self.held:
            route.continue_()

    def titles(self, query: str) -> Locator:
        """Results whose answers are on their way."""
        with self.page.expect_request("**/search/details-*.json"):
            box_of(self.page).fill(query)
        return self.page.locator(LINK)


def test_answers_that_come_late_leave_the_focus_where_it_is(
    served: str, open_page: PageOpener, words_of: WordsOf
) -> None:
    page = open_page(served + words_of("ru").home)
    gate = Gate(page)
    links = gate.titles(WHERE_IS_MY_PARCEL["ru"])
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    aimed_at = page.evaluate("document.activeElement.href")
    gate.open()
    expect(links.first.locator(".hc-hit__answer")).not_to_be_empty()
    assert page.evaluate("document.activeElement.href") == aimed_at


def test_results_that_come_late_leave_the_focus_on_what_is_asked_most(
    served: str, open_page: PageOpener, words_of: WordsOf
) -> None:
    page = open_page(served + words_of("en").home)
    page.evaluate(COUNT_ANSWERS)
    held: list[Route] = []
    page.context.route("**/search/words.*.json", lambda route: held.append(route))
    with page.expect_request("**/search/words.*.json"):
        box_of(page).fill(WHERE_IS_MY_PARCEL["en"])
    asked = page.locator(".hc-start__link").first
    expect(asked).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(asked).to_be_focused()
    told = page.evaluate("told")
    held[0].continue_()
    page.wait_for_function("(before) => told > before", arg=told)
    expect(asked).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(page.locator(LINK).first).to_be_visible()


def test_answers_that_come_late_move_nothing_the_pointer_aims_at(
    served: str, open_page: PageOpener, words_of: WordsOf
) -> None:
    page = open_page(served + words_of("en").home)
    page.evaluate(COUNT_ANSWERS)
    gate = Gate(page)
    links = gate.titles(WHERE_IS_MY_PARCEL["en"])
    links.nth(2).hover()
    place = links.nth(2).bounding_box()
    told = page.evaluate("told")
    gate.open()
    page.wait_for_function("(before) => told > before", arg=told)
    assert links.nth(2).bounding_box() == place
    expect(links.first.locator(".hc-hit__answer")).to_be_empty()
    page.mouse.move(5, 5)
    expect(links.first.locator(".hc-hit__answer")).not_to_be_empty()


def test_tab_goes_from_the_question_through_the_results_and_out(
    served: str, open_page: PageOpener, words_of: WordsOf
) -> None:
    page = open_page(served + words_of("en").home)
    links = answered(page, WHERE_IS_MY_PARCEL["en"])
    stops = []
    while page.locator(".hc-search__panel").is_visible():
        page.keyboard.press("Tab")
        stops.append(page.evaluate("document.activeElement.className"))
    kinds = list(dict.fromkeys(stops))
    assert kinds[0] == "hc-search__button"
    assert kinds.index("md-search-result__link") < kinds.index("hc-search__door")
    assert stops.count("md-search-result__link") == links.count()

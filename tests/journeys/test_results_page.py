"""The page of search results: for readers without JavaScript, and for links to a search."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import WordsOf
from tests.tools.chromium import PageOpener
from tests.tools.help_center import HelpCenter

NONSENSE = "qwrtzp xkcdv"
NOTHING_FITS = "No article answers this exactly. These are the closest; or write to us."
FOUND_NONE = (
    "We found no article for this. Try other words, or write to us: we answer, and the question "
    "may become an article."
)


@pytest.mark.parametrize("locale", ["en", "bg", "ru", "ar"])
def test_a_search_that_nothing_fits_says_so_and_shows_the_way_on(
    help_center: HelpCenter, open_page: PageOpener, words_of: WordsOf, locale: str
) -> None:
    say = words_of(locale)
    page = open_page(help_center.url + say.home, javascript=False, width=390)
    page.get_by_role("searchbox").fill(NONSENSE)
    page.get_by_role("searchbox").press("Enter")
    expect(page.locator("#hc-q")).to_have_value(NONSENSE)
    notice = page.get_by_role("status").inner_text()
    assert notice in {say.form(NOTHING_FITS), say.form(FOUND_NONE)}
    door = page.locator("main").get_by_role("link", name=say.form("Write to us"), exact=True)
    expect(door).to_be_in_viewport()
    for article in say.shop.home.most_asked:
        asked = page.locator("main .hc-links").get_by_role("link", name=say.title(article))
        expect(asked).to_be_visible()
    door.click()
    expect(page).to_have_url(re.compile(f"/desk/{locale}/contact"))
    expect(page.locator("#hc-message")).to_have_value(NONSENSE)


def test_results_show_the_answer_under_each_title(
    help_center: HelpCenter, open_page: PageOpener, words_of: WordsOf
) -> None:
    say = words_of("ru")
    page = open_page(f"{help_center.url}/desk/ru/search", javascript=False)
    page.get_by_label(say.form("What are you looking for?")).fill("где мой заказ")
    page.locator("main").get_by_role("button", name=say.form("Search")).click()
    first = page.get_by_role("listitem").filter(has=page.get_by_role("heading", level=2)).first
    expect(first.locator("h2")).to_have_text(say.title("delivery/track-your-order"))
    expect(first.locator(".hc-result__text")).not_to_be_empty()
    expect(first.locator("mark").first).to_be_visible()
    expect(page.get_by_role("status")).to_have_count(0)


def test_many_results_can_be_narrowed_to_a_section(
    help_center: HelpCenter, open_page: PageOpener
) -> None:
    page = open_page(f"{help_center.url}/desk/en/search?q=damaged+parcel", javascript=False)
    sections = page.get_by_role("navigation", name="Show results of")
    expect(sections.get_by_role("link", name="All sections")).to_have_attribute(
        "aria-current", "true"
    )
    sections.get_by_role("link", name="Delivery and tracking").click()
    where = page.locator(".hc-result__where").all_inner_texts()
    assert where
    assert set(where) == {"Delivery and tracking"}
    expect(page.locator(".hc-result__parts a").first).to_have_attribute(
        "href", re.compile("/delivery/.+#.+")
    )
    page.goto(f"{help_center.url}/desk/en/search?q=my+parcel+arrived+damaged&in=nowhere")
    expect(page.locator(".hc-result--best")).to_have_count(1)


def test_without_a_question_the_page_offers_what_is_asked_most(
    help_center: HelpCenter, open_page: PageOpener, words_of: WordsOf
) -> None:
    say = words_of("ar")
    page = open_page(f"{help_center.url}/desk/ar/search", javascript=False)
    for article in say.shop.home.most_asked:
        expect(page.locator("main").get_by_role("link", name=say.title(article))).to_be_visible()


def test_the_box_says_that_nothing_fits(
    help_center: HelpCenter, open_page: PageOpener, words_of: WordsOf
) -> None:
    say = words_of("bg")
    page = open_page(help_center.url + say.home)
    page.get_by_role("searchbox").press_sequentially(NONSENSE)
    panel = page.locator(".hc-search__panel")
    told = panel.get_by_role("status").filter(
        has_text=say.page("No article fits well. The closest ones:")
    )
    none = panel.get_by_role("status").filter(
        has_text=say.page("Nothing fits. Try other words, or write to us.")
    )
    expect(told.or_(none)).to_be_visible()
    panel.get_by_role("link", name=say.page("Nothing fits? Write to us")).click()
    expect(page).to_have_url(re.compile(say.path("contact/contact-us")))
    expect(page.locator("#hc-message")).to_have_value(NONSENSE)


def test_a_parcel_number_leads_to_tracking(
    help_center: HelpCenter, open_page: PageOpener, words_of: WordsOf
) -> None:
    say = words_of("ar")
    page = open_page(f"{help_center.url}/desk/ar/search?q=105-1234567890")
    page.get_by_role("status").get_by_role("link", name=say.form("Track it")).click()
    expect(page.locator("#hc-track")).to_have_value("1051234567890")
    expect(page).to_have_url(re.compile(re.escape(say.path("delivery/track-your-order"))))

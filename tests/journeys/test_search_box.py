"""The search box: before typing, while typing, and when nothing fits."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.conftest import WordsOf
from tests.tools.chromium import PageOpener
from tests.tools.help_center import HelpCenter

NONSENSE = "qwrtzp xkcdv"
LINK = ".md-search-result__link"


def panel_of(page: Page) -> Locator:
    """The open box."""
    page.get_by_role("searchbox").click()
    panel = page.locator(".hc-search__panel")
    expect(panel).to_be_visible()
    return panel


def stored(page: Page) -> object:
    return page.evaluate("JSON.parse(localStorage.getItem('hc-searches'))")


@pytest.mark.parametrize("locale", ["en", "bg", "ru", "ar"])
def test_before_typing_the_box_offers_what_is_asked_most(
    help_center: HelpCenter, open_page: PageOpener, words_of: WordsOf, locale: str
) -> None:
    say = words_of(locale)
    panel = panel_of(open_page(help_center.url + say.home))
    offered = panel.get_by_role("list", name=say.page("Most asked")).get_by_role("link")
    expect(offered).to_have_text([say.title(article) for article in say.shop.home.most_asked])
    expect(panel.get_by_text(say.page("Your last searches"))).to_have_count(0)


def test_the_last_searches_come_back_and_can_be_forgotten(
    help_center: HelpCenter, open_page: PageOpener, words_of: WordsOf
) -> None:
    say = words_of("en")
    page = open_page(help_center.url + say.home)
    for query in ("refund", "where is parcel", "mail to me@example.org", "order 12345"):
        panel = panel_of(page)
        page.get_by_role("searchbox").fill(query)
        panel.locator(LINK).first.click()
        page.wait_for_load_state()
        page.goto(help_center.url + say.home)
    assert stored(page) == ["where is parcel", "refund"]
    panel = panel_of(page)
    last = panel.get_by_role("list", name="Your last searches").get_by_role("link")
    expect(last).to_have_text(["where is parcel", "refund"])
    last.last.click()
    expect(page.get_by_role("searchbox")).to_have_value("refund")
    expect(panel.locator(LINK).first).to_be_visible()
    page.get_by_role("searchbox").fill("")
    panel.get_by_role("button", name="Forget them").click()
    expect(last).to_have_count(0)
    assert stored(page) is None


def test_arrows_go_through_what_is_offered_and_tab_leaves_the_box(
    help_center: HelpCenter, open_page: PageOpener, words_of: WordsOf
) -> None:
    page = open_page(help_center.url + words_of("en").home)
    panel = panel_of(page)
    offered = panel.get_by_role("list", name="Most asked").get_by_role("link")
    page.keyboard.press("ArrowDown")
    expect(offered.first).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(panel.locator(".hc-search__door")).to_be_focused()
    page.keyboard.press("Tab")
    expect(panel).to_be_hidden()


def test_the_best_hit_of_a_clear_question_shows_its_whole_answer(
    help_center: HelpCenter, open_page: PageOpener, words_of: WordsOf
) -> None:
    say = words_of("en")
    page = open_page(help_center.url + say.home)
    panel = panel_of(page)
    page.get_by_role("searchbox").fill("parcel arrived damaged")
    answers = panel.locator(".hc-hit__answer")
    expect(answers.first.locator("mark").first).to_be_visible()
    is_cut = "element => element.scrollHeight > element.clientHeight + 1"
    expect(page.locator(".hc-search")).to_have_attribute("data-verdict", "answers")
    assert answers.first.evaluate(is_cut) is False
    expect(panel.locator(f"{LINK}[href*='#']").first).to_be_visible()


def test_buttons_show_the_results_of_one_section(
    help_center: HelpCenter, open_page: PageOpener, words_of: WordsOf
) -> None:
    page = open_page(help_center.url + words_of("en").home)
    panel = panel_of(page)
    page.get_by_role("searchbox").fill("damaged parcel")
    group = panel.get_by_role("group", name="Show results of")
    group.get_by_role("button", name="Delivery and tracking").click()
    chosen = group.get_by_role("button", name="Delivery and tracking", pressed=True)
    expect(chosen).to_be_visible()
    sections = panel.locator(f"{LINK}:first-child .md-tag")
    for section in sections.all():
        expect(section).to_have_text("Delivery and tracking")
    group.get_by_role("button", name="All sections").click()
    expect(panel.locator(LINK).first).to_contain_text("damaged")


@pytest.mark.parametrize("locale", ["en", "ar"])
def test_when_nothing_fits_the_query_goes_into_the_contact_form(
    help_center: HelpCenter, open_page: PageOpener, words_of: WordsOf, locale: str
) -> None:
    say = words_of(locale)
    page = open_page(help_center.url + say.home, width=390)
    panel = panel_of(page)
    page.get_by_role("searchbox").fill(NONSENSE)
    expect(page.locator(".hc-search")).to_have_attribute("data-verdict", "nothing_fits")
    expect(panel.get_by_role("list", name=say.page("Most asked"))).to_be_visible()
    panel.locator(".hc-search__door").click()
    message = page.locator("#hc-message")
    expect(message).to_have_value(NONSENSE)


def test_a_draft_counts_for_more_than_the_query(
    help_center: HelpCenter, open_page: PageOpener, words_of: WordsOf
) -> None:
    contact = help_center.url + words_of("en").path("contact/contact-us")
    page = open_page(contact)
    page.locator("#hc-topic").select_option("other")
    page.locator("#hc-message").fill("A long letter")
    page.goto(f"{contact}?q=refund")
    expect(page.locator("#hc-message")).to_have_value("A long letter")


@pytest.mark.parametrize(
    ("locale", "typed", "completed", "key"),
    [
        ("en", "how long does deli", "how long does delivery", "ArrowRight"),
        ("ar", "استرجاع المب", "استرجاع المبلغ", "ArrowLeft"),
    ],
)
def test_the_key_onwards_completes_the_last_word(
    help_center: HelpCenter,
    open_page: PageOpener,
    words_of: WordsOf,
    locale: str,
    typed: str,
    completed: str,
    key: str,
) -> None:
    page = open_page(help_center.url + words_of(locale).home)
    box, offered = page.get_by_role("searchbox"), page.locator(".hc-search__completion")
    box.press_sequentially(typed)
    expect(offered).to_have_text(completed)
    expect(offered).to_be_visible()
    page.keyboard.press(key)
    expect(box).to_have_value(completed)
    expect(offered).to_be_hidden()
    expect(page.locator(LINK).first).to_be_visible()


def test_a_shared_search_opens_the_box_with_its_results(
    help_center: HelpCenter, open_page: PageOpener, words_of: WordsOf
) -> None:
    page = open_page(f"{help_center.url}{words_of('bg').path('payment/invoices')}?q=пратка")
    expect(page.get_by_role("searchbox")).to_have_value("пратка")
    expect(page.locator(f".hc-search__panel {LINK}").first).to_be_visible()


def test_a_parcel_number_comes_along_to_the_tracker(
    help_center: HelpCenter, open_page: PageOpener, words_of: WordsOf
) -> None:
    say = words_of("ru")
    page = open_page(help_center.url + say.home)
    panel = panel_of(page)
    page.get_by_role("searchbox").fill("1234567890123")
    track = panel.get_by_role("link", name=say.page("Track it"))
    expect(track).to_be_visible()
    expect(panel.locator(".md-search-result__meta")).to_be_hidden()
    track.click()
    expect(page.locator("#hc-track")).to_have_value("1234567890123")
    expect(page.locator("#hc-track")).to_be_focused()

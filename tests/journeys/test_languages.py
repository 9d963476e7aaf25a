import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import WordsOf
from tests.tools.chromium import PageOpener
from tests.tools.help_center import HelpCenter
from tests.tools.words import Words

NAME = "Олга Петрова"
MESSAGE = "I paid twice for one order."
ARTICLE = "returns/how-to-return"


def _open_switcher(page: Page, say: Words) -> None:
    page.locator(".hc-menu__button", has_text=say.page("Language")).click()


def _fill_half(page: Page, say: Words) -> None:
    page.get_by_label(say.form("What is it about?"), exact=True).select_option("payment")
    page.get_by_label(say.form("Your name"), exact=True).fill(NAME)
    page.get_by_label(say.form("Your message"), exact=True).fill(MESSAGE)


def _expect_half_filled(page: Page, say: Words) -> None:
    topic = page.get_by_label(say.form("What is it about?"), exact=True)
    expect(topic.locator("option:checked")).to_have_text(say.topic("payment"))
    expect(page.get_by_label(say.form("Your name"), exact=True)).to_have_value(NAME)
    expect(page.get_by_label(say.form("Your message"), exact=True)).to_have_value(MESSAGE)
    expect(page.locator(".hc-error-summary, .hc-field--error")).to_have_count(0)


@pytest.mark.parametrize("javascript", [True, False], ids=["with-script", "without-script"])
def test_another_language_keeps_a_half_filled_form(
    help_center: HelpCenter, open_page: PageOpener, words_of: WordsOf, javascript: bool
) -> None:
    english, arabic, russian = words_of("en"), words_of("ar"), words_of("ru")
    page = open_page(f"{help_center.url}/desk/en/contact", javascript=javascript, width=390)
    _fill_half(page, english)
    _open_switcher(page, english)
    page.get_by_role("button", name="العربية").click()
    expect(page).to_have_url(re.compile("/desk/ar/contact"))
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    _expect_half_filled(page, arabic)

    _open_switcher(page, arabic)
    page.get_by_role("button", name="Русский").click()
    expect(page.locator("html")).to_have_attribute("lang", "ru")
    _expect_half_filled(page, russian)


def test_another_language_keeps_what_was_typed_on_the_contact_page(
    help_center: HelpCenter, open_page: PageOpener, words_of: WordsOf
) -> None:
    english, bulgarian = words_of("en"), words_of("bg")
    page = open_page(help_center.url + english.path("contact/contact-us"))
    _fill_half(page, english)
    _open_switcher(page, english)
    page.get_by_role("link", name="Български").click()
    expect(page).to_have_url(help_center.url + bulgarian.path("contact/contact-us"))
    _expect_half_filled(page, bulgarian)


@pytest.mark.parametrize("width", [390, 1280])
def test_the_switcher_leads_to_the_same_article(
    help_center: HelpCenter, open_page: PageOpener, words_of: WordsOf, width: int
) -> None:
    say = words_of("bg")
    page = open_page(help_center.url + say.path(ARTICLE), width=width)
    for name, locale in (("Русский", "ru"), ("العربية", "ar"), ("English", "en")):
        _open_switcher(page, say)
        page.get_by_role("link", name=name, exact=True).click()
        say = words_of(locale)
        expect(page).to_have_url(help_center.url + say.path(ARTICLE))
        expect(page.get_by_role("heading", level=1)).to_have_text(say.title(ARTICLE))
    _open_switcher(page, say)
    expect(page.get_by_role("link", name="English", exact=True)).to_have_attribute(
        "aria-current", "true"
    )


def test_results_and_their_query_survive_another_language(
    help_center: HelpCenter, open_page: PageOpener, words_of: WordsOf
) -> None:
    page = open_page(f"{help_center.url}/desk/en/search?q=PayPal", javascript=False)
    _open_switcher(page, words_of("en"))
    page.get_by_role("link", name="Русский").click()
    expect(page).to_have_url(f"{help_center.url}/desk/ru/search?q=PayPal")
    expect(page.locator("#hc-q")).to_have_value("PayPal")


def test_the_browsers_language_is_offered_to_who_comes_from_elsewhere(
    help_center: HelpCenter, open_page: PageOpener, words_of: WordsOf
) -> None:
    english, russian = words_of("en"), words_of("ru")
    page = open_page(help_center.url + english.path(ARTICLE), locale="ru-RU")
    offer = page.locator(".hc-offer:visible")
    expect(offer).to_have_text("Читать эту страницу на русском")
    offer.get_by_role("link").click()
    expect(page).to_have_url(help_center.url + russian.path(ARTICLE))
    expect(offer).to_have_count(0)


def test_no_language_is_offered_to_who_has_chosen_one(
    help_center: HelpCenter, open_page: PageOpener, words_of: WordsOf
) -> None:
    say = words_of("bg")
    page = open_page(help_center.url + say.home, locale="bg-BG")
    expect(page.locator(".hc-offer:visible")).to_have_count(0)
    _open_switcher(page, say)
    page.get_by_role("link", name="Русский", exact=True).click()
    expect(page).to_have_url(help_center.url + words_of("ru").home)
    expect(page.locator(".hc-offer:visible")).to_have_count(0)

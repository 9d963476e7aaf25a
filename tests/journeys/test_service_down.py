from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Reader, WordsOf, everywhere
from tests.tools.chromium import PageOpener
from tests.tools.folder_server import serve_folder
from tests.tools.help_center import HelpCenter

FORMS = ("contact/contact-us", "problems/website-problem", "legal/withdrawal-form")
FOUND = "returns/track-a-refund"
QUERIES = {
    "en": "refund not received",
    "bg": "не съм получил парите си",
    "ru": "деньги за возврат не пришли",
    "ar": "لم يصل المبلغ المسترد",
}


@pytest.fixture(scope="module")
def served(built_content: Path) -> Iterator[str]:
    """The site at an address where no service answers."""
    with serve_folder(built_content / "site") as url:
        yield url


@everywhere
def test_phone_and_mail_stand_where_the_form_would_be(
    reader: Reader, open_page: PageOpener
) -> None:
    say = reader.say
    open_page.allow("/desk/")  # nobody answers there, and Chromium says so
    page = reader.open(say.home)
    for article in FORMS:
        page.goto(reader.url + say.path(article))
        page.locator(".hc-mount").locator("select, a").first.focus()
        notice = page.get_by_role("alert")
        expect(notice).to_contain_text(
            say.page("The form cannot be reached at the moment. Please call us or write an e-mail:")
        )
        phone = notice.get_by_role("link").first
        expect(phone).to_be_in_viewport()
        expect(phone).to_have_attribute("href", f"tel:{say.shop.identity.phone}")
        expect(notice.locator("[href='mailto:care@marigold.example']")).to_be_visible()


@everywhere
def test_articles_and_search_work_without_the_service(
    reader: Reader, open_page: PageOpener
) -> None:
    say = reader.say
    page = reader.open(say.home)
    page.get_by_role("searchbox").fill(QUERIES[say.locale])
    found = page.locator(".hc-search__panel").get_by_role("link", name=say.title(FOUND))
    found.first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(say.title(FOUND))
    phone = page.get_by_role("contentinfo").locator(f"[href='tel:{say.shop.identity.phone}']")
    expect(phone).to_be_visible()


def test_what_was_typed_survives_a_service_that_goes_away(
    help_center: HelpCenter, open_page: PageOpener, words_of: WordsOf
) -> None:
    say = words_of("en")
    page = open_page(help_center.url + say.path("contact/contact-us"))
    page.get_by_label("What is it about?").select_option("other")
    page.get_by_label("Your name").fill("Maya")
    page.get_by_label("Your e-mail address").fill("maya@shopper.example")
    page.get_by_label("Your message").fill("Do you sell gift boxes?")
    help_center.process.terminate()
    help_center.process.wait()
    open_page.allow("/desk/")
    open_page.allow("ERR_CONNECTION_REFUSED")  # what is loaded on the way down the page
    page.get_by_role("button", name="Send message").click()
    expect(page.get_by_role("alert")).to_contain_text("Your text is still in the form")
    expect(page.get_by_role("alert").get_by_role("link").first).to_be_visible()
    expect(page.get_by_label("Your message")).to_have_value("Do you sell gift boxes?")

import sqlite3

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import WordsOf
from tests.tools.chromium import PageOpener
from tests.tools.help_center import HelpCenter

ARTICLE = "payment/invoices"


def _votes(center: HelpCenter) -> list[tuple[str, str, int]]:
    database = sqlite3.connect(center.folder / "helpcenter.db")
    try:
        return database.execute("SELECT article, locale, helpful FROM feedback").fetchall()
    finally:
        database.close()


@pytest.mark.parametrize(("answer", "helpful"), [("Yes", 1), ("No", 0)])
def test_a_vote_is_thanked_for_on_the_page(
    help_center: HelpCenter, open_page: PageOpener, words_of: WordsOf, answer: str, helpful: int
) -> None:
    say = words_of("bg")
    page = open_page(help_center.url + say.path(ARTICLE), width=390)
    form = page.locator("form.hc-feedback")
    button = form.get_by_role("button", name=say.page(answer), exact=True)
    with page.expect_response("**/modules/feedback.js"):
        button.focus()
    button.click()
    thanks = say.page("Thank you. Your opinion helps us to write better articles.")
    expect(form.get_by_role("status")).to_have_text(thanks)
    expect(button).to_be_hidden()
    assert _votes(help_center) == [(ARTICLE, "bg", helpful)]


def test_a_vote_without_script_leads_back_to_the_article(
    help_center: HelpCenter, open_page: PageOpener, words_of: WordsOf
) -> None:
    say = words_of("ar")
    page = open_page(help_center.url + say.path(ARTICLE), javascript=False)
    form = page.locator("form.hc-feedback")
    form.get_by_role("button", name=say.page("No"), exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(say.form("Thank you"))
    assert _votes(help_center) == [(ARTICLE, "ar", 0)]
    page.get_by_role("link", name=say.form("Back to the article")).click()
    expect(page).to_have_url(help_center.url + say.path(ARTICLE))


def test_a_vote_that_gets_lost_can_be_given_again(
    help_center: HelpCenter, open_page: PageOpener, words_of: WordsOf
) -> None:
    say = words_of("en")
    page = open_page(help_center.url + say.path(ARTICLE))
    form = page.locator("form.hc-feedback")
    yes = form.get_by_role("button", name="Yes")
    with page.expect_response("**/modules/feedback.js"):
        yes.focus()
    help_center.process.terminate()
    help_center.process.wait()
    open_page.allow("/desk/en/feedback")
    yes.click()
    expect(form.get_by_role("status")).to_contain_text("did not reach us")
    expect(yes).to_be_visible()

"""The withdrawal function (Directive 2011/83/EU, Article 11a): two steps and a lasting copy."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import WordsOf
from tests.tools.chromium import PageOpener
from tests.tools.help_center import HelpCenter
from tests.tools.smtp import SmtpSink
from tests.tools.words import Words

NAME = "Елена Иванова"
EMAIL = "elena@shopper.example"
ORDER = "MG-2604817"
ARTICLE = "legal/withdrawal-form"
VISITS = [("en", 1280, True), ("bg", 390, True), ("bg", 1280, False), ("ar", 390, False)]


def _state(page: Page, say: Words) -> None:
    page.get_by_label(say.form("Your name"), exact=True).fill(NAME)
    page.get_by_label(say.form("Order number"), exact=True).fill(ORDER)
    page.get_by_label(say.form("Your e-mail address"), exact=True).fill(EMAIL)


def _continue(page: Page, say: Words) -> None:
    page.get_by_role("button", name=say.form("Continue")).click()
    step = page.get_by_role("heading", name=say.form("Check your statement"))
    expect(step).to_be_visible()


@pytest.mark.parametrize(("locale", "width", "javascript"), VISITS)
def test_two_steps_lead_from_any_page_to_a_lasting_copy(
    help_center: HelpCenter,
    open_page: PageOpener,
    smtp_sink: SmtpSink,
    words_of: WordsOf,
    locale: str,
    width: int,
    javascript: bool,
) -> None:
    say = words_of(locale)
    start = help_center.url + say.path("payment/invoices")
    page = open_page(start, width=width, javascript=javascript)
    page.get_by_role("contentinfo").get_by_role("link", name=say.title(ARTICLE)).click()
    page.get_by_role("link", name=say.page("Open the withdrawal form")).click()
    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    if javascript:
        expect(page.get_by_label(say.form("Your name"), exact=True)).to_be_focused()
    _state(page, say)
    _continue(page, say)
    if javascript:
        expect(page.locator("[data-step]")).to_be_focused()
    assert smtp_sink.mails == []
    statement = page.locator("main dl")
    for told in (NAME, ORDER, EMAIL, say.form("The whole order")):
        expect(statement).to_contain_text(told)

    page.get_by_role("button", name=say.form("Confirm withdrawal")).click()
    expect(page).to_have_url(re.compile(f"/desk/{locale}/thanks/"))
    reference = page.locator(".hc-panel__value").inner_text()
    smtp_sink.wait_for(2)
    (ticket,) = smtp_sink.to("returns@marigold.example")
    assert reference in ticket.message["Subject"]
    (copy,) = smtp_sink.to(EMAIL)
    body = copy.message.get_body(("plain",))
    assert body is not None
    text = body.get_content()
    assert all(part in text for part in (reference, NAME, ORDER, EMAIL))
    # The moment on the page is the moment in the copy.
    shown = page.locator("main p", has_text=_moment_words(say)).inner_text()
    assert shown.removeprefix(_moment_words(say)).strip(" .") in text


def _moment_words(say: Words) -> str:
    return say.form("You withdrew on %(moment)s.", moment="\x00").partition("\x00")[0].strip()


def test_a_statement_can_be_changed_before_it_counts(
    help_center: HelpCenter, open_page: PageOpener, smtp_sink: SmtpSink, words_of: WordsOf
) -> None:
    say = words_of("en")
    page = open_page(f"{help_center.url}/desk/en/withdraw")
    expect(page.get_by_label("Which items?")).to_be_hidden()
    _state(page, say)
    _continue(page, say)
    page.get_by_role("button", name="Change something").click()
    expect(page.get_by_label("Your name")).to_have_value(NAME)
    page.get_by_label("Only some items of it").check()
    page.get_by_label("Which items?").fill("2, 3")
    _continue(page, say)
    expect(page.locator("main dl")).to_contain_text("2, 3")
    page.get_by_role("button", name="Confirm withdrawal").click()
    expect(page).to_have_url(re.compile("/desk/en/thanks/"))
    smtp_sink.wait_for(2)
    (copy,) = smtp_sink.to(EMAIL)
    body = copy.message.get_body(("plain",))
    assert body is not None
    assert "lines 2, 3" in body.get_content()

import re
from email.message import EmailMessage

import pytest
from playwright.sync_api import Page, expect

from tests.tools.chromium import PageOpener
from tests.tools.help_center import HelpCenter
from tests.tools.smtp import ReceivedMail, SmtpSink

NAME = "Елена O'Brien"
EMAIL = "elena@shopper.example"
ORDER = "MG-2604817"
MESSAGE = "The parcel has not moved for a week.\nIs it lost?"
TEAM = "delivery@marigold.example"


def _text(message: EmailMessage) -> str:
    body = message.get_body(("plain",))
    assert body is not None
    return str(body.get_content())


def _fill_in(page: Page, *, email: str) -> None:
    page.get_by_label("What is it about?").select_option("Where is my order?")
    page.get_by_label("Your name").fill(NAME)
    page.get_by_label("Your e-mail address").fill(email)
    page.get_by_label("Your message").fill(MESSAGE)


def _send(page: Page) -> None:
    page.get_by_role("button", name="Send message").click()


def _send_with_mistakes(page: Page) -> None:
    """No order number, half an address: what was typed stays, and the summary leads to each."""
    _fill_in(page, email="elena@")
    _send(page)
    summary = page.get_by_role("alert")
    expect(summary).to_contain_text("e-mail address")
    expect(summary).to_contain_text("order number")
    expect(page).to_have_title(re.compile("^Error: "))
    expect(page.get_by_label("Your name")).to_have_value(NAME)
    expect(page.get_by_label("Your message")).to_have_value(MESSAGE)
    summary.get_by_role("link", name="order number").click()
    expect(page.get_by_label("Order number")).to_be_focused()
    expect(page.get_by_label("Order number")).to_have_attribute("aria-invalid", "true")


def _put_right(page: Page) -> None:
    page.get_by_label("Your e-mail address").fill(EMAIL)
    page.get_by_label("Order number").fill(ORDER)
    _send(page)


def _agree(page: Page, ticket: ReceivedMail, acknowledgement: ReceivedMail) -> None:
    """Both mails, read by another parser, say what was typed and what the thanks page said."""
    reference = page.locator(".hc-panel__value").inner_text()
    promise = page.locator("main .hc-promise").inner_text()

    assert ticket.recipients == (TEAM,)
    assert ticket.message["Reply-To"].addresses[0].addr_spec == EMAIL
    assert ticket.message["Subject"] == f"[{reference}] Where is my order?: {ORDER}"
    told = _text(ticket.message)
    assert NAME in told
    assert all(line in told for line in MESSAGE.splitlines())

    assert acknowledgement.recipients == (EMAIL,)
    assert acknowledgement.message["Auto-Submitted"] == "auto-generated"
    assert reference in acknowledgement.message["Subject"]
    told = " ".join(_text(acknowledgement.message).split())
    assert promise in told
    assert "/delivery/track-your-order/" in told
    typed = (NAME, ORDER, *MESSAGE.splitlines())
    assert not any(part in acknowledgement.raw.decode() + told for part in typed)
    thread = {mail.message["References"] for mail in (ticket, acknowledgement)}
    assert len(thread) == 1


@pytest.mark.parametrize("javascript", [True, False], ids=["with-script", "without-script"])
def test_a_question_finds_its_article_and_a_form_becomes_two_mails(
    help_center: HelpCenter, open_page: PageOpener, smtp_sink: SmtpSink, javascript: bool
) -> None:
    page = open_page(f"{help_center.url}/", javascript=javascript)
    box = page.get_by_role("searchbox", name="Search the help center")
    box.fill("where is my ordr")
    if javascript:
        expect(page.get_by_role("status")).to_contain_text("found")
    box.press("Enter")
    if not javascript:
        page.locator("main").get_by_role("link", name="Where is my order?").first.click()
    expect(page).to_have_url(f"{help_center.url}/delivery/track-your-order/")
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("Where is my order"))

    page.get_by_role("contentinfo").get_by_role("link", name="Write to us").click()
    if not javascript:
        page.get_by_role("link", name="Open the contact form").click()
    _send_with_mistakes(page)
    open_page.check()
    _put_right(page)
    expect(page).to_have_url(re.compile(r"/desk/en/thanks/"))

    ticket, acknowledgement = smtp_sink.wait_for(2)
    _agree(page, ticket, acknowledgement)
    page.reload()
    assert len(smtp_sink.mails) == 2

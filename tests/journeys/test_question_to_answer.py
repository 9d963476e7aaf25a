"""The journey the product exists for: a question, an article, a message, two mails."""

import re
from dataclasses import dataclass
from email.message import EmailMessage

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Locator, Page, expect

from tests.journeys.conftest import WordsOf
from tests.tools.chromium import PageOpener
from tests.tools.help_center import HelpCenter
from tests.tools.smtp import ReceivedMail, SmtpSink
from tests.tools.words import Words

NAME = "Елена O'Brien"
EMAIL = "elena@shopper.example"
ORDER = "MG-2604817"
MESSAGE = "The parcel has not moved for a week.\nЗагубена ли е? هل فُقدت؟"
TOPIC = "where-is-my-order"
ARTICLE = "delivery/track-your-order"
TEAM = "delivery@marigold.example"


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    locale: str
    query: str
    width: int
    javascript: bool

    def __str__(self) -> str:
        return f"{self.locale}-{self.width}-{'with' if self.javascript else 'without'}-script"


VISITS = [
    Visit(locale="en", query="where is my ordr", width=1280, javascript=True),
    Visit(locale="en", query="where is my ordr", width=390, javascript=False),
    Visit(locale="bg", query="къде ми е поръчката", width=390, javascript=True),
    Visit(locale="ru", query="где мой заказ", width=1280, javascript=False),
    Visit(locale="ar", query="وين طلبي", width=390, javascript=True),
    Visit(locale="ar", query="وين طلبي", width=1280, javascript=False),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shopper:
    """What one does on the pages, in the words of their language."""

    page: Page
    say: Words
    javascript: bool

    def find_the_article(self, query: str) -> None:
        box = self.page.locator("main").get_by_role(
            "searchbox", name=self.say.page("Search the help center")
        )
        box.fill(query)
        title = self.say.title(ARTICLE)
        if self.javascript:
            panel = self.page.locator(".hc-search__panel")
            found = panel.locator(".md-search-result__link", has_text=title)
            expect(found.first).to_be_visible()
        box.press("Enter")
        if not self.javascript:
            self.page.locator("main").get_by_role("link", name=title).first.click()

    def go_to_the_form(self) -> None:
        footer = self.page.get_by_role("contentinfo")
        footer.get_by_role("link", name=self.say.page("Write to us")).click()
        if not self.javascript:
            self.page.get_by_role("button", name=self.say.page("Open the contact form")).click()

    def fill_in(self, *, email: str) -> None:
        self.control("What is it about?").select_option(TOPIC)
        self.control("Your name").fill(NAME)
        self.control("Your e-mail address").fill(email)
        self.control("Your message").fill(MESSAGE)

    def send(self) -> None:
        self.page.get_by_role("button", name=self.say.form("Send message")).click()

    def control(self, label: str) -> Locator:
        return self.page.get_by_label(self.say.form(label), exact=True)


def _send_with_mistakes(shopper: Shopper) -> None:
    """No order number, half an address: what was typed stays, and the summary leads to each."""
    page, say = shopper.page, shopper.say
    shopper.fill_in(email="elena@")
    shopper.send()
    summary = page.locator(".hc-error-summary")
    example = say.shop.orders.number_example
    wanted = say.form("Enter your order number, for example %(example)s", example=example)
    expect(summary).to_contain_text(wanted)
    expect(summary).to_contain_text(say.form("Enter an e-mail address like name@example.com"))
    if shopper.javascript:
        expect(summary).to_be_focused()
    expect(page).to_have_title(re.compile("^" + re.escape(say.form("Error: %(title)s", title=""))))
    expect(shopper.control("Your name")).to_have_value(NAME)
    expect(shopper.control("Your message")).to_have_value(MESSAGE)
    summary.get_by_role("link", name=wanted).click()
    expect(shopper.control("Order number")).to_be_focused()
    expect(shopper.control("Order number")).to_have_attribute("aria-invalid", "true")


def _put_right(shopper: Shopper) -> None:
    shopper.control("Your e-mail address").fill(EMAIL)
    shopper.control("Order number").fill(ORDER)
    shopper.send()


def _part(message: EmailMessage, kind: str) -> str:
    body = message.get_body((kind,))
    assert body is not None, f"no {kind} part"
    return str(body.get_content())


def _ticket_agrees(ticket: ReceivedMail, reference: str) -> None:
    """Staff read in their own language what the shopper wrote in theirs."""
    assert ticket.recipients == (TEAM,)
    assert ticket.message["Reply-To"].addresses[0].addr_spec == EMAIL
    assert ticket.message["Subject"] == f"[{reference}] Where is my order?: {ORDER}"
    told = _part(ticket.message, "plain")
    assert NAME in told
    assert all(line in told for line in MESSAGE.splitlines())


def _acknowledgement_agrees(mail: ReceivedMail, reference: str, promise: str, say: Words) -> None:
    """It says what the thanks page said, in the shopper's language, and nothing that was typed."""
    assert mail.recipients == (EMAIL,)
    assert mail.message["Auto-Submitted"] == "auto-generated"
    assert reference in mail.message["Subject"]
    html = BeautifulSoup(_part(mail.message, "html"), "html.parser")
    assert html.html is not None
    assert (html.html["lang"], html.html["dir"]) == (say.locale, say.direction)
    for told in (_part(mail.message, "plain"), html.get_text(" ")):
        words = " ".join(told.split())
        assert promise in words
        assert say.topic(TOPIC) in words
        assert not any(typed in words for typed in (NAME, ORDER, *MESSAGE.splitlines()))
    assert say.path(ARTICLE) in _part(mail.message, "plain")


@pytest.mark.parametrize("visit", VISITS, ids=str)
def test_a_question_finds_its_article_and_a_form_becomes_two_mails(
    help_center: HelpCenter,
    open_page: PageOpener,
    smtp_sink: SmtpSink,
    words_of: WordsOf,
    visit: Visit,
) -> None:
    say = words_of(visit.locale)
    page = open_page(
        help_center.url + say.home, width=visit.width, height=844, javascript=visit.javascript
    )
    shopper = Shopper(page=page, say=say, javascript=visit.javascript)
    shopper.find_the_article(visit.query)
    expect(page).to_have_url(re.compile(re.escape(help_center.url + say.path(ARTICLE))))
    expect(page.get_by_role("heading", level=1)).to_have_text(say.title(ARTICLE))

    shopper.go_to_the_form()
    _send_with_mistakes(shopper)
    open_page.check()
    _put_right(shopper)
    expect(page).to_have_url(re.compile(f"/desk/{visit.locale}/thanks/"))

    reference = page.locator(".hc-panel__value").inner_text()
    promise = page.locator("main .hc-promise").inner_text()
    ticket, acknowledgement = smtp_sink.wait_for(2)
    _ticket_agrees(ticket, reference)
    _acknowledgement_agrees(acknowledgement, reference, promise, say)
    assert len({mail.message["References"] for mail in (ticket, acknowledgement)}) == 1
    page.reload()
    assert len(smtp_sink.mails) == 2

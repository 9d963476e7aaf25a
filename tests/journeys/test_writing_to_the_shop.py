"""From the topic to the thanks page: answers on the way, a draft on the device, a service away."""

import json
import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Locator, Page, Route, expect

from tests.tools.chromium import PageOpener
from tests.tools.help_center import HelpCenter

MESSAGE = "The parcel has not moved for a week. Is it lost?"
# A module is loaded once: who imports it after the page did goes on after the page.
AFTER_MODULE = """async (name) => {
    const { src } = document.querySelector("script[src$='/hc.js']");
    await import(`${src.replace(/[^/]*$/, "")}modules/${name}.js`);
}"""
PAGES = ["/contact/contact-us/", "/desk/en/contact"]


def _answers(page: Page, about: str) -> Locator:
    return page.locator(f"[data-answers={about}]")


def _draft(page: Page, form: str = "contact") -> dict[str, str]:
    text = page.evaluate(f"localStorage.getItem('hc-draft-{form}')")
    values: dict[str, str] = json.loads(text)["values"] if text else {}
    return values


@pytest.mark.parametrize("path", PAGES)
def test_articles_that_may_answer_stand_beside_topic_and_message(
    help_center: HelpCenter, open_page: PageOpener, path: str
) -> None:
    page = open_page(help_center.url + path)
    by_topic, by_message = _answers(page, "topic"), _answers(page, "message")
    topic = page.get_by_label("What is it about?")
    expect(topic).to_be_visible()
    expect(by_topic).to_be_hidden()
    sent: list[str] = []
    page.on("request", lambda request: sent.append(f"{request.url} {request.post_data or ''}"))

    topic.select_option("Where is my order?")
    expect(by_topic.get_by_role("listitem")).to_have_count(3)
    expect(by_topic.get_by_role("status")).to_have_text("Articles that may answer this: 3")
    page.get_by_label("Your message").fill(MESSAGE)
    expect(by_message.get_by_role("listitem")).to_have_count(3)
    assert all("/search/" in address or "/assets/" in address for address in sent), sent
    assert not [address for address in sent if "parcel" in address or "moved" in address]

    title = by_message.locator("summary").first
    title.focus()
    title.press("Enter")
    link = by_message.get_by_role("link", name=re.compile("opens in a new tab")).first
    expect(link).to_be_visible()
    with page.expect_popup() as opened:
        link.click()
    expect(opened.value.get_by_role("heading", level=1)).to_have_text(title.inner_text())
    expect(page.get_by_label("Your message")).to_have_value(MESSAGE)

    page.get_by_label("Your message").fill("")
    expect(by_message).to_be_hidden()
    topic.select_option("Please choose")
    expect(by_topic).to_be_hidden()


def test_a_draft_comes_back_in_every_language_until_it_is_discarded(
    help_center: HelpCenter, open_page: PageOpener
) -> None:
    page = open_page(f"{help_center.url}/contact/contact-us/")
    page.get_by_label("What is it about?").select_option("Guarantee claim")
    page.get_by_label("Your message").fill(MESSAGE)
    page.goto(f"{help_center.url}/ar/contact/contact-us/")
    message, topic = page.locator("#hc-message"), page.locator("#hc-topic")
    expect(message).to_have_value(MESSAGE)
    expect(topic).to_have_value("warranty")
    notice = page.locator("[data-draft]")
    expect(notice).to_be_visible()
    open_page.check()

    notice.get_by_role("button").click()
    expect(message).to_have_value("")
    expect(topic).to_be_focused()
    expect(notice).to_be_hidden()
    assert _draft(page) == {}
    page.reload()
    expect(message).to_have_value("")
    expect(notice).to_be_hidden()


def test_only_what_was_typed_is_kept_and_the_thanks_page_forgets_it(
    help_center: HelpCenter, open_page: PageOpener
) -> None:
    page = open_page(f"{help_center.url}/desk/en/contact")
    page.get_by_label("What is it about?").select_option("Question about a product")
    page.get_by_label("Your name").fill("Elena")
    page.get_by_label("Your message").fill("Is the blue vase made of glass?")
    page.evaluate(AFTER_MODULE, "desk-form")
    assert set(_draft(page)) == {"topic", "name", "email", "order_number", "message"}
    page.get_by_role("button", name="Send message").click()
    expect(page.get_by_role("alert")).to_contain_text("e-mail address")
    page.evaluate(AFTER_MODULE, "desk-form")
    assert _draft(page)["name"] == "Elena"
    expect(page.locator("[data-draft]")).to_be_hidden()
    page.get_by_label("Your e-mail address").fill("elena@shopper.example")
    page.get_by_role("button", name="Send message").click()
    expect(page).to_have_url(re.compile("/desk/en/thanks/"))
    expect(page.get_by_text("Your reference")).to_be_visible()
    page.evaluate(AFTER_MODULE, "sent")
    assert page.evaluate("localStorage.getItem('hc-draft-contact')") is None


def test_a_newer_draft_outlives_an_older_thanks_page(
    help_center: HelpCenter, open_page: PageOpener
) -> None:
    page = open_page(f"{help_center.url}/desk/en/contact")
    page.get_by_label("What is it about?").select_option("Question about a product")
    page.get_by_label("Your name").fill("Elena")
    page.get_by_label("Your message").fill("Is the blue vase made of glass?")
    page.get_by_label("Your e-mail address").fill("elena@shopper.example")
    page.get_by_role("button", name="Send message").click()
    expect(page).to_have_url(re.compile("/desk/en/thanks/"))
    thanks = page.url
    page.goto(f"{help_center.url}/desk/en/contact")
    page.get_by_label("Your message").fill("And the green one?")
    page.goto(thanks)
    page.evaluate(AFTER_MODULE, "sent")
    page.goto(f"{help_center.url}/desk/en/contact")
    expect(page.get_by_label("Your message")).to_have_value("And the green one?")


def test_what_is_typed_before_the_script_arrives_becomes_a_draft(
    help_center: HelpCenter, open_page: PageOpener
) -> None:
    page = open_page(f"{help_center.url}/desk/en/contact")
    sent = {"values": {"name": "Elena", "message": "The first one"}, "sent": True}
    page.evaluate("text => localStorage.setItem('hc-draft-contact', text)", json.dumps(sent))
    held: list[Route] = []
    page.route(re.compile(r"modules/desk-form\.js"), lambda route: held.append(route))
    with page.expect_request(re.compile(r"modules/desk-form\.js")):
        page.reload()
    page.get_by_label("Your message").fill("And the green one?")
    page.get_by_label("What is it about?").select_option("Question about a product")
    assert _draft(page)["message"] == "The first one"

    for route in held:
        route.continue_()
    expect(page.get_by_label("Your name")).to_have_value("Elena")
    expect(page.get_by_label("Your message")).to_have_value("And the green one?")
    assert _draft(page)["message"] == "And the green one?"
    assert not page.evaluate("JSON.parse(localStorage.getItem('hc-draft-contact')).sent")


@pytest.mark.parametrize("trouble", ["away", "failing", "strange"])
def test_phone_and_mail_come_at_once_when_the_form_cannot(
    help_center: HelpCenter, open_page: PageOpener, trouble: str
) -> None:
    page = open_page(f"{help_center.url}/")
    open_page.allow("/desk/en/contact")
    answers = {
        "away": lambda route: route.abort(),
        "failing": lambda route: route.fulfill(status=502, body="Bad gateway"),
        "strange": lambda route: route.fulfill(body="<form>Sign in to this network</form>"),
    }
    page.route(re.compile("/desk/en/contact"), answers[trouble])
    page.goto(f"{help_center.url}/contact/contact-us/")
    notice = page.get_by_role("alert")
    expect(notice).to_contain_text("The form cannot be reached at the moment")
    expect(notice.get_by_role("link", name="+359 2 000 0100")).to_be_visible()
    expect(notice.get_by_role("link", name="care@marigold.example")).to_be_visible()

    page.unroute(re.compile("/desk/en/contact"))
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(page.get_by_label("Your message")).to_be_visible()
    expect(notice).to_be_hidden()


def test_a_message_that_cannot_be_sent_stays_and_can_be_sent_again(
    help_center: HelpCenter, open_page: PageOpener
) -> None:
    page = open_page(f"{help_center.url}/contact/contact-us/")
    open_page.allow("/desk/en/contact")
    page.get_by_label("What is it about?").select_option("Question about a product")
    page.get_by_label("Your name").fill("Elena")
    page.get_by_label("Your message").fill("Is the blue vase made of glass?")
    page.get_by_label("Your e-mail address").fill("elena@shopper.example")
    page.route(re.compile("/desk/en/contact"), lambda route: route.abort())
    page.get_by_role("button", name="Send message").click()
    expect(page.get_by_role("alert")).to_contain_text("could not be sent")
    expect(page.get_by_label("Your message")).to_have_value("Is the blue vase made of glass?")
    page.unroute(re.compile("/desk/en/contact"))
    page.get_by_role("button", name="Send message").click()
    expect(page).to_have_url(re.compile("/desk/en/thanks/"))


def test_a_number_typed_into_the_tracker_is_recognised_offered_or_explained(
    help_center: HelpCenter, open_page: PageOpener
) -> None:
    page = open_page(f"{help_center.url}/delivery/track-your-order/")
    field, button = page.get_by_label("Tracking number"), page.get_by_role("button", name="Track")
    result = page.locator(".hc-widget__result")
    field.fill("612 345 678 90")
    button.click()
    speedy = result.get_by_role("link", name="Speedy")
    expect(speedy).to_be_focused()
    expect(speedy).to_have_attribute("href", re.compile("shipmentNumber=61234567890$"))
    expect(result.get_by_role("link", name="Aramex")).to_be_visible()
    field.fill("mg-1234567")
    button.click()
    expect(result).to_contain_text("This looks like an order number")
    field.fill("12-34")
    button.click()
    expect(result).to_contain_text("We do not recognise this number")
    expect(result.get_by_role("listitem")).to_have_count(6)
    expect(result).to_contain_text("RA123456789BG")
    expect(field).to_be_focused()

    page.route("https://www.pochta.ru/**", lambda route: route.fulfill(body="<h1>x</h1><title>x"))
    open_page.allow("pochta.ru")
    field.fill("ra ١٢٣٤٥٦٧٨٩ bg")
    button.click()
    expect(page).to_have_url("https://www.pochta.ru/tracking?barcode=RA123456789BG")


def test_costs_offer_only_what_goes_together(
    help_center: HelpCenter, open_page: PageOpener
) -> None:
    page = open_page(f"{help_center.url}/ar/payment/prices-taxes-and-fees/", width=390)
    country, method = page.locator("#hc-country"), page.locator("#hc-method")
    payment, result = page.locator("#hc-payment"), page.locator("[data-result]")
    page.locator("#hc-basket").fill("٤٩٫٥٠")
    expect(result).to_contain_text("53.00")
    charged = payment.locator("option[data-charged=delivery]")
    expect(charged).to_have_count(1)
    method.select_option(index=1)  # a locker takes no cash
    expect(charged).to_have_count(0)
    country.select_option("east")
    expect(method.locator("option")).to_have_count(2)
    expect(payment.locator("option[data-zones=east]")).to_have_count(2)
    country.select_option("gulf")
    page.locator("#hc-basket").fill("٣٠٠")
    expect(result).to_contain_text("300.00")
    expect(result).to_contain_text("250.00")  # the limit of duty


def test_calculators_lead_to_paragraphs_that_exist(built_content: Path) -> None:
    site = built_content / "site"
    links = set()
    for page in site.rglob("*.html"):
        text = page.read_text()
        if 'data-module="calculators/' in text:
            form = BeautifulSoup(text, "html.parser").select("form[data-rule]")
            links |= {v for f in form for k, v in f.attrs.items() if k.startswith("data-rule-")}
    assert len(links) == 3 * 4
    for link in links:
        path, _, anchor = str(link).partition("#")
        assert f'id="{anchor}"' in (site / path.strip("/") / "index.html").read_text(), link

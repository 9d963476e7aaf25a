"""From the topic to the thanks page: answers on the way, a draft on the device, a service away."""

import json
import re

import pytest
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
def test_the_promise_is_that_of_the_chosen_topic(
    help_center: HelpCenter, open_page: PageOpener, path: str
) -> None:
    page = open_page(help_center.url + path)
    topic = page.get_by_label("What is it about?")
    topic.select_option("complaint")
    promise = page.locator("[data-promises]")
    expect(promise).to_be_visible()
    promises = json.loads(promise.get_attribute("data-promises") or "{}")
    assert len(set(promises.values())) > 1
    for name, sentence in promises.items():
        topic.select_option(name)
        expect(promise).to_have_text(sentence)


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
    expect(page.get_by_label("Your message")).to_be_visible()
    expect(by_topic.get_by_role("status")).to_have_text("Articles that may answer this: 3")
    page.get_by_label("Your message").fill(MESSAGE)
    expect(by_message.get_by_role("listitem")).to_have_count(3)
    titles = [set(place.locator("summary").all_inner_texts()) for place in (by_topic, by_message)]
    assert not titles[0] & titles[1]
    asked = ("/search/", "/assets/", "/desk/en/contact?fragment=1 ")
    assert all(any(part in address for part in asked) for address in sent), sent
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
    expect(topic).to_have_value("")
    topic.select_option("warranty")
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
    page.get_by_label("What is it about?").focus()
    notice = page.get_by_role("alert")
    expect(notice).to_contain_text("The form cannot be reached at the moment")
    expect(notice.get_by_role("link", name="+359 2 000 0100")).to_be_visible()
    expect(notice.get_by_role("link", name="care@marigold.example")).to_be_visible()

    page.unroute(re.compile("/desk/en/contact"))
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(notice).to_be_hidden()
    page.get_by_label("What is it about?").select_option("Question about a product")
    expect(page.get_by_label("Your message")).to_be_visible()


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


def test_a_topic_chosen_before_the_script_arrives_calls_the_form(
    help_center: HelpCenter, open_page: PageOpener
) -> None:
    page = open_page(f"{help_center.url}/contact/contact-us/")
    held: list[Route] = []
    page.route("**/modules/form.js", lambda route: held.append(route))
    topic = page.get_by_label("What is it about?")
    with page.expect_request("**/modules/form.js"):
        topic.focus()
    topic.select_option("Guarantee claim")
    page.get_by_role("button", name="Open the contact form").click()
    expect(page).to_have_url(f"{help_center.url}/contact/contact-us/")
    held.pop().continue_()
    expect(page.get_by_label("Your message")).to_be_visible()
    expect(topic).to_have_value("warranty")


def test_a_topic_leads_to_the_services_page_when_scripts_do_not_load(
    help_center: HelpCenter, open_page: PageOpener
) -> None:
    page = open_page(f"{help_center.url}/contact/contact-us/")
    open_page.allow("ERR_FAILED")
    page.route("**/modules/form.js", lambda route: route.abort())
    page.get_by_label("What is it about?").select_option("Guarantee claim")
    page.get_by_role("button", name="Open the contact form").click()
    expect(page).to_have_url(f"{help_center.url}/desk/en/contact?topic=warranty")
    expect(page.get_by_label("What is it about?")).to_have_value("warranty")


def test_the_keyboard_goes_on_in_the_form_where_the_topic_was_chosen(
    help_center: HelpCenter, open_page: PageOpener
) -> None:
    page = open_page(f"{help_center.url}/contact/contact-us/")
    topic = page.get_by_label("What is it about?")
    topic.focus()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_label("Your message")).to_be_visible()
    expect(topic).to_be_focused()
    expect(topic).to_have_value("where-is-my-order")
    page.keyboard.press("ArrowDown")
    expect(topic).to_have_value("change-or-cancel")

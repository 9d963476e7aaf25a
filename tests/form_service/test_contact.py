"""From the contact form to both mails, as shopper and staff see it."""

import json

import pytest
from sqlalchemy import select

from form_service.service import Service
from form_service.storage.tables import outbox, submissions
from tests.form_service.conftest import TestClock
from tests.form_service.posts import body, count, deliver_all
from tests.form_service.shoppers import CONTACT, REPORT, Shopper, problems_of, soup, value_of
from tests.tools.smtp import SmtpSink

LONG = "x" * 5001


def test_a_message_becomes_a_ticket_and_an_acknowledgement(
    shopper: Shopper, service: Service, smtp_sink: SmtpSink
) -> None:
    sent = shopper.send("/desk/en/contact", CONTACT)
    assert sent.status_code == 303
    thanks = shopper.open(sent.headers["Location"])
    reference = soup(thanks).select_one(".hc-panel__value").text
    promise = soup(thanks).select_one(".hc-promise").text
    assert promise == "We answer by Monday, 23 November, 16:15 (Sofia time)."

    deliver_all(service, smtp_sink)
    ticket, acknowledgement = (mail.message for mail in smtp_sink.wait_for(2))

    assert ticket["To"] == "delivery@marigold.example"
    assert ticket["Reply-To"] == "anna@example.com"
    assert ticket["Subject"] == f"[{reference}] Where is my order?: MG-1234567"
    assert ticket["Importance"] == "high"
    assert ticket.get_content_type() == "text/plain"
    text = body(ticket, "plain")
    assert "| Where is my parcel?\n| It should have come on Friday.\n" in text
    assert "Anna Ivanova, anna@example.com" in text
    assert "Answer promised by: Monday, 23 November, 16:15" in text
    assert "https://help.marigold.example/delivery/track-your-order/" in text

    assert acknowledgement["To"] == "anna@example.com"
    assert acknowledgement["Reply-To"] == "delivery@marigold.example"
    assert reference in acknowledgement["Subject"]
    assert acknowledgement["References"] == ticket["References"]
    plain = body(acknowledgement, "plain")
    assert promise in plain
    assert "https://help.marigold.example/delivery/track-your-order/" in plain
    for part in ("plain", "html"):
        for typed in ("Anna", "1234567", "Friday"):
            assert typed not in body(acknowledgement, part)
    for mail in (ticket, acknowledgement):
        assert mail["Auto-Submitted"] == "auto-generated"
        assert mail["X-Auto-Response-Suppress"] == "All"
        assert mail["From"] == "Marigold <help@marigold.example>"
        assert mail["Message-ID"].endswith("@marigold.example>")
    assert {mail.sender for mail in smtp_sink.mails} == {"bounces@marigold.example"}


def test_the_form_promises_for_every_topic_what_is_confirmed(shopper: Shopper) -> None:
    shopper.clock.turn(minutes=1)  # answers are promised for the next quarter of an hour
    page = shopper.open("/desk/en/contact")
    promises = json.loads(soup(page).select_one("[data-promises]")["data-promises"])
    topics = [option["value"] for option in soup(page).select("#hc-topic option")]
    assert sorted(promises) == sorted(filter(None, topics))
    assert len(set(promises.values())) > 1
    for topic, promise in promises.items():
        sent = shopper.send("/desk/en/contact", {**CONTACT, "topic": topic})
        thanks = shopper.open(sent.headers["Location"])
        assert soup(thanks).select_one(".hc-promise").text == promise


def test_a_report_carries_place_page_and_browser(
    shopper: Shopper, service: Service, smtp_sink: SmtpSink
) -> None:
    shopper.send("/desk/en/report", REPORT)
    deliver_all(service, smtp_sink)
    ticket = smtp_sink.to("technical@marigold.example")[0].message
    text = ticket.get_content()
    assert "Where did it happen? at payment" in text
    assert "Address of the page: https://marigold.example/checkout" in text
    assert "https://marigold.example/checkout" in text
    assert "Firefox 140, Android 15" in text


def test_the_report_knows_the_browser_it_is_written_with(shopper: Shopper) -> None:
    agent = "Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0"
    page = shopper.open("/desk/en/report", **{"User-Agent": agent})
    assert value_of(page, "browser") == "Firefox 140, Android 15"


def test_the_address_may_name_the_topic(shopper: Shopper) -> None:
    page = shopper.open("/desk/en/contact?topic=payment")
    assert value_of(page, "topic") == "payment"


@pytest.mark.parametrize(
    ("changes", "control", "message"),
    [
        ({"topic": ""}, "#hc-topic", "Choose what it is about"),
        ({"topic": "no-such-topic"}, "#hc-topic", "Choose what it is about"),
        ({"topic": "website-problem"}, "#hc-topic", "Choose what it is about"),
        ({"name": " "}, "#hc-name", "Enter your name"),
        ({"name": "\x00\u202e"}, "#hc-name", "Enter your name"),
        ({"email": ""}, "#hc-email", "Enter your e-mail address"),
        ({"email": "anna"}, "#hc-email", "Enter an e-mail address like name@example.com"),
        ({"email": "=?utf-8?q?x?=@example.com"}, "#hc-email",
         "Enter an e-mail address like name@example.com"),
        ({"order_number": ""}, "#hc-order_number",
         "Enter your order number, for example MG-1234567"),
        ({"order_number": "12"}, "#hc-order_number", "Enter the order number as in MG-1234567"),
        ({"message": "\n \n"}, "#hc-message", "Write what we can do for you"),
        ({"message": LONG}, "#hc-message",
         "Shorten this text by 1 character: at most 5000 fit."),
        ({"name": "n" * 101}, "#hc-name", "Shorten this text by 1 character: at most 100 fit."),
    ],
)  # fmt: skip
def test_a_mistake_is_named_and_what_was_typed_stays(
    shopper: Shopper, changes: dict[str, str], control: str, message: str
) -> None:
    values = CONTACT | changes
    answer = shopper.send("/desk/en/contact", values)
    assert answer.status_code == 422
    assert problems_of(answer) == {control: message}
    assert soup(answer).title.text.startswith("Error: Write to us")
    for name in ("email", "order_number", "name"):
        if name not in changes:
            assert value_of(answer, name) == values[name]
    if "message" not in changes:
        assert value_of(answer, "message") == values["message"]


def test_a_wrong_order_number_stays_until_a_topic_is_chosen(shopper: Shopper) -> None:
    answer = shopper.send("/desk/en/contact", CONTACT | {"topic": "", "order_number": "12 AB"})
    assert problems_of(answer) == {
        "#hc-topic": "Choose what it is about",
        "#hc-order_number": "Enter the order number as in MG-1234567",
    }
    assert value_of(answer, "order_number") == "12 AB"


@pytest.mark.parametrize(
    "typed", ["mg 1234567", "MG1234567", "mg–1234567", "№ MG-1234567", "MG-١٢٣٤٥٦٧", "#mg1234567"]
)
def test_an_order_number_is_understood_as_people_type_it(
    shopper: Shopper, service: Service, typed: str
) -> None:
    shopper.send("/desk/en/contact", CONTACT | {"order_number": typed})
    stored = service.database.read(lambda c: c.execute(select(submissions.c.order_number)).scalar())
    assert stored == "MG-1234567"


def test_an_unreadable_order_number_that_no_topic_asks_for_reaches_staff_as_typed(
    shopper: Shopper, service: Service, smtp_sink: SmtpSink
) -> None:
    typed = CONTACT | {"topic": "product-question", "order_number": "12\u202e AB <b>"}
    assert shopper.send("/desk/bg/contact", typed).status_code == 303
    stored = service.database.read(lambda c: c.execute(select(submissions)).mappings().one())
    assert (stored["order_number"], stored["details"]) == ("", {"order_number": "12 AB <b>"})
    deliver_all(service, smtp_sink)
    ticket = smtp_sink.to("care@marigold.example")[0].message
    assert "Order number, as it was typed: 12 AB <b>\n" in body(ticket, "plain")
    assert "12 AB" not in ticket["Subject"]
    (acknowledgement,) = smtp_sink.to("anna@example.com")
    assert "12 AB" not in body(acknowledgement.message, "plain")


def test_the_same_form_sent_twice_is_one_submission(shopper: Shopper, service: Service) -> None:
    token = shopper.fill("/desk/en/contact")
    answers = [shopper.post("/desk/en/contact", CONTACT | {"token": token}) for _ in range(3)]
    assert len({answer.headers["Location"] for answer in answers}) == 1
    assert count(service, submissions) == 1
    assert count(service, outbox) == 2


def test_a_text_changed_after_sending_is_a_submission_of_its_own(
    shopper: Shopper, service: Service
) -> None:
    token = shopper.fill("/desk/en/contact")
    for message in ("The first text", "Another text, after going back"):
        shopper.post("/desk/en/contact", CONTACT | {"token": token, "message": message})
    assert count(service, submissions) == 2


def test_an_expired_token_asks_again_and_keeps_the_text(
    shopper: Shopper, clock: TestClock, service: Service
) -> None:
    token = shopper.fill("/desk/en/contact")
    clock.turn(hours=25)
    answer = shopper.post("/desk/en/contact", CONTACT | {"token": token})
    assert answer.status_code == 422
    assert "open for a long time" in next(iter(problems_of(answer).values()))
    assert value_of(answer, "message") == CONTACT["message"]
    again = shopper.post("/desk/en/contact", CONTACT | {"token": value_of(answer, "token")})
    assert again.status_code == 303
    assert count(service, submissions) == 1


def test_a_token_of_almost_a_day_is_accepted(shopper: Shopper, clock: TestClock) -> None:
    token = shopper.fill("/desk/en/contact")
    clock.turn(hours=23, minutes=59)
    assert shopper.post("/desk/en/contact", CONTACT | {"token": token}).status_code == 303


@pytest.mark.parametrize("token", ["", "x", "a.b.c", "\x00", "ي" * 50])
def test_a_token_that_is_not_ours_is_refused_and_the_text_kept(
    shopper: Shopper, service: Service, token: str
) -> None:
    answer = shopper.post("/desk/en/contact", CONTACT | {"token": token})
    assert answer.status_code == 422
    assert value_of(answer, "message") == CONTACT["message"]
    assert count(service, submissions) == 0


def test_the_token_of_another_form_is_refused(shopper: Shopper) -> None:
    token = shopper.fill("/desk/en/withdraw")
    assert shopper.post("/desk/en/contact", CONTACT | {"token": token}).status_code == 422


def test_another_language_keeps_a_half_filled_form(shopper: Shopper, service: Service) -> None:
    token = shopper.fill("/desk/en/contact")
    half = {"token": token, "topic": "payment", "message": "My card", "email": "anna@"}
    page = shopper.post("/desk/ar/contact", half | {"switch": "1"})
    assert page.status_code == 200
    assert soup(page).html["lang"] == "ar"
    assert soup(page).html["dir"] == "rtl"
    assert problems_of(page) == {}
    assert value_of(page, "topic") == "payment"
    assert value_of(page, "message") == "My card"
    assert value_of(page, "email") == "anna@"
    assert value_of(page, "token") == token
    assert count(service, submissions) == 0


def test_every_language_is_one_press_away(shopper: Shopper) -> None:
    page = soup(shopper.open("/desk/en/contact"))
    switches = page.select("button.hc-menu__switch")
    assert [button["formaction"] for button in switches] == [
        "/desk/bg/contact", "/desk/ru/contact", "/desk/ar/contact",
    ]  # fmt: skip
    assert {button["form"] for button in switches} == {page.select_one("form.hc-form")["id"]}


def test_a_page_of_the_site_can_take_the_form_alone(shopper: Shopper) -> None:
    page = shopper.open("/desk/en/contact", **{"X-HC-Fragment": "1"})
    assert "<html" not in page.text
    assert soup(page).select_one("form.hc-form") is not None
    assert soup(page).h1 is None
    assert page.headers["Vary"] == "X-HC-Fragment"


def test_control_characters_never_reach_the_team(
    shopper: Shopper, service: Service, smtp_sink: SmtpSink
) -> None:
    forged = "Hello\u2028Order number: MG-7654321\u202e\x07\x00 end"
    shopper.send("/desk/en/contact", CONTACT | {"message": forged, "name": "An\u202ena"})
    deliver_all(service, smtp_sink)
    text = body(smtp_sink.mails[0].message, "plain")
    assert "| Hello\n| Order number: MG-7654321 end\n" in text
    assert "From: Anna, anna@example.com" in text


def test_an_urgent_word_flags_a_message_of_a_calm_topic(
    shopper: Shopper, service: Service, smtp_sink: SmtpSink
) -> None:
    calm = {"topic": "product-question", "order_number": ""}
    shopper.send("/desk/en/contact", CONTACT | calm | {"message": "Is the blue vase taller?"})
    shopper.send("/desk/en/contact", CONTACT | calm | {"message": "I will call my lawyers"})
    deliver_all(service, smtp_sink)
    tickets = [mail.message["Importance"] for mail in smtp_sink.to("care@marigold.example")]
    assert tickets == [None, "high"]


def test_a_ticket_shows_what_the_same_shopper_or_order_wrote_before(
    shopper: Shopper, service: Service, smtp_sink: SmtpSink, clock: TestClock
) -> None:
    shopper.send("/desk/en/contact", CONTACT | {"message": "The very first message"})
    other = {"email": "Anna+shop@EXAMPLE.com", "topic": "complaint", "order_number": ""}
    shopper.send("/desk/en/contact", CONTACT | other | {"message": "The second one"})
    friend = {"email": "boris@example.org", "message": "About my wife's order"}
    shopper.send("/desk/en/contact", CONTACT | friend)
    stranger = {"email": "vera@example.org", "order_number": "MG-7777777"}
    shopper.send("/desk/en/contact", CONTACT | stranger)
    deliver_all(service, smtp_sink)
    texts = [m.message.get_content() for m in smtp_sink.mails if "Reply-To" in m.message
             and m.recipients[0].endswith("@marigold.example")]  # fmt: skip
    assert "The very first message" in texts[1]
    assert "The very first message" in texts[2]
    assert "The second one" not in texts[2]
    assert "Earlier" not in texts[3]


@pytest.mark.parametrize(
    ("locale", "direction"), [("en", "ltr"), ("bg", "ltr"), ("ru", "ltr"), ("ar", "rtl")]
)
def test_an_acknowledgement_speaks_the_page_s_language(
    shopper: Shopper, service: Service, smtp_sink: SmtpSink, locale: str, direction: str
) -> None:
    sent = shopper.send(f"/desk/{locale}/contact", CONTACT)
    thanks = shopper.open(sent.headers["Location"])
    deliver_all(service, smtp_sink)
    mail = smtp_sink.to("anna@example.com")[0].message
    assert mail["Content-Language"] == locale
    assert f'lang="{locale}" dir="{direction}"' in body(mail, "html")
    topic = service.bundle.current().shop.topics["where-is-my-order"].label.in_locale(locale)
    promise = soup(thanks).select_one(".hc-promise").text
    for part in ("plain", "html"):
        assert topic in body(mail, part)
        assert promise in body(mail, part)

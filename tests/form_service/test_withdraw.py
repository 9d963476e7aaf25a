"""The withdrawal function: two steps, no account, a complete acknowledgement."""

import re

import pytest
from sqlalchemy import select

from form_service.service import Service
from form_service.storage.tables import submissions
from tests.form_service.conftest import TestClock
from tests.form_service.posts import body, count, deliver_all
from tests.form_service.shoppers import WITHDRAWAL, Shopper, problems_of, soup, value_of
from tests.tools.smtp import SmtpSink

PAGE = "/desk/en/withdraw"


def hidden_values(page: object) -> dict[str, str]:
    return {str(i["name"]): str(i["value"]) for i in soup(page).select("form input[type=hidden]")}  # type: ignore[arg-type]


def test_a_statement_counts_when_it_is_confirmed(
    shopper: Shopper, service: Service, smtp_sink: SmtpSink, clock: TestClock
) -> None:
    check = shopper.send(PAGE, WITHDRAWAL)
    assert check.status_code == 200
    assert soup(check).h1.text == "Check your statement"
    assert soup(check).select_one("button[name=confirm]").text == "Confirm withdrawal"
    assert count(service, submissions) == 0

    sent = shopper.post(PAGE, hidden_values(check) | {"confirm": "1"})
    assert sent.status_code == 303
    thanks = shopper.open(sent.headers["Location"])
    assert soup(thanks).h1.text == "Your withdrawal has reached us"
    assert "You withdrew on 23 November 2026, 10:00 (Sofia)." in soup(thanks).get_text()

    deliver_all(service, smtp_sink)
    ticket = smtp_sink.to("returns@marigold.example")[0].message
    assert "STATEMENT OF WITHDRAWAL" in body(ticket, "plain")
    (mail,) = smtp_sink.to("anna@example.com")
    for part in ("plain", "html"):
        text = re.sub("</?bdi[^>]*>", "", body(mail.message, part))
        for said in (
            "Name: Anna Ivanova",
            "Order: MG-1234567",
            "the items on lines 1, 3 of the order",
            "Date and time of the statement: 23 November 2026, 10:00 (Sofia)",
            "within 14 days from this statement",
        ):
            assert said in text


@pytest.mark.parametrize(
    ("locale", "said"),
    [("bg", "до 14 дни"), ("ru", "в течение 14 дней"), ("ar", "في غضون 14 يومًا")],
)
def test_the_acknowledgement_counts_days_as_its_language_does(
    shopper: Shopper, service: Service, smtp_sink: SmtpSink, locale: str, said: str
) -> None:
    page = f"/desk/{locale}/withdraw"
    check = shopper.send(page, WITHDRAWAL | {"scope": "whole"})
    shopper.post(page, hidden_values(check) | {"confirm": "1"})
    deliver_all(service, smtp_sink)
    text = body(smtp_sink.to("anna@example.com")[0].message, "plain")
    assert said in text or said.replace("يومًا", "يوم") in text


def test_a_statement_can_be_changed_before_it_counts(shopper: Shopper, service: Service) -> None:
    check = shopper.send(PAGE, WITHDRAWAL)
    form = shopper.post(PAGE, hidden_values(check) | {"edit": "1"})
    assert value_of(form, "order_number") == "MG-1234567"
    assert value_of(form, "positions") == "1, 3"
    assert count(service, submissions) == 0


def test_what_was_not_shown_cannot_be_confirmed(shopper: Shopper, service: Service) -> None:
    check = shopper.send(PAGE, WITHDRAWAL)
    changed = hidden_values(check) | {"confirm": "1", "order_number": "MG-7654321"}
    again = shopper.post(PAGE, changed)
    assert soup(again).h1.text == "Check your statement"
    assert count(service, submissions) == 0


@pytest.mark.parametrize(
    ("changes", "control"),
    [
        ({"name": "Call 0800 123 456"}, "#hc-name"),
        ({"name": "Visit http://evil"}, "#hc-name"),
        ({"name": "x" * 81}, "#hc-name"),
        ({"order_number": ""}, "#hc-order_number"),
        ({"order_number": "my order of last week"}, "#hc-order_number"),
        ({"scope": ""}, "#hc-scope"),
        ({"scope": "everything"}, "#hc-scope"),
        ({"positions": "the vase"}, "#hc-positions"),
        ({"positions": ""}, "#hc-positions"),
        ({"positions": "1 2 3 " * 20}, "#hc-positions"),
        ({"email": "x"}, "#hc-email"),
    ],
)
def test_nothing_free_fits_into_a_statement(
    shopper: Shopper, changes: dict[str, str], control: str
) -> None:
    answer = shopper.send(PAGE, WITHDRAWAL | changes)
    assert answer.status_code == 422
    assert list(problems_of(answer)) == [control]


@pytest.mark.parametrize("name", ["Анна Иванова-Петрова", "O’Neill", "محمد علي", "J. R. d'Arc"])
def test_names_of_all_scripts_fit(shopper: Shopper, name: str) -> None:
    assert shopper.send(PAGE, WITHDRAWAL | {"name": name}).status_code == 200


def test_the_whole_order_needs_no_lines(shopper: Shopper) -> None:
    check = shopper.send(PAGE, WITHDRAWAL | {"scope": "whole", "positions": "ignored"})
    assert check.status_code == 200
    assert "The whole order" in soup(check).get_text()
    assert hidden_values(check)["positions"] == ""


def test_a_withdrawal_is_never_held(shopper: Shopper, service: Service) -> None:
    check = shopper.send(PAGE, WITHDRAWAL | {"leave_empty": "robot"})
    shopper.post(PAGE, hidden_values(check) | {"confirm": "1", "leave_empty": "x"})
    state = service.database.read(lambda c: c.execute(select(submissions.c.state)).scalar_one())
    assert state == "accepted"


def test_a_copy_can_be_saved_even_when_no_mail_goes_out(
    shopper: Shopper, service: Service, smtp_sink: SmtpSink
) -> None:
    robot = WITHDRAWAL | {"email": "no-reply@example.com"}
    check = shopper.send(PAGE, robot)
    sent = shopper.post(PAGE, hidden_values(check) | {"confirm": "1"})
    thanks = shopper.open(sent.headers["Location"])
    (link,) = [a["href"] for a in soup(thanks).select("a[href*='/withdraw/copy/']")]
    copy = shopper.client.get(str(link))
    assert copy.mimetype == "text/plain"
    assert "attachment" in copy.headers["Content-Disposition"]
    assert "Order: MG-1234567" in copy.text
    assert "23 November 2026, 10:00 (Sofia)" in copy.text
    assert shopper.client.get(f"{link}x").status_code == 404
    bare = sent.headers["Location"].partition("?")[0]
    assert "/withdraw/copy/" not in shopper.open(bare).text

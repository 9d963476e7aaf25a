"""What a real mail server makes of our mails: Postfix takes, refuses, delivers to a maildir."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from form_service.delivery.mailer import SmtpMailer
from form_service.service import Service
from form_service.storage.tables import outbox
from tests.faults.conftest import State
from tests.faults.test_mail_trouble import drain, states
from tests.form_service.composition.test_compose import parsers
from tests.form_service.conftest import TestClock
from tests.form_service.storage.test_submissions import arrive, naming
from tests.tools.postfix import run_postfix
from tests.tools.waiting import wait_until

GONE, GREY = "gone@example.com", "grey@example.com"
REFUSED = {GONE: "550 5.1.1 No such user", GREY: "450 4.2.0 Greylisted, come again"}
SHOPPERS = ("anna@example.com", "o'neill+tag@example.com", "anna@пример.бг", "анна@пример.бг")


@pytest.mark.faults
def test_a_real_mail_server(both_services: Service, clock: TestClock, state: State) -> None:
    people = [(address, locale) for address in SHOPPERS for locale in ("en", "bg", "ru", "ar")]
    people += [(GONE, "en"), (GREY, "ar")]
    for number, (address, locale) in enumerate(people):
        text = "Где мой заказ? أين طلبي؟\n.\n.. a line of dots"
        sent = naming(address, number, locale=locale, message=text, order_number=f"MG-{number:07}")
        arrive(both_services, sent, client=f"10.5.{number}.1")
    wanted = {m: n for m, n in _recipients(both_services).items() if n not in {GONE, GREY}}
    with run_postfix(REFUSED) as postfix:
        mailer = SmtpMailer(postfix.url, "bounces@marigold.example")
        for _ in range(2):
            drain(both_services, mailer)
            clock.now += timedelta(minutes=2)
        wait_until(lambda: len(postfix.read_mails()) > len(wanted), 30)
        mails, log = postfix.read_mails(), postfix.log()
    found, broken = [], 0
    for mail in mails:
        modern, old = parsers(mail)
        body = modern.get_body(("plain",))
        broken += bool(modern.defects) or body is None or old["Message-ID"] is None
        broken += "Delivered-To" not in modern
        found.append(str(modern["Message-ID"]).strip("<>"))
    lost, ends = wanted.keys() - set(found), states(both_services)
    state(
        25,
        f"Postfix: {len(people)} submissions, one 550, one 450",
        f"{len(lost)} lost, {broken} broken, {len(found) - len(set(found))} twice",
        "0, 0, 0; staff told of the 550",
        not lost and not broken and len(found) == len(set(found))
        and ends.get("acknowledgement rejected") == 1
        and ends.get("acknowledgement deferred") == 1
        and ends.get("alert-failed sent") == 1
        and "error:" not in log and "fatal:" not in log,
    )  # fmt: skip


def _recipients(service: Service) -> dict[str, str]:
    query = select(outbox.c.message_id, outbox.c.recipient)
    return service.database.read(
        lambda c: {row.message_id: row.recipient for row in c.execute(query)}
    )

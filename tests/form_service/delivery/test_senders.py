"""Threads that deliver: they wake at once, help each other and stop gracefully."""

import threading
from collections.abc import Callable

from form_service.application import build_app
from form_service.background import Background
from form_service.composition.compose import Message
from form_service.delivery.mailer import Answer
from form_service.delivery.worker import assist, run
from form_service.service import Service
from form_service.storage.tables import delivery_attempts
from tests.form_service.conftest import TestClock
from tests.form_service.delivery.senders import delivering, states
from tests.form_service.posts import count
from tests.form_service.shoppers import CONTACT, KeepingMailer, Shopper
from tests.tools.smtp import SmtpSink
from tests.tools.waiting import wait_until

DOWN = Answer(kind="unreachable", reason="ConnectionRefusedError")
PATIENCE = 60.0  # seconds


def are_sent(service: Service) -> bool:
    return set(states(service).values()) == {"sent"}


def test_the_loop_wakes_at_once_and_stops_gracefully(shopper: Shopper, service: Service) -> None:
    stop, arrived = threading.Event(), threading.Event()

    def answer(_message: Message) -> Answer:
        arrived.set()
        return Answer(kind="sent")

    delivery = delivering(service, KeepingMailer(answer=answer))
    thread = threading.Thread(target=run, args=(delivery, stop, service.wake, threading.Event()))
    thread.start()
    shopper.send("/desk/en/contact", CONTACT)
    assert arrived.wait(5)
    stop.set()
    thread.join(5)
    assert not thread.is_alive()
    assert "sending" not in states(service).values()


def test_the_service_delivers_by_itself(
    make_service: Callable[..., Service], smtp_sink: SmtpSink, clock: TestClock
) -> None:
    service = make_service(smtp=smtp_sink.url)
    background = Background(service)
    background.start()
    client = build_app(service).test_client()
    Shopper(client=client, clock=clock).send("/desk/en/contact", CONTACT)
    assert len(smtp_sink.wait_for(2)) == 2
    background.stop()


def test_a_second_sender_helps_while_there_is_enough_to_do(
    shopper: Shopper, service: Service
) -> None:
    for number in range(3):
        shopper.send("/desk/en/contact", CONTACT | {"email": f"anna{number}@example.com"})
    both, stop, company = threading.Barrier(2), threading.Event(), threading.Event()

    def answer(_message: Message) -> Answer:
        both.wait(timeout=30)  # breaks unless two mails are on their way at the same time
        return Answer(kind="sent")

    first, second = (delivering(service, KeepingMailer(answer=answer)) for _ in range(2))
    threads = [
        threading.Thread(target=run, args=(first, stop, threading.Event(), company)),
        threading.Thread(target=assist, args=(second, stop, company)),
    ]
    company.set()
    for thread in threads:
        thread.start()
    assert wait_until(lambda: are_sent(service) or both.broken, PATIENCE)
    stop.set()
    for thread in threads:
        thread.join(30)
    assert not both.broken
    assert count(service, delivery_attempts) == 6


def test_an_assistant_comes_back_after_the_mail_server_was_away(
    shopper: Shopper, service: Service, clock: TestClock
) -> None:
    shopper.send("/desk/en/contact", CONTACT)
    answers = iter([DOWN])
    mailer = KeepingMailer(answer=lambda _message: next(answers, Answer(kind="sent")))
    stop, company = threading.Event(), threading.Event()
    assistant = threading.Thread(target=assist, args=(delivering(service, mailer), stop, company))
    assistant.start()
    company.set()
    assert wait_until(lambda: count(service, delivery_attempts) == 1, PATIENCE)
    clock.turn(minutes=2)

    def helped() -> bool:
        company.set()
        return are_sent(service)

    assert wait_until(helped, PATIENCE)
    stop.set()
    assistant.join(30)
    assert not assistant.is_alive()

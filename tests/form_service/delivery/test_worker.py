"""The loop from the outbox to the mail server: order, pauses, final states, poison."""

from datetime import timedelta
from itertools import pairwise

import pytest
from sqlalchemy import select, update

from form_service.composition.compose import Message
from form_service.composition.composing import compose_claimed
from form_service.delivery.mailer import Answer
from form_service.delivery.outbox import Claimed
from form_service.delivery.pauses import LONGEST, pause_after
from form_service.delivery.worker import COMPOSE_TRIES
from form_service.service import Service
from form_service.storage.tables import delivery_attempts, outbox, submissions
from tests.form_service.conftest import TestClock
from tests.form_service.delivery.senders import delivering, drain, states
from tests.form_service.photos.test_photos import DAMAGED, upload
from tests.form_service.pictures import jpeg
from tests.form_service.posts import body, count, deliver_all
from tests.form_service.shoppers import CONTACT, KeepingMailer, Shopper
from tests.tools.smtp import SmtpSink

SOON = Answer(kind="deferred", reason="451 4.7.1 later")
DOWN = Answer(kind="unreachable", reason="ConnectionRefusedError")


def test_every_ticket_goes_before_any_acknowledgement(shopper: Shopper, service: Service) -> None:
    for number in range(3):
        shopper.send("/desk/en/contact", CONTACT | {"email": f"anna{number}@example.com"})
    mailer = KeepingMailer()
    assert drain(delivering(service, mailer)) == 6
    kinds = [message.message_id.split(".")[1].split("@")[0] for message in mailer.messages]
    assert kinds == ["ticket"] * 3 + ["acknowledgement"] * 3


def test_a_mail_refused_once_goes_with_the_second_attempt(
    shopper: Shopper, service: Service, smtp_sink: SmtpSink, clock: TestClock
) -> None:
    shopper.send("/desk/en/contact", CONTACT)
    smtp_sink.refuse("RCPT", "451 4.7.1 later", address="delivery@marigold.example", times=1)
    deliver_all(service, smtp_sink)
    assert states(service) == {"ticket": "deferred", "acknowledgement": "sent"}
    clock.turn(seconds=59)
    deliver_all(service, smtp_sink)
    assert states(service)["ticket"] == "deferred"
    clock.turn(seconds=20)
    deliver_all(service, smtp_sink)
    assert states(service)["ticket"] == "sent"
    query = select(delivery_attempts.c.outcome).where(delivery_attempts.c.outbox_id == 1)
    outcomes = service.database.read(lambda c: c.execute(query).scalars().all())
    assert outcomes == ["deferred", "sent"]


def test_a_mail_refused_for_five_days_is_given_up_and_staff_hear_of_it(
    shopper: Shopper, service: Service, clock: TestClock
) -> None:
    shopper.send("/desk/en/contact", CONTACT)
    mailer = KeepingMailer(
        answer=lambda m: SOON if ".ticket@" in m.message_id else Answer(kind="sent")
    )
    delivery = delivering(service, mailer)
    times = []
    for _ in range(6 * 24 * 12):
        before = len(mailer.messages)
        drain(delivery)
        times += [clock.now] * sum(".ticket@" in m.message_id for m in mailer.messages[before:])
        clock.turn(minutes=5)
    delivery.close()
    assert states(service)["ticket"] == "rejected"
    gaps = [later - earlier for earlier, later in pairwise(times)]
    assert min(gaps) >= timedelta(minutes=1)
    assert max(gaps) <= LONGEST + timedelta(minutes=5)
    assert times[-1] - times[0] > timedelta(days=5)
    alerts = [m for m in mailer.messages if m.message_id.startswith("alert-failed")]
    assert len(alerts) == 1
    assert b"ticket: given up: 451 4.7.1 later" in alerts[0].content


def test_a_refused_shopper_does_not_keep_the_ticket_from_the_team(
    shopper: Shopper, service: Service, smtp_sink: SmtpSink
) -> None:
    shopper.send("/desk/en/contact", CONTACT)
    smtp_sink.refuse("RCPT", "550 5.1.1 no such user", address="anna@example.com")
    deliver_all(service, smtp_sink)
    assert states(service) == {
        "ticket": "sent",
        "acknowledgement": "rejected",
        "alert-failed": "sent",
    }
    alert = smtp_sink.to("orders@marigold.example")[0].message
    assert "acknowledgement: 550 5.1.1 no such user" in body(alert, "plain")
    assert "anna@example.com" not in body(alert, "plain")


def test_a_ticket_refused_for_its_size_goes_at_once_with_a_link_to_the_photos(
    shopper: Shopper, service: Service, smtp_sink: SmtpSink
) -> None:
    shopper.send("/desk/en/contact", DAMAGED | upload(jpeg()))
    smtp_sink.refuse("DATA", "552 5.3.4 too large", times=1)
    deliver_all(service, smtp_sink)
    (ticket,) = smtp_sink.to("returns@marigold.example")
    assert not list(ticket.message.iter_attachments())
    assert "https://help.marigold.example/desk/photos/" in body(ticket.message, "plain")


def test_a_server_that_is_down_is_asked_for_one_mail_at_a_time(
    shopper: Shopper, service: Service, clock: TestClock
) -> None:
    for number in range(20):
        shopper.address = f"192.0.2.{number}"
        shopper.send("/desk/en/contact", CONTACT | {"order_number": f"MG-{number:07}"})
    mailer = KeepingMailer(answer=lambda _message: DOWN)
    delivery = delivering(service, mailer)
    waits = []
    for _ in range(8):
        before = len(mailer.messages)
        delivery.deliver_one()
        assert len(mailer.messages) == before + 1
        waits.append(delivery.knocks_again_in)
        clock.turn(seconds=delivery.knocks_again_in)
    assert waits == [2, 5, 10, 20, 30, 30, 30, 30]
    mailer.answer = lambda _message: Answer(kind="sent")
    clock.turn(minutes=1)
    drain(delivery)
    assert delivery.knocks_again_in == 0
    assert set(states(service).values()) == {"sent"}
    assert len({m.message_id for m in mailer.messages}) == count(service, outbox)


def test_a_mail_that_cannot_be_composed_stops_no_other_and_is_parked_with_one_alert(
    shopper: Shopper, service: Service, clock: TestClock
) -> None:
    shopper.send("/desk/en/contact", CONTACT)
    shopper.send("/desk/en/contact", CONTACT | {"email": "boris@example.com"})
    poisoned = update(submissions).where(submissions.c.email == "anna@example.com")
    service.database.write(lambda c: c.execute(poisoned.values(locale="xx")))
    mailer = KeepingMailer()
    delivery = delivering(service, mailer)
    drain(delivery)
    assert len(mailer.messages) == 2  # both of the other shopper
    for _ in range(COMPOSE_TRIES + 3):
        clock.turn(minutes=2)
        drain(delivery)
    parked = service.database.read(
        lambda c: c.execute(select(outbox.c.state, outbox.c.attempts).limit(2)).all()
    )
    assert [tuple(row) for row in parked] == [("held", COMPOSE_TRIES)] * 2
    alerts = [m for m in mailer.messages if m.message_id.startswith("alert-failed")]
    assert len(alerts) == 1


def test_a_mail_is_given_up_only_together_with_the_alert(
    shopper: Shopper, service: Service
) -> None:
    """Otherwise a crash between the two leaves a mail that nobody was told of."""
    shopper.send("/desk/en/contact", CONTACT | {"email": "mailer-daemon@example.com"})
    refusing = KeepingMailer(answer=lambda _message: Answer(kind="rejected", reason="550 no"))
    delivery = delivering(service, refusing)
    tell = delivery._on_final

    def fail(*_arguments: object) -> None:
        raise LookupError("on purpose")

    delivery._on_final = fail
    with pytest.raises(LookupError):
        delivery.deliver_one()
    assert states(service) == {"ticket": "sending"}
    delivery._on_final = tell
    delivery.deliver_one()
    assert states(service).keys() == {"ticket", "alert-failed"}
    assert states(service)["ticket"] == "rejected"


def test_what_was_sent_is_written_down_even_when_the_database_was_away(
    shopper: Shopper, service: Service
) -> None:
    """Otherwise the mail would go out twice when the claim's time is over."""
    shopper.send("/desk/en/contact", CONTACT)
    mailer = KeepingMailer()
    delivery = delivering(service, mailer)
    working = service.database

    class Away:
        engine = working.engine

        def note(self, work: object) -> object:
            raise AssertionError

    claimed: list[Claimed] = []

    def compose(mail: Claimed) -> Message:
        claimed.append(mail)
        message = compose_claimed(service, mail)
        delivery._database = Away()  # type: ignore[assignment]  # it goes away while the mail is sent
        return message

    delivery._compose = compose
    with pytest.raises(AssertionError):
        delivery.deliver_one()
    delivery._database = working
    delivery._compose = lambda mail: compose_claimed(service, mail)
    drain(delivery)
    assert [m.message_id for m in mailer.messages].count(claimed[0].message_id) == 1
    assert states(service) == {"ticket": "sent", "acknowledgement": "sent"}


def test_pauses_grow_to_an_hour_and_never_fall_below_a_minute() -> None:
    for chance in (0.0, 0.5, 1.0):
        pauses = [pause_after(attempts, chance) for attempts in range(1, 40)]
        assert pauses == sorted(pauses)
        assert pauses[0] >= timedelta(minutes=1)
        assert pauses[-1] == LONGEST

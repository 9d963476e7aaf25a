"""Storing, on SQLite and on PostgreSQL: all of a submission or nothing, once, within its limits."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import Connection, select, text

from form_service.abuse.caps import LimitReachedError
from form_service.abuse.silence import silence
from form_service.addresses import comparable
from form_service.records import HELD, Submission
from form_service.service import Service
from form_service.storage.submissions import Arrival, store
from form_service.storage.tables import outbox, photos, submissions
from form_service.storage.writer import DatabaseUnavailableError
from tests.form_service.conftest import MONDAY, TestClock
from tests.form_service.posts import count


def submission(number: int = 1, **changes: Any) -> Submission:
    known = Submission(
        reference=f"REF-{number:04}",
        once=f"once {number}",
        form="contact",
        locale="en",
        topic="payment",
        route="payments",
        name="Anna",
        email=f"shopper{number}@example.com",
        mailbox=f"shopper{number}@example.com",
        message="Hello",
        arrived_at=MONDAY,
        answer_by=MONDAY,
    )
    return replace(known, **changes)


def arrive(service: Service, sent: Submission, client: str = "192.0.2.7") -> Any:
    rules = service.rules(service.bundle.current())
    mailbox = "payments@marigold.example"
    return store(
        service.database,
        Arrival(submission=sent, limits=service.limits(client), team_mailbox=mailbox, rules=rules),
    )


def naming(address: str, number: int, **changes: Any) -> Submission:
    return submission(number, email=address, mailbox=comparable(address), **changes)


def mails(service: Service) -> list[tuple[str, str]]:
    query = select(outbox.c.mail, outbox.c.recipient).order_by(outbox.c.id)
    return service.database.read(lambda c: [tuple(row) for row in c.execute(query)])


def test_a_submission_and_both_mails_are_stored(both_services: Service) -> None:
    stored = arrive(both_services, submission(details={"place": "at payment"}))
    assert stored.reference == "REF-0001"
    assert stored.acknowledged
    assert not stored.repeated
    assert mails(both_services) == [
        ("ticket", "payments@marigold.example"),
        ("acknowledgement", "shopper1@example.com"),
    ]
    row = both_services.database.read(lambda c: c.execute(select(submissions)).mappings().one())
    assert row["details"] == {"place": "at payment"}
    assert row["arrived_at"] == MONDAY


def test_the_same_form_a_hundred_times_at_once_is_one_submission(both_services: Service) -> None:
    together = threading.Barrier(20)

    def send(number: int) -> str:
        if number < 20:
            together.wait(10)
        return str(arrive(both_services, submission(number, once="the same")).reference)

    with ThreadPoolExecutor(20) as pool:
        references = set(pool.map(send, range(100)))
    assert len(references) == 1
    assert count(both_services, submissions) == 1
    assert len(mails(both_services)) == 2


def test_nothing_is_stored_when_a_part_of_it_cannot_be(both_services: Service) -> None:
    arrive(both_services, submission(1))
    clash = submission(2, reference="REF-0001")  # its mails would have the first one's Message-IDs
    with pytest.raises(Exception, match=r"(?i)unique|duplicate"):
        arrive(both_services, clash)
    assert count(both_services, submissions) == 1
    assert len(mails(both_services)) == 2


def test_one_that_cannot_be_stored_does_not_take_others_along(service: Service) -> None:
    """They share a group commit when they arrive while the writer is busy."""
    arrive(service, submission(0))
    release = threading.Event()
    busy = threading.Thread(target=service.database.write, args=(lambda _c: release.wait(5),))
    busy.start()
    with ThreadPoolExecutor(8) as pool:
        sent = [
            pool.submit(arrive, service, submission(n, reference="REF-0000" if n == 3 else f"R{n}"))
            for n in range(1, 7)
        ]
        release.set()
        errors = [future.exception() for future in sent]
    busy.join()
    assert [error is not None for error in errors] == [False, False, True, False, False, False]
    assert count(service, submissions) == 6


def test_one_address_gets_three_acknowledgements_a_day(both_services: Service) -> None:
    victims = ("anna@gmail.com", "Anna+1@gmail.com", "a.n.n.a@googlemail.com", "ANNA@gmail.com")
    granted = [
        arrive(both_services, naming(address, number, order_number=f"MG-{number:07}")).acknowledged
        for number, address in enumerate(victims)
    ]
    assert granted == [True, True, True, False]
    tickets = [recipient for mail, recipient in mails(both_services) if mail == "ticket"]
    assert len(tickets) == 4


def test_the_next_day_acknowledges_again(both_services: Service) -> None:
    for number in range(4):
        arrive(both_services, naming("anna@example.com", number, order_number=str(number)))
    later = MONDAY.replace(day=24, hour=9)
    sent = naming("anna@example.com", 5, order_number="5", arrived_at=later)
    assert arrive(both_services, sent).acknowledged


def test_an_identical_acknowledgement_waits_a_week(both_services: Service) -> None:
    first = naming("anna@example.com", 1, order_number="MG-1234567")
    assert arrive(both_services, first).acknowledged
    again = replace(first, reference="R2", once="2", arrived_at=MONDAY.replace(day=29))
    assert not arrive(both_services, again).acknowledged
    later = replace(first, reference="R3", once="3", arrived_at=MONDAY.replace(day=30, hour=9))
    assert arrive(both_services, later).acknowledged


@pytest.mark.parametrize(
    "robot",
    ["MAILER-DAEMON@example.com", "postmaster@example.com", "no-reply@example.com",
     "noreply+x@example.com", "bounces-7@example.com", "orders@marigold.example",
     "anybody@mail.marigold.example"],
)  # fmt: skip
def test_robots_and_the_shop_itself_get_no_acknowledgement(service: Service, robot: str) -> None:
    assert not arrive(service, naming(robot, 1)).acknowledged
    assert [mail for mail, _ in mails(service)] == ["ticket"]


def test_above_the_hourly_cap_acknowledgements_pause_and_staff_hear_once(
    database_url: str, make_service: Callable[..., Service]
) -> None:
    url = database_url.replace("postgresql://", "postgresql+psycopg://", 1)
    service = make_service(database=url, acknowledgements_per_hour=5)
    granted = [
        arrive(service, submission(number), client=f"198.51.100.{number}").acknowledged
        for number in range(9)
    ]
    assert granted == [True] * 5 + [False] * 4
    kinds = [mail for mail, _ in mails(service)]
    assert kinds.count("ticket") == 9
    assert kinds.count("acknowledgement") == 5
    assert kinds.count("alert-paused") == 1


def test_acknowledgements_go_on_when_the_hour_is_over(
    make_service: Callable[..., Service],
) -> None:
    service = make_service(acknowledgements_per_hour=1)
    assert arrive(service, submission(1)).acknowledged
    assert not arrive(service, submission(2)).acknowledged
    later = MONDAY.replace(hour=9, minute=1)
    assert arrive(service, submission(3, arrived_at=later)).acknowledged


def test_somebody_who_said_it_was_not_me_gets_no_more(both_services: Service) -> None:
    mailbox_hash = both_services.keys.keyed_hash("mailbox", "anna@example.com")
    for _ in range(2):
        both_services.database.write(lambda c: silence(c, mailbox_hash, MONDAY))
    later = MONDAY.replace(year=2027)
    assert not arrive(both_services, naming("Anna+x@example.com", 1, arrived_at=later)).acknowledged


def test_one_network_address_sends_so_many_forms_in_a_window(
    database_url: str, make_service: Callable[..., Service]
) -> None:
    url = database_url.replace("postgresql://", "postgresql+psycopg://", 1)
    service = make_service(database=url, limit_per_address=3)
    for number in range(3):
        arrive(service, submission(number), client="2001:db8::1")
    with pytest.raises(LimitReachedError) as refused:
        arrive(service, submission(4), client="2001:db8::ffff")
    assert 0 < refused.value.seconds <= 600
    arrive(service, submission(5), client="2001:db8:0:1::1")
    later = MONDAY.replace(minute=10)
    arrive(service, submission(6, arrived_at=later), client="2001:db8::1")
    assert count(service, submissions) == 5


def test_a_repeated_form_does_not_count(make_service: Callable[..., Service]) -> None:
    service = make_service(limit_per_address=1)
    arrive(service, submission(1))
    assert arrive(service, submission(1)).repeated


def test_many_at_once_from_one_address_pass_exactly_the_limit(
    database_url: str, make_service: Callable[..., Service]
) -> None:
    url = database_url.replace("postgresql://", "postgresql+psycopg://", 1)
    service = make_service(database=url, limit_per_address=20)

    def passes(number: int) -> bool:
        try:
            arrive(service, submission(number))
        except LimitReachedError:
            return False
        return True

    with ThreadPoolExecutor(16) as pool:
        assert sum(pool.map(passes, range(60))) == 20
    assert count(service, submissions) == 20


@pytest.mark.parametrize("jump", [{"hours": -1}, {"days": 365}])
def test_a_clock_that_jumps_locks_nobody_out(
    make_service: Callable[..., Service], clock: TestClock, jump: dict[str, int]
) -> None:
    service = make_service(limit_per_address=2, acknowledgements_per_day=1)
    for number in range(2):
        arrive(service, submission(number, arrived_at=clock()))
    clock.turn(**jump)
    arrive(service, submission(7, arrived_at=clock()))
    back = {name: -by for name, by in jump.items()}
    clock.turn(**back)
    clock.turn(minutes=10)
    assert arrive(service, submission(8, arrived_at=clock())).acknowledged


def test_a_held_submission_sends_nothing(both_services: Service) -> None:
    stored = arrive(both_services, submission(state=HELD, score=120, reasons=("links",)))
    assert not stored.acknowledged
    states = both_services.database.read(
        lambda c: c.execute(select(outbox.c.state)).scalars().all()
    )
    assert states == ["held"]


def test_photos_of_the_form_belong_to_the_submission_afterwards(both_services: Service) -> None:
    def add(connection: Connection) -> None:
        for token in ("mine", "another form's"):
            picture = {"position": 1, "width": 1, "height": 1, "content": b"x", "preview": b"x"}
            connection.execute(photos.insert(), picture | {"token": token, "stored_at": MONDAY})

    both_services.database.write(add)
    rules = both_services.rules(both_services.bundle.current())
    store(
        both_services.database,
        Arrival(submission=submission(), limits=both_services.limits("192.0.2.7"),
                rules=rules, team_mailbox="x@marigold.example", photo_token="mine"),
    )  # fmt: skip
    rows = both_services.database.read(
        lambda c: c.execute(select(photos.c.token, photos.c.submission).order_by(photos.c.id)).all()
    )
    assert [tuple(row) for row in rows] == [("mine", "REF-0001"), ("another form's", None)]


def test_a_locked_database_is_no_confirmation_and_recovers_by_itself(
    service: Service,
) -> None:
    with service.database.engine.connect() as other:
        other.execute(text("SELECT 1"))  # begins immediately: the lock is taken
        with pytest.raises(DatabaseUnavailableError):
            arrive(service, submission(1))
        other.rollback()
    assert count(service, submissions) == 0
    assert arrive(service, submission(1)).reference == "REF-0001"


def test_a_closed_database_says_so(make_service: Callable[..., Service]) -> None:
    service = make_service()
    service.database.close()
    with pytest.raises(DatabaseUnavailableError):
        arrive(service, submission(1))


def test_readers_cannot_write(service: Service) -> None:
    with pytest.raises(DatabaseUnavailableError, match="readonly"):
        service.database.read(lambda c: c.execute(text("DELETE FROM submissions")))

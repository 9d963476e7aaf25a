"""Claims, outcomes and time, on both databases."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from functools import partial

import pytest
from sqlalchemy import Connection, select, update

from form_service.delivery.outbox import (
    DEFERRED,
    LEASE,
    REJECTED,
    SENT,
    Claimed,
    Outcome,
    claim,
    new_mail,
    record,
    record_and_claim,
    retry,
    seconds_waited,
)
from form_service.service import Service
from form_service.storage.tables import delivery_attempts, outbox
from tests.form_service.conftest import MONDAY

MINUTE = timedelta(minutes=1)


def put(service: Service, mail: str, number: int = 1, now: datetime = MONDAY) -> None:
    row = new_mail(mail, "team@marigold.example", f"{mail}.{number}@marigold.example", now)
    service.database.write(lambda c: c.execute(outbox.insert(), row))


def take(service: Service, now: datetime = MONDAY) -> Claimed | None:
    return service.database.write(lambda c: claim(c, now))


def settle(service: Service, claimed: Claimed, outcome: Outcome, now: datetime = MONDAY) -> bool:
    return service.database.write(lambda c: record(c, claimed, outcome, now, now))


def state(service: Service) -> str:
    return service.database.read(lambda c: c.execute(select(outbox.c.state)).scalar_one())


def test_tickets_go_before_acknowledgements_and_both_before_alerts(both_services: Service) -> None:
    for mail in ("alert-failed", "acknowledgement", "ticket", "withdrawal"):
        put(both_services, mail)
    taken = [take(both_services) for _ in range(4)]
    assert [claimed.mail for claimed in taken if claimed] == [
        "ticket", "withdrawal", "acknowledgement", "alert-failed",
    ]  # fmt: skip
    assert take(both_services) is None


@pytest.mark.parametrize("later", [timedelta(0), timedelta(hours=1)])
def test_a_claim_takes_as_many_steps_under_any_backlog(service: Service, later: timedelta) -> None:
    """Whether the mails of the backlog are due or wait for their time."""

    def count_steps(connection: Connection) -> int:
        """In tens of instructions of SQLite's machine."""
        counted: list[None] = []
        driver = connection.connection.driver_connection
        driver.set_progress_handler(lambda: counted.append(None), 10)  # type: ignore[union-attr]
        claim(connection, MONDAY)
        driver.set_progress_handler(None, 0)  # type: ignore[union-attr]
        return len(counted)

    def add(numbers: range) -> None:
        rows = [
            new_mail(kind, "team@marigold.example", f"{kind}.{number}@marigold.example", MONDAY)
            | {"due_at": MONDAY + later, "state": DEFERRED}
            for number in numbers
            for kind in ("ticket", "acknowledgement")
        ]
        service.database.write(lambda c: c.execute(outbox.insert(), rows))

    add(range(10))
    few = service.database.write(count_steps)
    add(range(10, 2000))
    assert 0 < service.database.write(count_steps) <= 2 * few


def test_second_worker_skips_a_claimed_mail(both_services: Service) -> None:
    put(both_services, "ticket")
    assert take(both_services) is not None
    assert take(both_services) is None


def test_many_workers_never_claim_the_same_mail(both_services: Service) -> None:
    for number in range(60):
        put(both_services, "ticket", number)
    with ThreadPoolExecutor(12) as pool:
        taken = list(pool.map(lambda _: take(both_services), range(80)))
    ids = [claimed.id for claimed in taken if claimed]
    assert len(ids) == len(set(ids)) == 60


def test_the_mail_of_a_dead_worker_is_claimed_again(both_services: Service) -> None:
    put(both_services, "ticket")
    first = take(both_services)
    assert take(both_services, MONDAY + LEASE - MINUTE) is None
    second = take(both_services, MONDAY + LEASE)
    assert first
    assert second
    assert (second.id, second.attempts) == (first.id, 2)


def test_a_worker_thought_dead_overwrites_nothing(both_services: Service) -> None:
    put(both_services, "ticket")
    slow = take(both_services)
    quick = take(both_services, MONDAY + LEASE)
    assert slow
    assert quick
    assert settle(both_services, quick, Outcome(state=SENT, outcome="sent"))
    late = Outcome(state=DEFERRED, outcome="deferred", due_at=MONDAY + MINUTE)
    assert not settle(both_services, slow, late)
    assert state(both_services) == "sent"


def test_a_deferred_mail_comes_back_when_it_is_due(both_services: Service) -> None:
    put(both_services, "ticket")
    claimed = take(both_services)
    assert claimed
    settle(
        both_services,
        claimed,
        Outcome(state=DEFERRED, outcome="deferred", reason="451", due_at=MONDAY + MINUTE),
    )
    assert take(both_services, MONDAY + MINUTE / 2) is None
    assert take(both_services, MONDAY + MINUTE) is not None


@pytest.mark.parametrize("jump", [timedelta(hours=-1), timedelta(days=-365)])
def test_a_clock_set_back_delays_no_mail(both_services: Service, jump: timedelta) -> None:
    """A mail that waits, and one whose worker died, both with times of the wrong clock."""
    put(both_services, "ticket", 1)
    put(both_services, "ticket", 2)
    claimed = take(both_services)
    assert claimed
    later = Outcome(state=DEFERRED, outcome="deferred", due_at=MONDAY + MINUTE)
    settle(both_services, claimed, later)
    assert take(both_services) is not None  # its worker dies now
    assert take(both_services, MONDAY + jump) is not None
    assert take(both_services, MONDAY + jump) is not None
    assert take(both_services, MONDAY + jump) is None


def test_a_clock_slightly_behind_steals_nothing(both_services: Service) -> None:
    put(both_services, "ticket")
    assert take(both_services) is not None
    assert take(both_services, MONDAY - MINUTE) is None


def test_every_attempt_is_written_down(both_services: Service) -> None:
    put(both_services, "ticket")
    claimed = take(both_services)
    assert claimed
    finished = MONDAY + timedelta(seconds=2)
    outcome = Outcome(state=REJECTED, outcome="rejected", reason="550 no such user")
    both_services.database.write(lambda c: record(c, claimed, outcome, MONDAY, finished))
    row = both_services.database.read(lambda c: c.execute(select(delivery_attempts)).one())
    assert (row.outbox_id, row.outcome, row.reason, row.seconds) == (
        claimed.id, "rejected", "550 no such user", 2.0,
    )  # fmt: skip


@pytest.mark.parametrize("jump", [timedelta(0), LEASE * 2, -LEASE * 2])
def test_an_outcome_and_the_next_claim_at_once(both_services: Service, jump: timedelta) -> None:
    """However long the attempt took, and whether or not the clock was set back meanwhile."""
    for number in (1, 2, 3):
        put(both_services, "ticket", number)
    claimed, later = take(both_services), MONDAY + jump
    assert claimed
    sent = Outcome(state=SENT, outcome="sent", reason="250 fine")

    def turn(connection: Connection) -> Claimed | None:
        return record_and_claim(connection, claimed, sent, MONDAY, later)

    following = both_services.database.write(turn)
    assert following
    assert following.id != claimed.id
    states = dict(
        both_services.database.read(lambda c: c.execute(select(outbox.c.id, outbox.c.state)).all())  # type: ignore[arg-type]
    )
    assert sorted(states.values()) == ["queued", "sending", "sent"]
    assert (states[claimed.id], states[following.id]) == ("sent", "sending")
    (attempt,) = both_services.database.read(
        lambda c: c.execute(select(delivery_attempts)).mappings().all()
    )
    assert (attempt["outbox_id"], attempt["outcome"]) == (claimed.id, "sent")
    assert attempt["seconds"] == max(jump.total_seconds(), 0)


def test_a_worker_thought_dead_overwrites_nothing_while_it_goes_on(both_services: Service) -> None:
    put(both_services, "ticket")
    put(both_services, "acknowledgement")
    dead, later = take(both_services), MONDAY + LEASE + MINUTE
    mine = take(both_services, later)
    assert dead and mine and mine.id == dead.id  # noqa: PT018  # one state
    sent = Outcome(state=SENT, outcome="sent")
    following = both_services.database.write(
        lambda c: record_and_claim(c, dead, sent, MONDAY, later)
    )
    assert following
    assert following.mail == "acknowledgement"
    assert settle(both_services, mine, sent, later)


def test_retry_puts_back_what_waits_or_failed_and_nothing_else(both_services: Service) -> None:
    for number, name in enumerate(("sent", "sending", "queued", "deferred", "rejected", "held")):
        put(both_services, "ticket", number)
        own = outbox.c.message_id == f"ticket.{number}@marigold.example"
        put_into = update(outbox).where(own).values(state=name)
        both_services.database.write(partial(Connection.execute, statement=put_into))
    ids = both_services.database.read(lambda c: c.execute(select(outbox.c.id)).scalars().all())
    assert both_services.database.write(lambda c: retry(c, ids, MONDAY)) == 3


def test_how_long_the_oldest_mail_has_waited(both_services: Service) -> None:
    assert both_services.database.read(lambda c: seconds_waited(c, MONDAY)) == 0
    put(both_services, "ticket", 1, MONDAY - MINUTE)
    put(both_services, "ticket", 2, MONDAY)
    assert both_services.database.read(lambda c: seconds_waited(c, MONDAY)) == 60

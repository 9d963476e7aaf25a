"""The outbox: stored mails and their states.

     store                                     release, retry
    ──────▶ queued ◀────────────────────────────────────── held
              │ claim                                       ▲
              ▼                                             │ cannot be composed five times
    ┌────▶ sending ─────────────────────────────────────────┘
    │       │  │  └── accepted by the mail server ──▶ sent
    │       │  └───── refused for good, or too old ──▶ rejected ── retry ──▶ queued
    │ due   ▼ refused for now, server unreachable
    └── deferred

A claim raises `attempts`, and whoever records an outcome must still hold that number, so a worker
that was thought dead overwrites nothing. A claim older than LEASE belongs to a worker that died;
that is the only case in which a mail goes out twice, with the same Message-ID.
A time further ahead than clocks differ (CLOCKS_DIFFER) means that the clock was set back since:
the mail is due, because waiting for that time could take a year.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    ScalarSelect,
    Update,
    bindparam,
    func,
    select,
    text,
    update,
)

from form_service.storage.tables import IS_PENDING, PENDING, delivery_attempts, outbox

QUEUED, SENDING, SENT, DEFERRED, REJECTED, HELD = (
    "queued", "sending", "sent", "deferred", "rejected", "held",
)  # fmt: skip
LEASE = timedelta(minutes=2)
CLOCKS_DIFFER = timedelta(minutes=2)

TICKET, ACKNOWLEDGEMENT, WITHDRAWAL = "ticket", "acknowledgement", "withdrawal"
PRIORITIES = {TICKET: 0, WITHDRAWAL: 1, ACKNOWLEDGEMENT: 2}
LAST = 3
"""Tickets go first; alerts and digests last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed:
    """A mail that this worker, and no other, shall send now."""

    id: int
    submission: str | None
    mail: str
    recipient: str
    message_id: str
    attempts: int
    """Counting this one."""
    created_at: datetime
    reason: str = ""
    """What came of the attempt before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of one delivery attempt, and the state it leads to."""

    state: str
    outcome: str
    """sent, deferred, rejected, unreachable or broken."""
    reason: str = ""
    due_at: datetime | None = None
    counts: bool = True
    """Whether the attempt makes the next pause longer."""


def _first(order: Sequence[Column[Any]], *which: ColumnElement[bool]) -> ScalarSelect[int]:
    """The id of the first of these pending mails that no other worker is about to take."""
    query = select(outbox.c.id).where(text(IS_PENDING), *which).order_by(*order).limit(1)
    return query.with_for_update(skip_locked=True).scalar_subquery()


# One question for each, so that a range of an index answers each: all in one would read every mail
# that waits for its time. With values of its first column, the index of pending mails has them in
# the order of claims, and nothing needs to be sorted.
_DUE = _first(
    (outbox.c.priority, outbox.c.due_at, outbox.c.id),
    outbox.c.priority.in_((*PRIORITIES.values(), LAST)),
    outbox.c.due_at <= bindparam("now"),
    outbox.c.state != SENDING,
)
_DEAD = _first(
    (outbox.c.changed_at,), outbox.c.state == SENDING, outbox.c.changed_at <= bindparam("dead")
)
_AHEAD = _first((outbox.c.changed_at,), outbox.c.changed_at > bindparam("ahead"))
_CLAIM = (
    update(outbox)
    .where(outbox.c.id == func.coalesce(_DEAD, _DUE, _AHEAD))
    .values(state=SENDING, attempts=outbox.c.attempts + 1, changed_at=bindparam("now"))
    .returning(*(outbox.c[field.name] for field in fields(Claimed)))
)
_RECORD = (
    update(outbox)
    .where(
        outbox.c.id == bindparam("mail_id"),
        outbox.c.state == SENDING,
        outbox.c.attempts == bindparam("held"),
    )
    .values(
        state=bindparam("new_state"),
        attempts=bindparam("counted"),
        due_at=bindparam("due"),
        changed_at=bindparam("now"),
        reason=bindparam("why"),
    )
)
_NOTE_ATTEMPT = delivery_attempts.insert().values(
    outbox_id=bindparam("mail_id"),
    at=bindparam("started"),
    seconds=bindparam("seconds"),
    outcome=bindparam("what_came"),
    reason=bindparam("why"),
)
# All three as one question to PostgreSQL. Parts of one see the table as it was before it: the mail
# that is recorded must not be taken by its old state, which may hide the next one.
_RECORD_AND_CLAIM = _CLAIM.where(outbox.c.id != bindparam("mail_id")).add_cte(
    _RECORD.cte("recorded"), _NOTE_ATTEMPT.cte("noted")
)


def new_mail(
    mail: str,
    recipient: str,
    message_id: str,
    now: datetime,
    *,
    submission: str | None = None,
    state: str = QUEUED,
) -> dict[str, object]:
    """The row of a mail that has not been tried yet."""
    return {
        "submission": submission,
        "mail": mail,
        "recipient": recipient,
        "message_id": message_id,
        "priority": PRIORITIES.get(mail, LAST),
        "state": state,
        "attempts": 0,
        "due_at": now,
        "changed_at": now,
        "created_at": now,
        "reason": "",
    }


def claim(connection: Connection, now: datetime) -> Claimed | None:
    """Take the most urgent mail that is due; None when there is none."""
    return _take(connection, _CLAIM, _claim_times(now))


def record(
    connection: Connection, claimed: Claimed, outcome: Outcome, started: datetime, now: datetime
) -> bool:
    """Write down what came of a claim; False when the claim was lost in the meantime."""
    values = _outcome_values(claimed, outcome, started, now)
    changed = connection.execute(_RECORD, values).rowcount
    connection.execute(_NOTE_ATTEMPT, values)
    return changed == 1


def record_and_claim(
    connection: Connection, claimed: Claimed, outcome: Outcome, started: datetime, now: datetime
) -> Claimed | None:
    """As `record`, then `claim`."""
    if connection.dialect.name != "postgresql":
        record(connection, claimed, outcome, started, now)
        return claim(connection, now)
    values = _outcome_values(claimed, outcome, started, now) | _claim_times(now)
    return _take(connection, _RECORD_AND_CLAIM, values) or claim(connection, now)


def _take(connection: Connection, question: Update, values: Mapping[str, object]) -> Claimed | None:
    taken = connection.execute(question, values).mappings().one_or_none()
    return None if taken is None else Claimed(**taken)


def _claim_times(now: datetime) -> dict[str, object]:
    return {"now": now, "dead": now - LEASE, "ahead": now + CLOCKS_DIFFER}


def _outcome_values(
    claimed: Claimed, outcome: Outcome, started: datetime, now: datetime
) -> dict[str, object]:
    return {
        "mail_id": claimed.id,
        "held": claimed.attempts,
        "new_state": outcome.state,
        "counted": claimed.attempts if outcome.counts else claimed.attempts - 1,
        "due": outcome.due_at or now,
        "now": now,
        "why": outcome.reason,
        "started": started,
        "seconds": max((now - started).total_seconds(), 0.0),
        "what_came": outcome.outcome,
    }


def hand_back(connection: Connection, claimed: Claimed, now: datetime) -> None:
    """Give up a claim that was not used, so that nobody waits for its lease."""
    connection.execute(
        update(outbox)
        .where(
            outbox.c.id == claimed.id,
            outbox.c.state == SENDING,
            outbox.c.attempts == claimed.attempts,
        )
        .values(state=QUEUED, attempts=claimed.attempts - 1, changed_at=now)
    )


def retry(connection: Connection, ids: Sequence[int], now: datetime) -> int:
    """Put mails that wait or were given up at the head of the queue; returns how many."""
    return connection.execute(
        update(outbox)
        .where(outbox.c.id.in_(ids), outbox.c.state.in_((DEFERRED, REJECTED, HELD)))
        .values(state=QUEUED, due_at=now, changed_at=now, attempts=0)
    ).rowcount


def seconds_waited(connection: Connection, now: datetime) -> float:
    """Age of the oldest mail that should be out by now; 0 when none waits."""
    oldest = connection.execute(
        select(func.min(outbox.c.created_at)).where(outbox.c.state.in_(PENDING))
    ).scalar_one()
    return 0.0 if oldest is None else max((now - oldest).total_seconds(), 0.0)

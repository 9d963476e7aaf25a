"""What limits the mails that strangers can make the shop send.

All of it is counted in the transaction that stores the submission. Every window reaches both
ways from now, so that a clock set back locks nobody out, and one set forward for a while neither.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, func, select, text
from sqlalchemy.dialects.postgresql import insert as postgres_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from form_service.tables import acknowledgements, rate_limits, silenced

DAY = timedelta(days=1)
WEEK = timedelta(days=7)
HOUR = timedelta(hours=1)
ONE_AT_A_TIME = 4_823_117
"""Key of PostgreSQL's advisory lock under which acknowledgements are counted."""


class LimitReachedError(Exception):
    """Too many forms from one place; `seconds` until the next is accepted."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"too many forms; again in {seconds} s")
        self.seconds = seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class Caps:
    """How many acknowledgements may go out."""

    per_day: int
    per_hour: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """How many forms one key may send in a window."""

    key: str
    count: int


def may_acknowledge(
    connection: Connection, caps: Caps, mailbox_hash: str, fingerprint: str, now: datetime
) -> tuple[bool, bool]:
    """Whether this acknowledgement may go, and whether the hourly cap is what stops it.

    A granted one is entered in the ledger.
    """
    if _is_silenced(connection, mailbox_hash):
        return False, False
    if not _is_below(connection, caps, mailbox_hash, fingerprint, now):
        return False, _is_paused(connection, caps, now)
    if connection.dialect.name == "postgresql":
        # Counting and entering must not interleave; at most `per_hour` grants queue here an hour.
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": ONE_AT_A_TIME})
        if not _is_below(connection, caps, mailbox_hash, fingerprint, now):
            return False, _is_paused(connection, caps, now)
    row = {"mailbox_hash": mailbox_hash, "fingerprint": fingerprint, "at": now}
    connection.execute(acknowledgements.insert(), row)
    return True, False


def count_form(
    connection: Connection, limits: tuple[Limit, ...], window: timedelta, now: datetime
) -> None:
    """Count one accepted form; raises LimitReachedError, and the caller's transaction is undone."""
    seconds = int(window.total_seconds())
    number, passed = divmod(int(now.timestamp()), seconds)
    for limit in limits:
        if _increment(connection, limit.key, number) > limit.count:
            raise LimitReachedError(seconds - passed)


def _is_silenced(connection: Connection, mailbox_hash: str) -> bool:
    found = select(silenced.c.mailbox_hash).where(silenced.c.mailbox_hash == mailbox_hash)
    return connection.execute(found).first() is not None


def _is_below(
    connection: Connection, caps: Caps, mailbox_hash: str, fingerprint: str, now: datetime
) -> bool:
    table = acknowledgements.c
    recent = connection.execute(
        select(table.fingerprint, table.at).where(
            table.mailbox_hash == mailbox_hash, table.at.between(now - WEEK, now + WEEK)
        )
    ).all()
    if any(row.fingerprint == fingerprint for row in recent):
        return False
    if sum(abs(row.at - now) < DAY for row in recent) >= caps.per_day:
        return False
    return not _is_paused(connection, caps, now)


def _is_paused(connection: Connection, caps: Caps, now: datetime) -> bool:
    within = acknowledgements.c.at.between(now - HOUR, now + HOUR)
    counted = connection.execute(select(func.count()).where(within)).scalar_one()
    return counted >= caps.per_hour


def _increment(connection: Connection, key: str, window: int) -> int:
    insert = postgres_insert if connection.dialect.name == "postgresql" else sqlite_insert
    counted = (
        insert(rate_limits)
        .values(key=key, window=window, count=1)
        .on_conflict_do_update(
            index_elements=["key", "window"], set_={"count": rate_limits.c.count + 1}
        )
        .returning(rate_limits.c.count)
    )
    count: int = connection.execute(counted).scalar_one()
    return count

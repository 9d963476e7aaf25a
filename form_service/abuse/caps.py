"""What limits the mails that strangers can make the shop send.

All of it is counted in the transaction that stores the submissions. Every window reaches both
ways from now, so that a clock set back locks nobody out, and one set forward for a while neither.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache

from sqlalchemy import Connection, TextClause, bindparam, func, or_, select, text, update

from form_service.storage.tables import SILENCED, acknowledgements, rate_limits

DAY = timedelta(days=1)
WEEK = timedelta(days=7)
HOUR = timedelta(hours=1)
ONE_AT_A_TIME = 4_823_117
"""Key of PostgreSQL's advisory lock under which acknowledgements are counted."""

_ledger = acknowledgements.c
_RECENT = select(_ledger.mailbox_hash, _ledger.fingerprint, _ledger.at).where(
    _ledger.mailbox_hash.in_(bindparam("hashes", expanding=True)),
    or_(_ledger.at.between(bindparam("since"), bindparam("until")),
        _ledger.fingerprint == SILENCED),
)  # fmt: skip
_WITHIN_THE_HOUR = select(func.count()).where(
    _ledger.at.between(bindparam("since"), bindparam("until")), _ledger.fingerprint != SILENCED
)
_TAKE_BACK = (
    update(rate_limits)
    .where(rate_limits.c.key == bindparam("who"), rate_limits.c.window == bindparam("number"))
    .values(count=rate_limits.c.count - 1)
)
_LOCK = text(f"SELECT pg_advisory_xact_lock({ONE_AT_A_TIME})")


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
class Wish:
    """An acknowledgement somebody would get."""

    mailbox_hash: str
    fingerprint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Grants:
    """Which of the wishes may go, in their order; and whether the hourly cap stopped any."""

    granted: tuple[bool, ...]
    paused: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """How many forms one key may send in a window."""

    key: str
    count: int


def grant(connection: Connection, caps: Caps, wishes: Sequence[Wish], now: datetime) -> Grants:
    """Judge the wishes one after the other and enter what is granted in the ledger."""
    if not wishes:
        return Grants(granted=(), paused=False)
    in_the_hour = count_hour(connection, now)
    if in_the_hour >= caps.per_hour:
        return Grants(granted=(False,) * len(wishes), paused=True)
    if connection.dialect.name == "postgresql":
        # Counting and entering must not interleave; at most `per_hour` grants queue here an hour.
        connection.execute(_LOCK)
        in_the_hour = count_hour(connection, now)
    ledger = _Ledger(connection, caps, wishes, now, in_the_hour)
    granted = tuple(ledger.judge(wish) for wish in wishes)
    rows = [
        {"mailbox_hash": wish.mailbox_hash, "fingerprint": wish.fingerprint, "at": now}
        for wish, is_granted in zip(wishes, granted, strict=True)
        if is_granted
    ]
    if rows:
        connection.execute(acknowledgements.insert(), rows)
    return Grants(granted=granted, paused=ledger.is_paused)


def admit(
    connection: Connection, limits: Sequence[tuple[Limit, ...]], window: timedelta, now: datetime
) -> tuple[LimitReachedError | None, ...]:
    """Count forms against their limits, in order; for each None or why it is refused.

    Refused ones do not count. Raising the counts locks them on PostgreSQL.
    """
    seconds = int(window.total_seconds())
    number, passed = divmod(int(now.timestamp()), seconds)
    wanted = Counter(limit.key for form in limits for limit in form)
    counts = _raise(connection, wanted, number)
    before = {key: count - wanted[key] for key, count in counts.items()}
    refused: list[LimitReachedError | None] = []
    for form in limits:
        if all(before[limit.key] < limit.count for limit in form):
            before |= {limit.key: before[limit.key] + 1 for limit in form}
            refused.append(None)
        else:
            refused.append(LimitReachedError(seconds - passed))
            _take_back(connection, (limit.key for limit in form), number)
    return tuple(refused)


class _Ledger:
    """What was granted before, in the database and in this transaction."""

    def __init__(
        self,
        connection: Connection,
        caps: Caps,
        wishes: Sequence[Wish],
        now: datetime,
        in_the_hour: int,
    ) -> None:
        hashes = list({wish.mailbox_hash for wish in wishes})
        values = {"hashes": hashes, "since": now - WEEK, "until": now + WEEK}
        self._caps, self._now = caps, now
        self._recent: defaultdict[str, list[tuple[str, datetime]]] = defaultdict(list)
        for row in connection.execute(_RECENT, values):
            self._recent[row.mailbox_hash].append((row.fingerprint, row.at))
        self._in_the_hour = in_the_hour
        self.is_paused = False

    def judge(self, wish: Wish) -> bool:
        recent = self._recent[wish.mailbox_hash]
        if any(fingerprint in {wish.fingerprint, SILENCED} for fingerprint, _ in recent):
            return False
        if sum(abs(at - self._now) < DAY for _, at in recent) >= self._caps.per_day:
            return False
        if self._in_the_hour >= self._caps.per_hour:
            self.is_paused = True
            return False
        self._in_the_hour += 1
        recent.append((wish.fingerprint, self._now))
        return True


def count_hour(connection: Connection, now: datetime) -> int:
    """Acknowledgements within an hour; they pause when they are as many as the cap."""
    values = {"since": now - HOUR, "until": now + HOUR}
    counted: int = connection.execute(_WITHIN_THE_HOUR, values).scalar_one()
    return counted


def _raise(connection: Connection, wanted: Counter[str], number: int) -> dict[str, int]:
    """The counts as they are now; in order, so that no two transactions wait for each other."""
    values: dict[str, object] = {"window": number}
    for place, (key, count) in enumerate(sorted(wanted.items())):
        values |= {f"key{place}": key, f"count{place}": count}
    raised = connection.execute(_raising(len(wanted)), values)
    return {row.key: row.counted for row in raised}


@cache
def _raising(keys: int) -> TextClause:
    rows = ", ".join(f"(:key{place}, :window, :count{place})" for place in range(keys))
    return text(
        f'INSERT INTO rate_limits ("key", "window", "count") VALUES {rows} '  # noqa: S608  # places
        'ON CONFLICT ("key", "window") DO UPDATE SET "count" = '
        'rate_limits."count" + excluded."count" RETURNING "key", "count" AS counted'
    )


def _take_back(connection: Connection, keys: Iterable[str], number: int) -> None:
    connection.execute(_TAKE_BACK, [{"who": key, "number": number} for key in keys])

"""Group commit: one thread that writes whatever has come together in one transaction.

Up to 64 pieces of work share a transaction and its one fdatasync. That is two to three times
faster than a transaction each and has no unfair waiting for SQLite's lock. Whoever was in the last
group or arrived meanwhile is likely to come again: for as many the writer waits a moment, at most
half as long as the last commit took; a lone caller never waits for company. Work of the same kind
is done in one go; when any of it fails, it is done again piece by piece, each behind a savepoint,
so that nobody fails through somebody else.

                 run()                 begin()             finish(), fail()
    caller ──▶ waiting ───────────▶ taken by the writer ──▶ settled ──▶ caller
                  └── patience ends: given up by the caller
"""

import queue
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, suppress
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import InterfaceError, InternalError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

GROUP = 64
PATIENCE = 5.0
"""Seconds a request waits for its turn to write before it says so to the shopper."""
UNAVAILABLE = (OperationalError, InterfaceError, InternalError, PoolTimeout)
"""Full, read-only, locked, shut down, too many connections: nothing the caller did."""
LONGEST_WAIT = 0.005
"""Seconds that the first of a group waits for others at most."""
NO_ITEM = object()


class DatabaseUnavailableError(Exception):
    """Nothing could be written or read; the reason is the cause. The same may work later."""


class Job:
    """A piece of work, perhaps one item of work on many, and the place where its caller waits."""

    __slots__ = ("_error", "_gate", "_result", "_settled", "is_note", "item", "work")

    def __init__(
        self, work: Callable[..., Any], item: Any = NO_ITEM, *, is_note: bool = False
    ) -> None:
        self.work = work
        self.item = item
        self.is_note = is_note
        self._result: Any = None
        self._error: Exception | None = None
        self._gate = threading.Lock()
        self._settled = threading.Lock()
        self._settled.acquire()

    def begin(self) -> bool:
        """Take the job, as the writer to do it or as the caller to give it up; one of them can."""
        return self._gate.acquire(blocking=False)

    def note(self, outcome: Any) -> None:
        """Remember a result or an error until the transaction is committed."""
        self._error = outcome if isinstance(outcome, Exception) else None
        self._result = outcome

    def settle(self, error: Exception | None = None) -> None:
        """Let the caller go on; with an error, nothing of the transaction happened."""
        self._error = self._error or error
        self._settled.release()

    def wait(self, seconds: float) -> bool:
        """Whether the job was settled in time."""
        return self._settled.acquire(timeout=seconds)

    def outcome(self) -> Any:
        """The result, or the error raised."""
        if isinstance(self._error, UNAVAILABLE):
            reason = str(self._error.__cause__ or self._error)
            raise DatabaseUnavailableError(reason) from self._error
        if self._error is not None:
            raise self._error
        return self._result


class GroupWriter:
    """The thread and its queue.

    `noting` is an engine whose commits do not wait for the disk; `turn` is held while a group is
    gathered and written.
    """

    def __init__(
        self, engine: Engine, noting: Engine, turn: AbstractContextManager[object]
    ) -> None:
        self._engine = engine
        self._noting = noting
        self._turn = turn
        self._connections: dict[Engine, Connection] = {}
        self._waiting: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
        self._closed = False
        self._expected, self._company_wait = 1, 0.0
        self._thread = threading.Thread(target=self._work, name="database-writer", daemon=True)
        self._thread.start()

    def run(self, job: Job) -> Any:
        """Have a job done and committed; raises what it raised, or DatabaseUnavailableError."""
        if self._closed:
            raise DatabaseUnavailableError("the database is closed")
        self._waiting.put(job)
        # A job that was begun may still be committed: then it must not be reported as lost.
        if job.wait(PATIENCE) or (not job.begin() and job.wait(PATIENCE)):
            return job.outcome()
        raise DatabaseUnavailableError("the database is busy")

    def close(self) -> None:
        """Finish what waits."""
        if not self._closed:
            self._closed = True
            self._waiting.put(None)
            self._thread.join(timeout=PATIENCE)

    def _work(self) -> None:
        while (first := self._waiting.get()) is not None:
            with self._turn:  # what comes while others have theirs goes along
                self._write(first)
        self._disconnect()

    def _write(self, first: Job) -> None:
        group = [job for job in (first, *self._others()) if job.begin()]
        if group:
            began = time.monotonic()
            self._commit(group)
            self._expected = len(group) + self._waiting.qsize()
            self._company_wait = min((time.monotonic() - began) / 2, LONGEST_WAIT)

    def _others(self) -> list[Job]:
        """What has come since; while fewer than of late, what comes within a moment, too."""
        found: list[Job] = []
        ends = time.monotonic() + self._company_wait
        with suppress(queue.Empty):
            while len(found) < GROUP - 1:
                is_short = len(found) + 1 < self._expected
                job = self._waiting.get(timeout=max(ends - time.monotonic(), 0) * is_short)
                if job is None:
                    self._waiting.put(None)
                    break
                found.append(job)
        return found

    def _commit(self, group: list[Job]) -> None:
        error: Exception | None = None
        engine = self._noting if all(job.is_note for job in group) else self._engine
        try:
            with self._connected(engine).begin() as transaction:
                _do_group(transaction.connection, group)
        except Exception as caught:  # noqa: BLE001  # handed to each caller, who waits for it
            error = caught
            self._disconnect()
        for job in group:
            job.settle(error)

    def _connected(self, engine: Engine) -> Connection:
        """The engine's connection, kept: taking one from the pool costs as much as a statement."""
        if engine not in self._connections:
            self._connections[engine] = engine.connect()
        return self._connections[engine]

    def _disconnect(self) -> None:
        """Give the connections back to their pools, which put them in order."""
        for connection in self._connections.values():
            connection.close()
        self._connections.clear()


def _do_group(connection: Connection, group: Sequence[Job]) -> None:
    if len(group) == 1:  # needs no savepoint: the transaction is its own
        group[0].note(_outcomes(connection, group)[0])
        return
    for _, jobs in groupby(group, key=_kind):
        do_jobs(connection, list(jobs))


def do_jobs(connection: Connection, jobs: Sequence[Job]) -> None:
    """Do jobs of one kind; each gets its result or its error."""
    try:
        connection.exec_driver_sql("SAVEPOINT jobs")
        outcomes = _outcomes(connection, jobs)
        connection.exec_driver_sql("RELEASE jobs")
    except UNAVAILABLE:  # a full disk, say: SQLite has undone the whole transaction by itself
        raise
    except Exception as error:  # noqa: BLE001  # handed to the callers
        connection.exec_driver_sql("ROLLBACK TO jobs")
        connection.exec_driver_sql("RELEASE jobs")
        if len(jobs) == 1:
            jobs[0].note(error)
            return
        for job in jobs:
            do_jobs(connection, [job])
        return
    for job, outcome in zip(jobs, outcomes, strict=True):
        job.note(outcome)


def first_result(outcomes: Sequence[Any]) -> Any:
    """The only result of work on one item; an error is raised."""
    (outcome,) = outcomes
    if isinstance(outcome, Exception):
        raise outcome
    return outcome


def _outcomes(connection: Connection, jobs: Sequence[Job]) -> Sequence[Any]:
    if jobs[0].item is NO_ITEM:
        return [jobs[0].work(connection)]
    return jobs[0].work(connection, [job.item for job in jobs])  # type: ignore[no-any-return]


def _kind(job: Job) -> object:
    """Jobs of one kind are done together: items of the same work."""
    return job if job.item is NO_ITEM else job.work

"""One way to write and one to read, the same for SQLite and PostgreSQL.

SQLite: one writer thread commits what has come together (group commit): up to 64 pieces of work
in one transaction, each behind its own savepoint, with one fdatasync for all. That is two to three
times faster than a transaction each and has no unfair waiting for the lock. PostgreSQL groups
commits itself: every piece of work has its transaction.
"""

import queue
import threading
from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from concurrent.futures import TimeoutError as FutureTimeout
from contextlib import suppress
from pathlib import Path
from typing import Any, Protocol, TypeVar

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import InterfaceError, InternalError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.pool import ConnectionPoolEntry

T = TypeVar("T")
Work = Callable[[Connection], T]

GROUP = 64
PATIENCE = 5.0
"""Seconds a request waits for its turn to write before it says so to the shopper."""
WAL_BYTES = 64 * 1024 * 1024
PAGE_CACHE_KIB = 4096
UNAVAILABLE = (OperationalError, InterfaceError, InternalError, PoolTimeout)
"""Full, read-only, locked, shut down, too many connections: nothing the caller did."""


class DatabaseUnavailableError(Exception):
    """Nothing could be written or read; the reason is the cause. The same may work later."""


class Database(Protocol):
    """Where the service's state lives."""

    engine: Engine

    def write(self, work: Work[T]) -> T:
        """The result of `work`, which is durable once this returns; all of it or nothing."""
        ...

    def read(self, work: Work[T]) -> T:
        """The result of `work`, which only reads."""
        ...

    def close(self) -> None:
        """Finish what was begun and let go."""
        ...


def open_database(url: str, *, threads: int = 8) -> Database:
    """The database at `url`; a missing SQLite file and its folder are made."""
    if not url.startswith("sqlite"):
        return PostgresDatabase(url, threads=threads)
    Path(make_url(url).database or "").parent.mkdir(parents=True, exist_ok=True)
    return SqliteDatabase(url)


class SqliteDatabase:
    """A file, written by one thread."""

    def __init__(self, url: str) -> None:
        self.engine = _sqlite_engine(url, begin="BEGIN IMMEDIATE", query_only=False)
        self._reading = _sqlite_engine(url, begin="BEGIN", query_only=True)
        self._waiting: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="database-writer", daemon=True)
        self._closed = False
        self._thread.start()

    def write(self, work: Work[T]) -> T:
        """As Database.write; DatabaseUnavailableError when its turn does not come in time."""
        if self._closed:
            raise DatabaseUnavailableError("the database is closed")
        job = _Job(work)
        self._waiting.put(job)
        try:
            result: T = job.future.result(timeout=PATIENCE)
        except FutureTimeout as error:
            if job.future.cancel():
                raise DatabaseUnavailableError("the database is busy") from error
            late: T = self._outcome(job)
            return late
        except UNAVAILABLE as error:
            raise DatabaseUnavailableError(str(error.__cause__ or error)) from error
        return result

    def read(self, work: Work[T]) -> T:
        """As Database.read."""
        try:
            with self._reading.begin() as connection:
                return work(connection)
        except UNAVAILABLE as error:
            raise DatabaseUnavailableError(str(error.__cause__ or error)) from error

    def close(self) -> None:
        """As Database.close."""
        if not self._closed:
            self._closed = True
            self._waiting.put(None)
            self._thread.join(timeout=PATIENCE)
        self._reading.dispose()
        self.engine.dispose()

    @staticmethod
    def _outcome(job: "_Job") -> Any:
        """Begun, so it must not be reported as lost: wait for what the commit says."""
        try:
            return job.future.result(timeout=PATIENCE)
        except FutureTimeout as error:
            raise DatabaseUnavailableError("the database is busy") from error
        except UNAVAILABLE as error:
            raise DatabaseUnavailableError(str(error.__cause__ or error)) from error

    def _run(self) -> None:
        while (job := self._waiting.get()) is not None:
            group = [job, *self._others()]
            begun = [job for job in group if job.future.set_running_or_notify_cancel()]
            if begun:
                self._commit(begun)
            if self._closed and self._waiting.empty():
                break

    def _others(self) -> list["_Job"]:
        found: list[_Job] = []
        with suppress(queue.Empty):
            while len(found) < GROUP - 1:
                job = self._waiting.get_nowait()
                if job is None:
                    self._waiting.put(None)
                    break
                found.append(job)
        return found

    def _commit(self, group: list["_Job"]) -> None:
        try:
            with self.engine.begin() as connection:
                for job in group:
                    job.try_in(connection, alone=len(group) == 1)
        except Exception as error:  # noqa: BLE001  # handed to each caller, who waits for it
            for job in group:
                job.fail(error)
        else:
            for job in group:
                job.finish()


class _Job:
    """A piece of work and the place where its caller waits."""

    __slots__ = ("_error", "_result", "_work", "future")

    def __init__(self, work: Work[Any]) -> None:
        self._work = work
        self._result: Any = None
        self._error: Exception | None = None
        self.future: Future[Any] = Future()

    def try_in(self, connection: Connection, *, alone: bool) -> None:
        """Do the work; undo it alone when it fails, so that the others' stays."""
        if alone:
            self._result = self._work(connection)
            return
        connection.exec_driver_sql("SAVEPOINT one")
        try:
            self._result = self._work(connection)
        except Exception as error:  # noqa: BLE001  # handed to the caller, who waits for it
            self._error = error
            connection.exec_driver_sql("ROLLBACK TO one")
        connection.exec_driver_sql("RELEASE one")

    def finish(self) -> None:
        """After the commit: hand out the result."""
        if self._error is not None:
            self.future.set_exception(self._error)
        else:
            self.future.set_result(self._result)

    def fail(self, error: Exception) -> None:
        """The commit failed: whatever happened inside did not happen."""
        with suppress(CancelledError):
            self.future.set_exception(self._error or error)


class PostgresDatabase:
    """A server; each piece of work is its own transaction."""

    def __init__(self, url: str, *, threads: int) -> None:
        self.engine = create_engine(
            url,
            pool_size=threads + 2,
            max_overflow=4,
            pool_timeout=PATIENCE,
            pool_pre_ping=True,
            connect_args={
                "connect_timeout": int(PATIENCE),
                "options": "-c statement_timeout=15000 -c lock_timeout=5000 "
                "-c idle_in_transaction_session_timeout=30000",
            },
        )

    def write(self, work: Work[T]) -> T:
        """As Database.write."""
        try:
            with self.engine.begin() as connection:
                return work(connection)
        except UNAVAILABLE as error:
            raise DatabaseUnavailableError(str(error.__cause__ or error)) from error

    def read(self, work: Work[T]) -> T:
        """As Database.read."""
        return self.write(work)

    def close(self) -> None:
        """As Database.close."""
        self.engine.dispose()


def _sqlite_engine(url: str, *, begin: str, query_only: bool) -> Engine:
    engine = create_engine(
        url, pool_size=4, max_overflow=60, connect_args={"timeout": PATIENCE - 1}
    )

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _entry: ConnectionPoolEntry) -> None:
        connection.isolation_level = None  # transactions are begun below, not guessed by the driver
        for pragma in (
            "journal_mode = WAL",
            "synchronous = FULL",
            "foreign_keys = ON",
            "secure_delete = ON",
            f"journal_size_limit = {WAL_BYTES // 2}",
            f"cache_size = -{PAGE_CACHE_KIB}",
            f"query_only = {'ON' if query_only else 'OFF'}",
        ):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def start(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine

"""One way to write and one to read, the same for SQLite and PostgreSQL.

SQLite: one writer thread commits what has come together (writer.py). PostgreSQL groups commits
itself: every piece of work has its transaction.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Protocol, TypeVar

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import ConnectionPoolEntry

from form_service.storage.turns import Turn
from form_service.storage.writer import (
    PATIENCE,
    UNAVAILABLE,
    DatabaseUnavailableError,
    GroupWriter,
    Job,
    first_result,
)

T = TypeVar("T")
A = TypeVar("A")
Work = Callable[[Connection], T]
GroupWork = Callable[[Connection, Sequence[A]], Sequence[T | Exception]]
"""Gives a result or an error for each item, in order."""

WAL_BYTES = 64 * 1024 * 1024
CHECKPOINT_PAGES = 4000
"""Of the write-ahead log, 16 MB, before they are copied into the database (wal_autocheckpoint).

Keys that nobody can guess touch pages all over: with SQLite's default of 1,000 the same pages were
copied so often that a group of four forms took one and a half times as long.
"""
PAGE_CACHE_KIB = 4096


class Database(Protocol):
    """Where the service's state lives."""

    engine: Engine

    def write(self, work: Work[T]) -> T:
        """The result of `work`, which is durable once this returns; all of it or nothing."""
        ...

    def write_together(self, work: "GroupWork[A, T]", item: A) -> T:
        """As `write`, for work that takes all the items that wait; its errors are raised."""
        ...

    def note(self, work: Work[T]) -> T:
        """As `write`, but the next power cut may undo it: for what can be done again then.

        Whatever is written afterwards makes it durable, too. On PostgreSQL each statement counts by
        itself.
        """
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
        self._noting = _sqlite_engine(url, begin="BEGIN IMMEDIATE", query_only=False, sync="NORMAL")
        self._reading = _sqlite_engine(url, begin="BEGIN", query_only=True)
        self._turn = Turn(f"{make_url(url).database}-turn")
        self._writer = GroupWriter(self.engine, self._noting, self._turn)

    def write(self, work: Work[T]) -> T:
        """As Database.write; DatabaseUnavailableError when its turn does not come in time."""
        result: T = self._writer.run(Job(work))
        return result

    def write_together(self, work: GroupWork[A, T], item: A) -> T:
        """As Database.write_together."""
        result: T = self._writer.run(Job(work, item))
        return result

    def note(self, work: Work[T]) -> T:
        """As Database.note."""
        result: T = self._writer.run(Job(work, is_note=True))
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
        self._writer.close()
        self._turn.close()
        for engine in (self._reading, self._noting, self.engine):
            engine.dispose()


class PostgresDatabase:
    """A server; what is written is its own transaction, what is read or noted needs none."""

    def __init__(self, url: str, *, threads: int) -> None:
        self.engine = _postgres_engine(url, threads, commit="on", pool_pre_ping=True)
        # Notes and reads can be repeated: they need not ask first whether the server is up.
        self._single = _postgres_engine(url, threads, commit="off", isolation_level="AUTOCOMMIT")

    def write(self, work: Work[T]) -> T:
        """As Database.write."""
        return _within(self.engine, work)

    def write_together(self, work: GroupWork[A, T], item: A) -> T:
        """As Database.write_together; the server groups commits itself, so one at a time."""
        result: T = self.write(lambda c: first_result(work(c, [item])))
        return result

    def note(self, work: Work[T]) -> T:
        """As Database.note."""
        return _within(self._single, work)

    def read(self, work: Work[T]) -> T:
        """As Database.read; begun again where the connection had ended since it was used."""
        try:
            return _within(self._single, work)
        except DatabaseUnavailableError as error:
            if not _was_hung_up(error):
                raise
            return _within(self._single, work)

    def close(self) -> None:
        """As Database.close."""
        for engine in (self._single, self.engine):
            engine.dispose()


def _within(engine: Engine, work: Work[T]) -> T:
    """The result of `work` on `engine`, committed; DatabaseUnavailableError when it cannot be."""
    try:
        with engine.begin() as connection:
            return work(connection)
    except UNAVAILABLE as error:
        raise DatabaseUnavailableError(str(error.__cause__ or error)) from error


def _was_hung_up(error: DatabaseUnavailableError) -> bool:
    cause = error.__cause__
    return isinstance(cause, DBAPIError) and cause.connection_invalidated


def _postgres_engine(url: str, threads: int, *, commit: str, **options: Any) -> Engine:
    return create_engine(
        url,
        **options,
        pool_size=threads + 4,
        max_overflow=threads,
        pool_timeout=PATIENCE,
        pool_recycle=300,  # after a failover no session stays read-only for long
        connect_args={
            "connect_timeout": int(PATIENCE),
            "options": f"-c synchronous_commit={commit} -c statement_timeout=15000 "
            "-c lock_timeout=5000 -c idle_in_transaction_session_timeout=30000",
        },
    )


def _sqlite_engine(url: str, *, begin: str, query_only: bool, sync: str = "FULL") -> Engine:
    engine = create_engine(
        url, pool_size=4, max_overflow=60, connect_args={"timeout": PATIENCE - 1}
    )

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _entry: ConnectionPoolEntry) -> None:
        connection.isolation_level = None  # transactions are begun below, not guessed by the driver
        for pragma in (
            "journal_mode = WAL",
            f"synchronous = {sync}",
            "foreign_keys = ON",
            "secure_delete = ON",
            f"wal_autocheckpoint = {CHECKPOINT_PAGES}",
            f"journal_size_limit = {WAL_BYTES // 2}",
            f"cache_size = -{PAGE_CACHE_KIB}",
            f"query_only = {'ON' if query_only else 'OFF'}",
        ):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def start(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine

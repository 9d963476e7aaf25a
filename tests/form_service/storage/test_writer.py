"""The group writer: who shares a transaction, and what fails with whom."""

import sqlite3
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from sqlalchemy import Connection, select

from form_service.storage.database import SqliteDatabase
from form_service.storage.schema import prepare
from form_service.storage.tables import schema_version

LONG = 30.0


@pytest.fixture
def database(tmp_path: Path) -> Iterator[SqliteDatabase]:
    opened = SqliteDatabase(f"sqlite:///{tmp_path / 'helpcenter.db'}")
    prepare(opened)
    yield opened
    opened.close()


def sizes(_connection: Connection, items: Sequence[int]) -> list[int]:
    """For each item, how many came together."""
    return [len(items)] * len(items)


def test_the_writer_waits_a_moment_for_those_who_came_together_before(
    database: SqliteDatabase,
) -> None:
    writer, found = database._writer, []
    writer._expected, writer._company_wait = 2, LONG
    callers = [
        threading.Thread(target=lambda n=n: found.append(database.write_together(sizes, n)))
        for n in range(2)
    ]
    callers[0].start()
    while writer._waiting.qsize():  # the writer has the first and waits for the second
        pass
    callers[1].start()
    for caller in callers:
        caller.join(LONG)
    assert found == [2, 2]


def test_a_lone_caller_waits_for_nobody(database: SqliteDatabase) -> None:
    assert [database.write_together(sizes, number) for number in range(3)] == [1, 1, 1]
    database._writer._company_wait = LONG  # never used: nobody else is expected
    assert database.write_together(sizes, 4) == 1


def test_a_lone_piece_of_work_that_fails_leaves_nothing(database: SqliteDatabase) -> None:
    def work(connection: Connection) -> None:
        connection.execute(schema_version.insert().values(version=9))
        raise LookupError("on purpose")

    with pytest.raises(LookupError):
        database.write(work)
    query = select(schema_version.c.version)
    assert 9 not in database.read(lambda c: c.execute(query).scalars().all())


def test_a_note_waits_for_no_disk_and_everything_else_does(database: SqliteDatabase) -> None:
    def synchronous(connection: Connection) -> int:
        value: int = connection.exec_driver_sql("PRAGMA synchronous").scalar_one()
        return value

    normal, full = 1, 2
    assert database.write(synchronous) == full
    assert database.note(synchronous) == normal
    database.note(lambda c: c.execute(schema_version.insert().values(version=9)))
    file = sqlite3.connect(database.engine.url.database or "")
    assert (9,) in file.execute("SELECT version FROM schema_version").fetchall()
    file.close()

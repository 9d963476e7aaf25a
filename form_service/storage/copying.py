"""Backups and moves: the whole content of one database in another, nothing lost."""

import sqlite3
import time
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection, Engine, Table, func, insert, make_url, select, text

from form_service.storage.database import Database, open_database
from form_service.storage.schema import read_version, upgrade
from form_service.storage.tables import VERSION, metadata, schema_version

BATCH = 500
SCRUB_TRIES = 50


class CopyError(Exception):
    """The copy cannot be made or is not complete; the text says why."""


def backup(database: Database, target: Path) -> None:
    """A consistent copy as a SQLite file, while the service goes on working."""
    if target.exists():
        raise CopyError(f"{target} exists; name a new file.")
    target.parent.mkdir(parents=True, exist_ok=True)
    url = database.engine.url
    if url.get_backend_name() != "sqlite":
        other = open_database(f"sqlite:///{target}")
        try:
            copy(database, other)
        finally:
            other.close()
        return
    with (
        closing(sqlite3.connect(str(url.database))) as source,
        closing(sqlite3.connect(str(target))) as destination,
    ):
        source.backup(destination)


def copy(source: Database, target: Database) -> dict[str, int]:
    """Copy every row into an empty database; returns rows per table.

    Stop the service before: what arrives meanwhile would stay behind.
    """
    if source.engine.url == target.engine.url:
        raise CopyError("The target is the database in use: name another, empty one.")
    if source.read(read_version) != VERSION:
        raise CopyError("The source has an older schema: run helpcenter database upgrade first.")
    target.write(upgrade)
    with source.engine.connect() as reading:
        if source.engine.dialect.name == "postgresql":
            reading.execution_options(isolation_level="REPEATABLE READ")
        return target.write(lambda writing: _copy(reading, writing))


def scrub(database: Database) -> bool:
    """Make deleted rows unreadable in the files too; False when other processes are in the way.

    PostgreSQL's write-ahead log is its administrator's: archived segments keep what they hold.
    """
    engine = database.engine
    if engine.dialect.name != "sqlite":
        _vacuum_full(engine)
        return True
    with closing(sqlite3.connect(str(make_url(str(engine.url)).database), timeout=10)) as file:
        file.isolation_level = None
        for _ in range(SCRUB_TRIES):
            file.execute("VACUUM")
            busy, _pages, _done = file.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            if not busy:
                return True
            time.sleep(0.1)
    return False


def _vacuum_full(engine: Engine) -> None:
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        for table in metadata.sorted_tables:
            connection.execute(text(f"VACUUM FULL {table.name}"))
        connection.execute(text("SET statement_timeout = 0"))


def _copy(reading: Connection, writing: Connection) -> dict[str, int]:
    copied = {}
    for table in metadata.sorted_tables:
        if table is schema_version:
            continue
        if writing.execute(select(func.count()).select_from(table)).scalar_one():
            raise CopyError(f"The target already has rows in {table.name}; name an empty database.")
        copied[table.name] = _copy_table(reading, writing, table)
        _continue_counting(writing, table)
    return copied


def _copy_table(reading: Connection, writing: Connection, table: Table) -> int:
    rows = reading.execute(select(table).order_by(*table.primary_key)).mappings()
    count = 0
    for batch in rows.partitions(BATCH):
        writing.execute(insert(table), [dict(row) for row in batch])
        count += len(batch)
    expected = reading.execute(select(func.count()).select_from(table)).scalar_one()
    if expected != count:
        raise CopyError(f"{table.name} has {expected} rows, {count} were copied.")
    return count


def _continue_counting(writing: Connection, table: Table) -> None:
    """PostgreSQL's sequences do not notice keys that were given."""
    if writing.dialect.name != "postgresql" or "id" not in table.c:
        return
    highest = writing.execute(select(func.max(table.c.id))).scalar_one()
    if highest is not None:
        sequence = func.pg_get_serial_sequence(table.name, "id")
        writing.execute(select(func.setval(sequence, highest)))

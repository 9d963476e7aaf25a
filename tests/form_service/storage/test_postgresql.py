"""What PostgreSQL is asked to wait for, and what happens when it has hung up meanwhile."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Connection, create_engine

from form_service.storage.database import PostgresDatabase
from form_service.storage.writer import DatabaseUnavailableError


@pytest.fixture
def database(postgres_url: str) -> Iterator[PostgresDatabase]:
    opened = PostgresDatabase(postgres_url, threads=2)
    yield opened
    opened.close()


def hang_up(url: str) -> None:
    """As a restart of the server does with all that are connected."""
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
    engine.dispose()


def synchronous(connection: Connection) -> str:
    value: str = connection.exec_driver_sql("SHOW synchronous_commit").scalar_one()
    return value


def one(connection: Connection) -> int:
    value: int = connection.exec_driver_sql("SELECT 1").scalar_one()
    return value


def test_a_note_waits_for_no_disk_and_everything_else_does(database: PostgresDatabase) -> None:
    assert database.write(synchronous) == "on"
    assert database.note(synchronous) == "off"


def test_who_reads_or_writes_does_not_notice_that_the_server_hung_up(
    database: PostgresDatabase, postgres_url: str
) -> None:
    assert database.read(one) == database.write(one) == 1
    hang_up(postgres_url)
    assert database.read(one) == database.write(one) == 1


def test_a_note_fails_when_the_server_hung_up_and_works_the_next_time(
    database: PostgresDatabase, postgres_url: str
) -> None:
    database.note(one)
    hang_up(postgres_url)
    with pytest.raises(DatabaseUnavailableError):
        database.note(one)
    assert database.note(one) == 1


def test_reading_from_a_server_that_is_away_says_so() -> None:
    database = PostgresDatabase("postgresql+psycopg://nobody@127.0.0.1:9/none", threads=1)
    with pytest.raises(DatabaseUnavailableError):
        database.read(one)
    database.close()

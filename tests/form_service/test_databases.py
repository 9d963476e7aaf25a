"""What operators do with databases: back up, move, check, upgrade."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from sqlalchemy import select, text

from form_service.commands.database import database
from form_service.service import Service
from form_service.settings import Settings
from form_service.storage.copying import CopyError, backup, copy
from form_service.storage.database import open_database
from form_service.storage.schema import SchemaError, prepare, read_version, upgrade
from form_service.storage.tables import (
    VERSION,
    metadata,
    outbox,
    submissions,
)
from form_service.storage.writer import DatabaseUnavailableError
from tests.form_service.posts import count, deliver_all
from tests.form_service.storage.test_submissions import arrive, submission
from tests.tools.smtp import SmtpSink


def test_a_backup_is_complete_and_never_overwrites(both_services: Service, tmp_path: Path) -> None:
    arrive(both_services, submission(details={"place": "at payment"}))
    target = tmp_path / "copies" / "backup.db"
    backup(both_services.database, target)
    with sqlite3.connect(target) as file:
        assert file.execute("SELECT reference FROM submissions").fetchall() == [("REF-0001",)]
        assert file.execute("SELECT count(*) FROM outbox").fetchall() == [(2,)]
    file.close()
    with pytest.raises(CopyError, match="exists"):
        backup(both_services.database, target)


def test_a_move_to_postgresql_loses_nothing(
    service: Service, postgres_url: str, make_service: Callable[..., Service], smtp_sink: SmtpSink
) -> None:
    for number in range(30):
        arrive(service, submission(number), client=f"192.0.2.{number}")
    target = open_database(postgres_url.replace("postgresql://", "postgresql+psycopg://", 1))
    counts = copy(service.database, target)
    assert counts["submissions"] == 30
    for table in metadata.sorted_tables:
        if "id" in table.c or table is submissions:
            key = next(iter(table.primary_key))
            query = select(table).order_by(key)
            old = service.database.read(lambda c, q=query: [tuple(r) for r in c.execute(q)])
            new = target.read(lambda c, q=query: [tuple(r) for r in c.execute(q)])
            assert old == new
    with pytest.raises(CopyError, match="already has rows"):
        copy(service.database, target)
    target.close()
    moved = make_service(database=postgres_url.replace("postgresql://", "postgresql+psycopg://", 1))
    arrive(moved, submission(99))  # keys go on counting where they were
    deliver_all(moved, smtp_sink)
    assert len(smtp_sink.mails) == 62


def test_a_sound_database_is_called_sound(run_command: Callable[..., Result]) -> None:
    assert f"sound, schema {VERSION}" in run_command(database, "check").output
    assert "up to date already" in run_command(database, "upgrade").output


def test_a_damaged_database_is_not(run_command: Callable[..., Result], settings: Settings) -> None:
    with sqlite3.connect(settings.database.removeprefix("sqlite:///")) as file:
        file.execute("DROP TABLE delivery_attempts")
    file.close()
    assert "table delivery_attempts is missing" in run_command(database, "check", status=1).output


def test_an_older_schema_is_upgraded_step_by_step_with_a_full_queue(
    both_services: Service,
) -> None:
    for number in range(5):
        arrive(both_services, submission(number))
    steps = {
        VERSION: lambda c: c.execute(text("ALTER TABLE submissions ADD COLUMN later TEXT")),
        VERSION + 1: lambda c: c.execute(text("UPDATE submissions SET later = 'done'")),
    }
    before = both_services.database.write(lambda c: upgrade(c, steps, VERSION + 2))
    assert before == VERSION
    assert both_services.database.read(read_version) == VERSION + 2
    assert count(both_services, outbox) == 10
    done = both_services.database.read(
        lambda c: c.execute(text("SELECT count(*) FROM submissions WHERE later = 'done'")).scalar()
    )
    assert done == 5
    with pytest.raises(SchemaError, match="install the newer version"):
        both_services.database.write(upgrade)
    with pytest.raises(SchemaError, match="helpcenter database"):
        prepare(both_services.database)


def test_a_step_that_fails_leaves_the_old_schema(both_services: Service) -> None:
    def fails(connection: object) -> None:
        connection.execute(text("ALTER TABLE submissions ADD COLUMN later TEXT"))  # type: ignore[attr-defined]
        connection.execute(text("ALTER TABLE no_such_table ADD COLUMN x TEXT"))  # type: ignore[attr-defined]

    with pytest.raises(Exception, match="no_such_table"):
        both_services.database.write(lambda c: upgrade(c, {VERSION: fails}, VERSION + 1))
    assert both_services.database.read(read_version) == VERSION
    with pytest.raises((DatabaseUnavailableError, Exception), match="later"):
        both_services.database.read(lambda c: c.execute(text("SELECT later FROM submissions")))

"""Databases as released versions left them: `schemas/<version>.<kind>.sql`, with mails waiting.

For a new schema, while its tables are new: `python -m tests.form_service.storage.schema_dumps`.
"""

import shutil
import sqlite3
import subprocess
import tempfile
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

import psycopg

from form_service.storage.database import open_database
from form_service.storage.schema import upgrade
from form_service.storage.tables import VERSION, delivery_attempts, metadata, outbox, submissions

FOLDER = Path(__file__).parent / "schemas"
SUBMISSIONS = 12


def versions() -> list[int]:
    """Those that were released, the present one included."""
    return sorted({int(path.name.partition(".")[0]) for path in FOLDER.glob("*.sql")})


def load(version: int, url: str) -> None:
    """Fill an empty database with a dump."""
    kind = url.partition(":")[0].partition("+")[0]
    text = (FOLDER / f"{version}.{kind}.sql").read_text("utf-8")
    if kind == "sqlite":
        connection = sqlite3.connect(url.removeprefix("sqlite:///"))
        connection.executescript(text)
        connection.close()
    else:
        with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as server:
            server.execute(text.encode())


def write_dumps(postgres: str, now: datetime, rows: Iterable[dict[str, dict[str, object]]]) -> None:
    """Both dumps of the present schema; `rows` are a submission and its mails each."""
    filled = list(rows)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "dump.db"
        _fill(f"sqlite:///{file}", filled, now)
        text = "\n".join(sqlite3.connect(file).iterdump())
        (FOLDER / f"{VERSION}.sqlite.sql").write_text(text + "\n", "utf-8")
    _fill(postgres, filled, now)
    program = shutil.which("pg_dump") or "pg_dump"
    address = postgres.replace("+psycopg", "")
    command = [program, "--inserts", "--no-owner", "--no-privileges", f"--dbname={address}"]
    dumped = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    kept = [line for line in dumped.splitlines() if line and not line.startswith(("--", "\\"))]
    (FOLDER / f"{VERSION}.postgresql.sql").write_text("\n".join(kept) + "\n", "utf-8")


def _fill(url: str, filled: list[dict[str, dict[str, object]]], now: datetime) -> None:
    database = open_database(url)
    database.write(upgrade)
    for row in filled:
        database.write(lambda c, row=row: c.execute(submissions.insert(), row["submission"]))
        for mail in ("ticket", "acknowledgement"):
            database.write(lambda c, row=row, mail=mail: c.execute(outbox.insert(), row[mail]))
    attempt = {"outbox_id": 1, "at": now, "seconds": 1.5, "outcome": "deferred", "reason": "451"}
    database.write(lambda c: c.execute(delivery_attempts.insert(), attempt))
    database.close()


def columns(url: str) -> dict[str, set[str]]:
    """The columns of every table that the service has now."""
    from sqlalchemy import inspect

    database = open_database(url)
    found = database.read(
        lambda c: {
            table: {column["name"] for column in inspect(c).get_columns(table)}
            for table in inspect(c).get_table_names()
        }
    )
    database.close()
    return {name: found.get(name, set()) for name in metadata.tables}


def _main() -> None:
    from form_service.delivery.outbox import new_mail
    from form_service.storage.submissions import _row
    from tests.form_service.conftest import MONDAY
    from tests.form_service.storage.test_submissions import submission
    from tests.tools.postgres import run_postgres

    rows = []
    for number in range(1, SUBMISSIONS + 1):
        sent = submission(number, locale=("en", "bg", "ru", "ar")[number % 4])
        own: dict[str, dict[str, object]] = {"submission": _row(sent)}
        for mail, to in (("ticket", "payments@marigold.example"), ("acknowledgement", sent.email)):
            id = f"{sent.reference}.{mail}@marigold.example"
            own[mail] = new_mail(mail, to, id, MONDAY, submission=sent.reference)
        rows.append(own)
    FOLDER.mkdir(exist_ok=True)
    with run_postgres() as server, server.database() as url:
        write_dumps(url, MONDAY, rows)


if __name__ == "__main__":
    _main()

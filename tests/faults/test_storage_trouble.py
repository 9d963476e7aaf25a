"""Databases that are full, read-only, locked, old; clocks that jump; people to be erased."""

import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, create_engine, event, func, select, text

from form_service.application import build_app
from form_service.background import build_delivery
from form_service.delivery.mailer import Answer
from form_service.service import Service
from form_service.storage.copying import scrub
from form_service.storage.custody import erase_address
from form_service.storage.schema import upgrade
from form_service.storage.tables import VERSION, metadata, outbox, submissions
from tests.faults.conftest import Scaled, State
from tests.form_service.conftest import TestClock
from tests.form_service.delivery.test_worker import drain
from tests.form_service.posts import count
from tests.form_service.shoppers import CONTACT, KeepingMailer, Shopper
from tests.form_service.storage.test_submissions import arrive, naming, submission
from tests.tools.postgres import PostgresServer

PAGE = "/desk/en/contact"


def in_transaction(service: Service, statement: str) -> None:
    service.database.write(lambda c: c.exec_driver_sql(statement))


@contextmanager
def full(service: Service) -> Iterator[None]:
    """SQLite's own "database or disk is full", by allowing it no page more."""

    def limit(connection: Connection) -> None:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
        filler = naming("x@example.com", 1, message="x" * 4000)
        while True:
            connection.execute(
                text("INSERT INTO rate_limits (key, window, count) VALUES (:k, 1, 1)"),
                {"k": f"{time.monotonic_ns()}{filler.message[:400]}"},
            )

    with pytest.raises(Exception, match="full"):
        service.database.write(limit)
    allow_no_page_more(service)
    yield
    in_transaction(service, "PRAGMA max_page_count = 1073741823")


def allow_no_page_more(service: Service) -> None:
    """The filler was rolled back; its pages were never the file's."""

    def limit(connection: Connection) -> None:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")

    service.database.write(limit)


@contextmanager
def read_only(service: Service, _seconds: int) -> Iterator[None]:
    if service.database.engine.dialect.name == "sqlite":
        in_transaction(service, "PRAGMA query_only = ON")
        yield
        connection = service.database.engine.raw_connection()  # nothing can be begun on it now
        connection.cursor().execute("PRAGMA query_only = OFF")
        connection.close()
        return
    name = service.database.engine.url.database
    alter = f'ALTER DATABASE "{name}" SET default_transaction_read_only = '
    for value in ("on", "off"):
        engine = create_engine(service.database.engine.url)
        with engine.connect() as other:
            other.exec_driver_sql("SET default_transaction_read_only = off")
            other.commit()
            other.exec_driver_sql(alter + value)
            other.commit()
        engine.dispose()
        service.database.engine.dispose()
        if value == "on":
            yield


@contextmanager
def locked(service: Service, seconds: int) -> Iterator[None]:
    """Somebody else holds the database for so many seconds."""
    other = create_engine(service.database.engine.url)
    if service.database.engine.dialect.name == "sqlite":
        event.listen(other, "connect", lambda c, _r: setattr(c, "isolation_level", None))
    held, begun = threading.Event(), threading.Event()

    def hold() -> None:
        with other.connect() as connection:
            is_sqlite = other.dialect.name == "sqlite"
            connection.exec_driver_sql(
                "BEGIN IMMEDIATE" if is_sqlite else "LOCK TABLE submissions, outbox"
            )
            begun.set()
            held.wait(seconds)
            connection.exec_driver_sql("ROLLBACK")

    thread = threading.Thread(target=hold)
    thread.start()
    begun.wait(5)
    yield
    thread.join()
    other.dispose()


TROUBLES: dict[str, Callable[[Service, int], Any]] = {"read-only": read_only, "locked": locked}


@pytest.mark.parametrize("trouble", sorted(TROUBLES))
def test_a_database_in_trouble(
    both_services: Service, clock: TestClock, scaled: Scaled, state: State, trouble: str
) -> None:
    seconds = scaled(60, 7)
    name = f"database {trouble}" + (f" for {seconds} s" if trouble == "locked" else "")
    go_through(both_services, clock, state, name, TROUBLES[trouble](both_services, seconds))


def test_a_full_disk_under_sqlite(service: Service, clock: TestClock, state: State) -> None:
    go_through(service, clock, state, "disk full, SQLite", full(service))


def test_a_full_disk_under_postgresql(
    postgres_server: PostgresServer, make_service: Callable[..., Service], clock: TestClock,
    state: State,
) -> None:  # fmt: skip
    with postgres_server.small_disk() as (url, place):
        service = make_service(database=url)
        go_through(service, clock, state, "disk full, PostgreSQL", file_that_fills(place))
        service.database.close()


@contextmanager
def file_that_fills(place: Path) -> Iterator[None]:
    """Space that a checkpoint frees meanwhile is filled, too."""
    filler, stop, full = place / "filler", threading.Event(), threading.Event()

    def fill() -> None:
        with filler.open("wb", buffering=0) as file:
            while not stop.is_set():
                try:
                    file.write(b"x" * 4096)
                except OSError:
                    full.set()
                    stop.wait(0.01)

    filling = threading.Thread(target=fill)
    filling.start()
    assert full.wait(60)
    yield
    stop.set()
    filling.join()
    filler.unlink()


def go_through(
    both_services: Service, clock: TestClock, state: State, name: str, trouble: Any
) -> None:
    """Forms sent while the trouble lasts, and again after it."""
    client = build_app(both_services).test_client()
    shopper = Shopper(client=client, clock=clock)
    tokens = [shopper.fill(PAGE) for _ in range(3)]
    long = "Is it stored? " + "x" * 4500
    before = count(both_services, submissions)
    codes, kept = [], []
    with trouble:
        for number, token in enumerate(tokens):
            values = CONTACT | {"token": token, "message": f"{long}{number}"}
            answer = shopper.post(PAGE, values)
            codes.append(answer.status_code)
            kept.append("Is it stored?" in answer.text or answer.status_code == 303)
        confirmed = codes.count(303)
    stored = count(both_services, submissions) - before
    again = [
        shopper.post(PAGE, CONTACT | {"token": t, "message": f"{long}{n}"}).status_code
        for n, t in enumerate(tokens)
    ]
    state(
        7,
        name,
        f"{codes}, then {again}; {stored} stored of {confirmed} confirmed",
        "503 with the text; no false 303; then 303",
        503 in codes and all(kept) and confirmed <= stored and again == [303] * 3
        and count(both_services, submissions) == before + 3,
    )  # fmt: skip


@pytest.mark.parametrize("jump", ["-1 h", "+1 year and back", "DST"])
def test_clocks_that_jump(
    both_services: Service, clock: TestClock, state: State, jump: str
) -> None:
    if jump == "DST":
        clock.now = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)  # Sofia goes back at 01:00 UTC
    shopper = Shopper(client=build_app(both_services).test_client(), clock=clock)
    token = shopper.fill(PAGE)
    shopper.post(PAGE, CONTACT | {"token": token})
    down = KeepingMailer()
    down.answer = lambda _m: Answer(kind="deferred", reason="451 later")
    delivery = build_delivery(both_services, down)
    drain(delivery)
    year = 365 * 86400
    for by in {"-1 h": [-3600], "+1 year and back": [year, -year], "DST": [3600]}[jump]:
        clock.turn(seconds=by)
        assert shopper.send(PAGE, CONTACT | {"message": f"after {by}"}).status_code == 303
    began = clock.now
    down.answer = lambda _m: Answer(kind="sent")
    late = timedelta(0)
    while clock.now - began < timedelta(minutes=30):
        drain(delivery)
        left = both_services.database.read(
            lambda c: c.execute(select(func.count()).where(outbox.c.state != "sent")).scalar_one()
        )
        if not left:
            break
        clock.turn(seconds=30)
        late = clock.now - began
    delivery.close()
    state(
        8,
        f"clock {jump}",
        f"all mails out {late.total_seconds():.0f} s later, nobody locked out",
        "<= 300 s, nobody locked out",
        late <= timedelta(minutes=5),
    )


def test_erased_by_address(service: Service, settings: Any, state: State) -> None:
    secret = "a-very-recognisable-secret"
    for number in range(50):
        place = f"10.4.0.{number}"
        sent = naming("anna@example.com", number, message=secret, name="Zebedee")
        arrive(service, sent, client=place)
        arrive(service, submission(1000 + number), client=place)
    mailbox_hash = service.keys.keyed_hash("mailbox", "anna@example.com")
    service.database.write(lambda c: erase_address(c, "anna@example.com", mailbox_hash))
    is_clean = scrub(service.database)
    folder = Path(settings.database.removeprefix("sqlite:///")).parent
    traces = (b"anna@example.com", secret.encode(), b"Zebedee")
    hits = [
        (path.name, trace)
        for path in folder.rglob("*")
        if path.is_file()
        for trace in traces
        if trace in path.read_bytes()
    ]
    name = "erase by address, SQLite's files"
    state(20, name, f"{len(hits)} byte hits", "0", not hits and is_clean)


def test_upgrades(both_services: Service, scaled: Scaled, state: State) -> None:
    """There is one released schema so far; the step is made up, the queue is full."""
    total = scaled(2000, 50)
    for number in range(total):
        arrive(both_services, submission(number), client=f"10.2.{number // 100}.{number % 100}")

    def step(connection: Connection) -> None:
        connection.execute(text("ALTER TABLE outbox ADD COLUMN later TEXT"))

    both_services.database.write(lambda c: upgrade(c, {VERSION: step}, VERSION + 1))
    mailer = KeepingMailer()
    delivery = build_delivery(both_services, mailer)
    drain(delivery)
    delivery.close()
    tickets = sum("ticket" in m.message_id for m in mailer.messages)
    state(
        21,
        f"schema upgrade with {total * 2} mails waiting",
        f"{total - tickets} lost",
        "0 lost",
        tickets == total,
    )


def test_every_table_is_known_to_the_copy() -> None:
    assert {table.name for table in metadata.sorted_tables} >= {"submissions", "outbox", "photos"}
    assert sqlite3.sqlite_version_info >= (3, 35)  # RETURNING

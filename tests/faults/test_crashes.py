"""Killed, stopped and repeated: what was confirmed is there, and its mails arrive."""

import http.client
import random
import re
import subprocess
import threading
import time
from collections import Counter
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from form_service.application import build_service
from form_service.background import build_delivery
from form_service.delivery.mailer import SmtpMailer
from form_service.service import utc_now
from form_service.settings import Settings
from form_service.storage.database import Database, open_database
from form_service.storage.tables import outbox, submissions
from tests.faults.conftest import Scaled, State
from tests.faults.running import Visitor, form, send_many
from tests.form_service.smtp_servers import hangs_up_after, server

NEVER = 10**9
MESSAGE_ID = re.compile(rb"Message-ID: <([^>]+)>")


def chosen(settings: Settings, database_url: str) -> dict[str, str]:
    """The database of the experiment: in the test's folder, or the test's own on PostgreSQL."""
    if database_url.startswith("sqlite"):
        return {"database": settings.database}
    return {"database": database_url}


def opened(place: dict[str, str]) -> Database:
    return open_database(place["database"].replace("postgresql://", "postgresql+psycopg://", 1))


def stored_references(place: dict[str, str]) -> set[str]:
    database = opened(place)
    found = database.read(lambda c: set(c.execute(select(submissions.c.reference)).scalars()))
    database.close()
    return found


def drain(settings: Settings, place: dict[str, str], bundle: Path, url: str) -> None:
    """Deliver the rest, as a process would that starts when the dead ones' claims have run out."""
    whole = replace(settings, database=str(opened_url(place)), bundle=bundle, smtp=url)
    service = build_service(whole, clock=lambda: utc_now() + timedelta(minutes=5))
    delivery = build_delivery(service)
    while delivery.deliver_one():
        pass
    delivery.close()
    service.database.close()


def opened_url(place: dict[str, str]) -> str:
    return place["database"].replace("postgresql://", "postgresql+psycopg://", 1)


def times_sent(mails: list[bytes]) -> Counter[str]:
    """By Message-ID."""
    return Counter(MESSAGE_ID.search(mail)[1].decode() for mail in mails)  # type: ignore[index]


@pytest.mark.parametrize("processes", [1, 2])
def test_killed_at_random(
    running: Any, settings: Settings, database_url: str, fault_bundle: Path, scaled: Scaled,
    state: State, processes: int,
) -> None:  # fmt: skip
    kills, wanted, senders = scaled(100, 3), scaled(10_000, 300), 2
    kept: list[bytes] = []
    confirmed: set[str] = set()
    numbers = iter(range(NEVER))
    done = threading.Event()
    place = chosen(settings, database_url)

    def shop(port: int) -> None:
        visitor = Visitor(port)
        while not done.is_set():
            try:
                answer = visitor.send(form(next(numbers)))
            except (OSError, http.client.HTTPException):
                time.sleep(0.01)
                continue
            if answer.status == 303:
                confirmed.add(answer.reference)
        visitor.close()

    with server(hangs_up_after(NEVER, kept)) as url:
        service = running(smtp=url, processes=str(processes), **place)
        shoppers = [threading.Thread(target=shop, args=(service.port,)) for _ in range(4)]
        for shopper in shoppers:
            shopper.start()
        for kill in range(1, kills + 1):
            aim = wanted * kill // kills
            before = time.monotonic()
            while len(confirmed) < aim and time.monotonic() - before < 60:
                time.sleep(0.01)
            time.sleep(random.uniform(0, 0.2))
            service.kill()
            service.launch()
        done.set()
        for shopper in shoppers:
            shopper.join()
        service.end()
        drain(settings, place, fault_bundle, url)

    lost = confirmed - stored_references(place)
    counted = times_sent(kept)
    undelivered = [r for r in confirmed if f"{r}.ticket@marigold.example" not in counted]
    again = sum(count - 1 for count in counted.values())
    state(
        1,
        f"kill -9, {kills} x in {len(confirmed)}, web processes: {processes}",
        f"{len(lost)} lost, {len(undelivered)} undelivered, {again} twice",
        f"0 lost, 0 undelivered, <= {kills * senders} twice",
        not lost and not undelivered and again <= kills * senders and len(confirmed) >= wanted,
    )


def test_on_disk_before_the_answer(running: Any, tmp_path: Path, state: State) -> None:
    """PostgreSQL's own: synchronous_commit and fsync are on, see below."""
    if subprocess.run(["which", "strace"], capture_output=True).returncode:
        pytest.skip("strace is missing: install the package strace")
    service = running()
    service.end()
    trace = tmp_path / "trace"
    calls = "trace=fdatasync,fsync,pwrite64,sendto"
    service.command = ["strace", "-D", "-f", "-y", "-e", calls, "-o", str(trace), *service.command]
    service.environ["HELPCENTER_DELIVERY"] = "off"
    service.launch()
    warm = Visitor(service.port)
    warm.send(form(1))
    before = len(trace.read_text().splitlines())
    answer = warm.send(form(2))
    warm.close()
    lines = trace.read_text().splitlines()[before:]
    responses = [n for n, line in enumerate(lines) if "sendto" in line and "303" in line]
    calls_on_log = [(n, line) for n, line in enumerate(lines[: responses[0]]) if "db-wal" in line]
    writes = [n for n, line in calls_on_log if "pwrite" in line]
    syncs = [n for n, line in calls_on_log if "sync(" in line]
    state(
        2,
        "strace around one confirmation",
        f"{sum(n > writes[-1] for n in syncs)} fdatasync after {len(writes)} writes",
        ">= 1 after the last write",
        answer.status == 303 and bool(writes) and syncs[-1] > writes[-1],
    )


def test_postgresql_waits_for_its_disk(postgres_url: str, state: State) -> None:
    database = opened({"database": postgres_url})
    found = database.write(lambda c: c.exec_driver_sql("SHOW synchronous_commit").scalar())
    database.close()
    state(2, "PostgreSQL's synchronous_commit, set by the service", found, "on", found == "on")


@pytest.mark.parametrize("processes", [1, 2])
def test_the_same_token_a_hundred_times_at_once(
    running: Any, settings: Settings, database_url: str, state: State, processes: int
) -> None:
    place = chosen(settings, database_url)
    service = running(processes=str(processes), **place)
    values = form(1)
    answers = send_many(service.port, [values] * 100, visitors=20)
    references = {answer.reference for answer in answers}
    stored = stored_references(place)
    state(
        16,
        f"the same token 100 times at once, web processes: {processes}",
        f"{len(stored)} stored, {len(references)} different references",
        "1 stored, 1 reference",
        references == stored and len(stored) == 1 and {a.status for a in answers} == {303},
    )


@pytest.mark.parametrize("processes", [1, 2])
def test_told_to_end_under_load(
    running: Any, settings: Settings, database_url: str, fault_bundle: Path, scaled: Scaled,
    state: State, processes: int,
) -> None:  # fmt: skip
    place = chosen(settings, database_url)
    kept: list[bytes] = []
    confirmed: set[str] = set()
    numbers = iter(range(NEVER))
    done = threading.Event()

    def shop() -> None:
        visitor = Visitor(service.port)
        while not done.is_set():
            try:
                answer = visitor.send(form(next(numbers)))
            except (OSError, http.client.HTTPException):
                break
            if answer.status == 303:
                confirmed.add(answer.reference)
        visitor.close()

    # A server that takes its time has a mail of each sender in hand at any moment.
    with server(hangs_up_after(NEVER, kept, seconds=0.2)) as url:
        service = running(smtp=url, processes=str(processes), **place)
        shoppers = [threading.Thread(target=shop) for _ in range(8)]
        for shopper in shoppers:
            shopper.start()
        time.sleep(scaled(20, 2))
        seconds = service.end()
        done.set()
        for shopper in shoppers:
            shopper.join()
    taken = len(kept)
    with server(hangs_up_after(NEVER, kept)) as url:
        drain(settings, place, fault_bundle, url)
    lost = confirmed - stored_references(place)
    again = sum(count - 1 for count in times_sent(kept).values())
    state(
        22,
        f"SIGTERM, web processes: {processes}, {len(confirmed)} sent, {taken} mails taken",
        f"{len(lost)} lost, {again} twice, ended in {seconds:.1f} s",
        "0 lost, 0 twice, <= 10 s",
        not lost and not again and seconds <= 10 and bool(confirmed) and bool(taken),
    )


@pytest.mark.parametrize("drops_every", [10])
def test_connections_dropped_after_data(
    both_services: Any, clock: Any, scaled: Scaled, state: State, drops_every: int
) -> None:
    from tests.form_service.storage.test_submissions import arrive, submission

    count = scaled(2000, 60)
    for number in range(count):
        arrive(both_services, submission(number), client=f"10.0.{number // 100}.{number % 100}")
    kept: list[bytes] = []
    with server(hangs_up_after(drops_every, kept)) as url:
        mailer = SmtpMailer(url, "bounces@marigold.example", seconds=5)
        delivery = build_delivery(both_services, mailer)
        for _ in range(count):
            while delivery.deliver_one():
                pass
            clock.turn(minutes=2)
            left = both_services.database.read(
                lambda c: c.execute(
                    select(func.count()).where(outbox.c.state != "sent")
                ).scalar_one()
            )
            if not left:
                break
        delivery.close()
    counted = times_sent(kept)
    total = both_services.database.read(
        lambda c: c.execute(select(func.count()).select_from(outbox)).scalar_one()
    )
    again, drops = sum(counted.values()) - len(counted), len(kept) // drops_every
    state(
        4,
        f"connection dropped after DATA, 1 in {drops_every} of {len(kept)}",
        f"{total - len(counted)} lost, {again} twice for {drops} drops",
        "0 lost, twice = drops, same Message-ID",
        total == len(counted) and again == drops,
    )

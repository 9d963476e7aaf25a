"""Floods, slow visitors, endless bodies."""

import http.client
import socket
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, nullcontext, suppress
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from form_service.application import FORM_PARTS
from form_service.server import PHOTO_LIMIT
from form_service.service import Service
from form_service.storage.tables import acknowledgements, outbox
from tests.faults.conftest import Scaled, State
from tests.faults.running import Running, Visitor, form, percentile
from tests.form_service.conftest import MONDAY
from tests.form_service.storage.test_submissions import arrive, naming, submission

UNLIMITED = {"limit_per_address": 10**6, "limit_per_network": 10**6}


def store_all(service: Service, sent: Iterator[Any]) -> None:
    with ThreadPoolExecutor(16) as pool:
        list(pool.map(lambda each: arrive(service, each), sent))


def count_mails(service: Service, kind: str) -> int:
    query = select(func.count()).where(outbox.c.mail == kind)
    return service.database.read(lambda c: c.execute(query).scalar_one())


def test_posts_naming_one_victim(
    database_url: str, make_service: Callable[..., Service], scaled: Scaled, state: State
) -> None:
    count = scaled(100_000, 400)
    url = database_url.replace("postgresql://", "postgresql+psycopg://", 1)
    service = make_service(database=url, **UNLIMITED)
    named = (naming("victim@example.com", n, order_number=f"MG-{n}") for n in range(count))
    store_all(service, named)
    granted, tickets = count_mails(service, "acknowledgement"), count_mails(service, "ticket")
    state(
        11,
        f"{count} posts naming one victim",
        f"{granted} acknowledgements, {tickets} tickets",
        "<= 3, every ticket",
        granted <= 3 and tickets == count,
    )


def test_posts_naming_as_many_victims(
    database_url: str, make_service: Callable[..., Service], scaled: Scaled, state: State
) -> None:
    count, hours = scaled(100_000, 900), 3
    url = database_url.replace("postgresql://", "postgresql+psycopg://", 1)
    service = make_service(database=url, **UNLIMITED)
    step = timedelta(hours=hours) / count
    store_all(service, (submission(n, arrived_at=MONDAY + n * step) for n in range(count)))
    times = service.database.read(
        lambda c: c.execute(select(acknowledgements.c.at).order_by("at")).scalars().all()
    )
    hour = timedelta(hours=1)
    starts = times[:: max(1, len(times) // 200)]
    most = max(sum(start <= at < start + hour for at in times) for start in starts)
    tickets, alerts = count_mails(service, "ticket"), count_mails(service, "alert-paused")
    state(
        11,
        f"{count} posts naming {count} victims",
        f"{most} acknowledgements an hour, {tickets} tickets, {alerts} alert",
        "<= 300, every ticket, 1 alert",
        most <= 300 and tickets == count and alerts == 1,
    )


def test_a_thousand_posts_from_one_address(running: Any, scaled: Scaled, state: State) -> None:
    # A day: with ten minutes, now and then the flood would reach into the next window.
    limits = {"limit_per_address": "20", "limit_minutes": "1440"}
    service = running(proxies="1", **limits)
    count = scaled(1000, 200)
    stop, waits = threading.Event(), []

    def flood(share: int) -> list[tuple[int, str]]:
        visitor = Visitor(service.port)
        found = []
        for number in range(share):
            answer = visitor.send(form(number), **{"X-Forwarded-For": "203.0.113.9"})
            found.append((answer.status, answer.headers.get("Retry-After", "")))
            time.sleep(0.01)
        visitor.close()
        return found

    def others() -> None:
        visitor = Visitor(service.port)
        number = 0
        while not stop.is_set():
            number += 1
            place = f"198.51.{number % 250}.{number % 251}"
            waits.append(visitor.send(form(10**6 + number), **{"X-Forwarded-For": place}).seconds)
            time.sleep(0.02)
        visitor.close()

    neighbour = threading.Thread(target=others)
    neighbour.start()
    began = time.monotonic()
    with ThreadPoolExecutor(2) as pool:
        answers = [a for each in pool.map(flood, [count // 2] * 2) for a in each]
    seconds = time.monotonic() - began
    stop.set()
    neighbour.join()
    accepted = sum(status == 303 for status, _ in answers)
    refused = [retry for status, retry in answers if status == 429]
    p99 = percentile(waits, 0.99) * 1000
    state(
        12,
        f"{count} posts from one address in {seconds:.0f} s",
        f"{accepted} accepted, {len(refused)} x 429, others' p99 {p99:.0f} ms",
        "20, the rest with Retry-After",
        accepted == 20 and len(refused) == count - 20 and all(int(retry) > 0 for retry in refused),
        pace="<= 100 ms",
        keeps_pace=p99 <= 100,
    )


def head(path: str, lines: str) -> bytes:
    kind = "Content-Type: multipart/form-data; boundary=x"
    return f"POST {path} HTTP/1.1\r\nHost: localhost\r\n{kind}\r\n{lines}\r\n\r\n".encode()


def time_refusal(service: Running, request: bytes) -> tuple[float, str]:
    """Milliseconds to the first byte of the answer, and its status."""
    with socket.create_connection(("127.0.0.1", service.port), timeout=10) as connection:
        connection.sendall(request[:60])
        time.sleep(0.05)  # the connection is accepted; what is measured is the refusal
        began = time.perf_counter()
        connection.sendall(request[60:])
        answer = connection.recv(4096)
        return (time.perf_counter() - began) * 1000, answer[9:12].decode()


@pytest.mark.parametrize(
    ("name", "request_head"),
    [
        ("10 MiB to a form without photos", head("/desk/en/withdraw", "Content-Length: 10485760")),
        ("100 MiB", head("/desk/en/contact", "Content-Length: 104857600")),
        ("chunked without a length", head("/desk/en/contact", "Transfer-Encoding: chunked")),
    ],
)
def test_bodies_that_are_too_big(
    running: Any, state: State, name: str, request_head: bytes
) -> None:
    service = running()
    times, codes = zip(*(time_refusal(service, request_head) for _ in range(20)), strict=True)
    middle = percentile(list(times), 0.5)
    state(
        13,
        f"a body of {name}",
        f"{codes[0]} in {middle:.1f} ms",
        "413 or 411, unread",
        set(codes) <= {"413", "411"},
        pace="<= 5 ms",
        keeps_pace=middle <= 5,
    )


def test_a_refused_shopper_reads_why(running: Any, state: State) -> None:
    """The whole body is sent before the answer is read, as browsers do."""
    service = running()
    kind = {"Content-Type": "multipart/form-data; boundary=x"}
    answers = []
    for path, size in (("/desk/ar/contact", PHOTO_LIMIT + 1), ("/desk/ar/withdraw", 2**20)):
        connection = http.client.HTTPConnection("127.0.0.1", service.port, timeout=30)
        connection.request("POST", path, b"x" * size, kind)
        answer = connection.getresponse()
        answers.append((answer.status, answer.read().decode(), answer.headers))
        connection.close()
    for _, text, headers in answers:
        assert 'lang="ar"' in text
        assert "نصك ما زال هناك" in text
        assert headers["Content-Security-Policy"]
        assert len(headers.get_all("X-Frame-Options")) == 1
    codes = [status for status, _, _ in answers]
    state(13, "a whole body that is too big", f"{codes}, a page in Arabic", "413, a page",
          codes == [413, 413])  # fmt: skip


def parts(count: int) -> bytes:
    part = b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\nb\r\n'
    body = part * count + b"--x--\r\n"
    return head("/desk/en/contact", f"Content-Length: {len(body)}") + body


def test_ten_thousand_parts(running: Any, state: State) -> None:
    service = running()
    times, codes = zip(*(time_refusal(service, parts(10_000)) for _ in range(20)), strict=True)
    middle = percentile(list(times), 0.5)
    state(
        13,
        "10,000 parts",
        f"{codes[0]} in {middle:.1f} ms",
        "413",
        set(codes) == {"413"},
        pace="<= 5 ms",
        keeps_pace=middle <= 5,
    )


def test_too_many_parts_are_refused_before_the_rest_has_come(running: Any) -> None:
    """As many parts as a form may have are read; the next one ends it, whatever is announced."""
    service = running()
    few, many = (parts(count)[: -len(b"--x--\r\n")] for count in (FORM_PARTS, FORM_PARTS + 2))
    for request, is_refused, seconds in ((few, False, 1), (many, True, 30)):
        whole = request.replace(b"Content-Length: ", b"Content-Length: 9")  # more is said to come
        with socket.create_connection(("127.0.0.1", service.port), seconds) as connection:
            connection.sendall(whole)
            with nullcontext() if is_refused else pytest.raises(TimeoutError):
                assert connection.recv(4096).startswith(b"HTTP/1.1 413 ")


@contextmanager
def slow_visitors(port: int, count: int) -> Iterator[None]:
    """A third send headers slowly, a third bodies, a third read slowly."""
    connections = []
    beginnings = (
        b"GET /desk/en/contact HTTP/1.1\r\nHost: x\r\nX-Slow: ",
        head("/desk/en/contact", "Content-Length: 5000"),
        b"GET /desk/en/contact HTTP/1.1\r\nHost: x\r\n\r\n" * 5,
    )
    for number in range(count):
        connection = socket.socket()
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
        with suppress(OSError):
            connection.connect(("127.0.0.1", port))
            connection.sendall(beginnings[number % 3])
        connections.append(connection)
    stop = threading.Event()

    def trickle() -> None:
        while not stop.wait(3):
            for number, connection in enumerate(connections):
                if number % 3 != 2:
                    with suppress(OSError):
                        connection.sendall(b"x")

    thread = threading.Thread(target=trickle)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()
        for connection in connections:
            connection.close()


def test_slow_visitors(running: Any, scaled: Scaled, state: State) -> None:
    service = running()
    count = scaled(2000, 150)
    with slow_visitors(service.port, count):
        time.sleep(1)
        visitor, answers = Visitor(service.port), []
        for number in range(scaled(400, 60)):
            answers.append(visitor.send(form(number)))
            time.sleep(0.01)
        visitor.close()
    accepted = sum(answer.status == 303 for answer in answers)
    p99 = percentile([answer.seconds for answer in answers], 0.99) * 1000
    state(
        14,
        f"{count} slow headers, bodies and readers",
        f"a normal visitor: {accepted} accepted, p99 {p99:.0f} ms",
        f"{len(answers)} accepted",
        accepted == len(answers),
        pace="<= 100 ms",
        keeps_pace=p99 <= 100,
    )

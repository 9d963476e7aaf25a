"""Confirmed submissions per second over HTTP, against what the disk allows."""

import http.client
import os
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

from benchmarks.disk import appends_per_second
from benchmarks.report import Table, describe_machine

ROOT = Path(__file__).parent.parent
FORM = "/desk/en/contact"
SUBMISSIONS = 2000
CLIENTS = 8
START_SECONDS = 30
SETTINGS = {
    "HELPCENTER_SECRET": "for a benchmark: nobody's data is behind it",
    "HELPCENTER_SMTP": "smtp://127.0.0.1:9",  # never asked: delivery is off
    "HELPCENTER_DELIVERY": "off",
    "HELPCENTER_LIMIT_PER_ADDRESS": "1000000",
    "HELPCENTER_LIMIT_PER_NETWORK": "1000000",
}
NOTE = f"""\
{SUBMISSIONS} contact forms, each with a token of its own, from {CLIENTS} clients on
the same machine; one web process on SQLite, every answer after the submission and its mails are on
disk. The limit is one writer that appends 1 KiB and calls fdatasync, without HTTP, forms or a
database.\
"""


def measure_intake() -> Table:
    """Start the service on an empty database and send forms as fast as it confirms them."""
    (ROOT / "var").mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=ROOT / "var") as name:
        folder = Path(name)
        _build(folder)
        before = appends_per_second(folder)
        with _service(folder) as port:
            waits, seconds = _send_all(port)
        limit = statistics.mean([before, appends_per_second(folder)])
    rate = len(waits) / seconds
    cuts = statistics.quantiles(waits, n=100)
    return Table(
        title=f"Confirmed submissions ({describe_machine()})",
        columns=("", "per second", "median", "99 of 100 within"),
        rows=(
            ("append + fdatasync", f"{limit:.0f}", f"{1000 / limit:.2f} ms", ""),
            (
                "form confirmed",
                f"{rate:.0f}",
                f"{cuts[49] * 1000:.1f} ms",
                f"{cuts[98] * 1000:.1f} ms",
            ),
            ("ratio", f"{rate / limit:.3f}", "", ""),
        ),
        note=NOTE,
    )


def _build(folder: Path) -> None:
    for name in ("content", "mkdocs.yml"):
        (folder / name).symlink_to(ROOT / name)
    program = Path(sys.executable).parent / "helpcenter"
    subprocess.run([program, "build"], cwd=folder, check=True, stdout=subprocess.DEVNULL)


@contextmanager
def _service(folder: Path) -> Iterator[int]:
    """The service's port, while it runs."""
    port = _free_port()
    places = {
        "HELPCENTER_PORT": str(port),
        "HELPCENTER_PUBLIC_URL": f"http://127.0.0.1:{port}",
        "HELPCENTER_BUNDLE": str(folder / "bundle"),
        "HELPCENTER_DATABASE": f"sqlite:///{folder / 'helpcenter.db'}",
    }
    with (folder / "log").open("wb") as log:
        command = [sys.executable, "-m", "form_service"]
        process = subprocess.Popen(
            command, cwd=folder, env={**os.environ, **SETTINGS, **places}, stdout=log, stderr=log
        )
    try:
        _wait_until_ready(process, port, folder / "log")
        yield port
    finally:
        process.terminate()
        process.wait(20)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def _wait_until_ready(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            _read(http.client.HTTPConnection("127.0.0.1", port, timeout=5), "GET", FORM)
            return
        except OSError:
            if process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"the service did not start:\n{log.read_text()}") from None
            time.sleep(0.1)


def _read(
    connection: http.client.HTTPConnection,
    method: str,
    path: str,
    fields: Mapping[str, str] | None = None,
) -> tuple[int, str]:
    headers = {"Origin": f"http://127.0.0.1:{connection.port}"}
    if fields:
        headers["Content-Type"] = "application/x-www-form-urlencoded"
    connection.request(method, path, urlencode(fields) if fields else None, headers)
    response = connection.getresponse()
    return response.status, response.read().decode()


def _send_all(port: int) -> tuple[Sequence[float], float]:
    """How long each form waited for its confirmation, and all of them together, in seconds."""
    share = SUBMISSIONS // CLIENTS
    with ThreadPoolExecutor(CLIENTS) as pool:
        connections = [http.client.HTTPConnection("127.0.0.1", port) for _ in range(CLIENTS)]
        forms = list(pool.map(_fetch_forms, connections, [share] * CLIENTS))
        began = time.perf_counter()
        waits = list(pool.map(_send_forms, connections, forms))
        seconds = time.perf_counter() - began
    for connection in connections:
        connection.close()
    return [wait for some in waits for wait in some], seconds


def _fetch_forms(connection: http.client.HTTPConnection, count: int) -> list[dict[str, str]]:
    return [_fill_in(_read(connection, "GET", FORM)[1]) for _ in range(count)]


def _fill_in(page: str) -> dict[str, str]:
    """What a browser would send: the page's token and a topic that needs no order number."""
    (token,) = re.findall(r'<input[^>]*name="token"[^>]*value="([^"]+)"', page)
    options = re.findall(r"<option([^>]*)>", page)
    easy = next(option for option in options if 'data-order-number="none"' in option)
    (topic,) = re.findall(r'value="([^"]+)"', easy)
    return {
        "token": token,
        "topic": topic,
        "name": "Elena Petrova",
        "email": f"elena.{token[-12:].lower()}@shopper.example",
        "message": "Does the blue kettle come with a European plug? " * 5,
    }


def _send_forms(
    connection: http.client.HTTPConnection, forms: Sequence[Mapping[str, str]]
) -> list[float]:
    waits = []
    for form in forms:
        began = time.perf_counter()
        status, text = _read(connection, "POST", FORM, form)
        waits.append(time.perf_counter() - began)
        if status != http.HTTPStatus.SEE_OTHER:
            heading = re.search("<h1.*?</h1>", text, re.DOTALL)
            raise RuntimeError(f"{status} instead of a confirmation: {heading and heading[0]}")
    return waits

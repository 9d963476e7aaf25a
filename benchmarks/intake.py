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
import urllib.request
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from benchmarks.disk import SYNC_MS, slow_disk
from benchmarks.report import Table, describe_machine

ROOT = Path(__file__).parent.parent
FORM = "/desk/en/contact"
SUBMISSIONS = 2000
CLIENTS = 8
PACE = 200
PACED_CLIENTS = 16
START_SECONDS = 30
PEERS = ROOT / ".cache" / "intake-peers"
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
disk. Paced: {SUBMISSIONS} more, one every {1000 // PACE} ms, late ones counted from when they were
due. Plain: the same fields in Flask-WTF with one INSERT per form and nothing else, no mails, limits
or languages, in gunicorn's threads (benchmarks/plain.py). Both on this machine's disk, and with
{SYNC_MS} ms more for every flush of either (SYNC_MS in the environment chooses another delay): what
waits for a disk shows on a disk that makes one wait. The clients share the cores with the server:
its CPU time for a form tells what it would do with clients elsewhere.\
"""
Form = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A running server: its form's address, what becomes of its page, and its process."""

    port: int
    path: str
    process: int
    fill_in: Callable[[str], Form]


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """Waits in seconds, forms per second, and the server's CPU seconds for one form."""

    waits: Sequence[float]
    rate: float
    cpu: float

    def row(self, name: str) -> tuple[str, ...]:
        """For the table."""
        cuts = [f"{cut * 1000:.1f} ms" for cut in statistics.quantiles(self.waits, n=100)]
        return (name, f"{self.rate:.0f}", f"{self.cpu * 1000:.2f} ms", cuts[49], cuts[98])


def measure_intake() -> Table:
    """Start the service on an empty database and send forms as fast as it confirms them."""
    (ROOT / "var").mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=ROOT / "var") as name:
        folder = Path(name)
        _build(folder)
        rows = [
            *_compare(folder, "this disk", {}),
            *_compare(folder, f"{SYNC_MS} ms a flush", slow_disk(folder)),
        ]
    return Table(
        title=f"Confirmed submissions ({describe_machine()})",
        columns=("", "per second", "CPU each", "median", "99 of 100 within"),
        rows=tuple(rows),
        note=NOTE,
    )


def _compare(folder: Path, disk: str, environ: Form) -> Iterator[tuple[str, ...]]:
    """Ours and the plain one on the same disk, as it is or slowed by what `environ` loads."""
    with _service(folder, environ) as site:
        ours = _measure(site)
        yield ours.row(f"form confirmed, {disk}")
        yield _measure(site, pace=PACE).row(f"paced at {PACE}/s")
    with _plain(folder, environ) as site:
        plain = _measure(site)
    yield plain.row("plain Flask, gunicorn gthread")
    ratios = (f"{ours.rate / plain.rate:.2f}", f"{ours.cpu / plain.cpu:.2f}")
    yield ("ours : plain", *ratios, "", "")


def _build(folder: Path) -> None:
    for name in ("content", "mkdocs.yml"):
        (folder / name).symlink_to(ROOT / name)
    program = Path(sys.executable).parent / "helpcenter"
    subprocess.run([program, "build"], cwd=folder, check=True, stdout=subprocess.DEVNULL)


@contextmanager
def _service(folder: Path, environ: Form) -> Iterator[Site]:
    """Ours, while it runs."""
    port = _free_port()
    places = {
        "HELPCENTER_PORT": str(port),
        "HELPCENTER_PUBLIC_URL": f"http://127.0.0.1:{port}",
        "HELPCENTER_BUNDLE": str(folder / "bundle"),
        "HELPCENTER_DATABASE": f"sqlite:///{folder / 'helpcenter.db'}",
    }
    command = [sys.executable, "-m", "form_service"]
    with _run(command, folder, {**places, **environ}, f"http://127.0.0.1:{port}{FORM}") as process:
        yield Site(port=port, path=FORM, process=process, fill_in=_fill_in)


@contextmanager
def _plain(folder: Path, environ: Form) -> Iterator[Site]:
    """The baseline, while it runs; gunicorn is fetched once."""
    if not PEERS.exists():
        fetch = [sys.executable, "-m", "pip", "install", "--quiet", "--target", str(PEERS)]
        subprocess.run([*fetch, "gunicorn"], check=True)
    port = _free_port()
    places = {
        "PYTHONPATH": f"{PEERS}:{ROOT}",
        "HELPCENTER_DATABASE": str(folder / "plain.db"),
    }
    options = ["--worker-class", "gthread", "--threads", "8", "--bind", f"127.0.0.1:{port}"]
    command = [sys.executable, "-m", "gunicorn", *options, "benchmarks.plain:app"]
    with _run(
        command, folder, {**places, **environ}, f"http://127.0.0.1:{port}/contact"
    ) as process:
        yield Site(port=port, path="/contact", process=process, fill_in=_fill_in_plain)


@contextmanager
def _run(command: Sequence[str], folder: Path, places: Form, address: str) -> Iterator[int]:
    environ = {**os.environ, **SETTINGS, **places}
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(command, cwd=folder, env=environ, stdout=log, stderr=log)
    try:
        _wait_until_ready(process, address, folder / "log")
        yield process.pid
    finally:
        process.terminate()
        process.wait(20)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def _wait_until_ready(process: subprocess.Popen[bytes], address: str, log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            with urllib.request.urlopen(address, timeout=5):  # noqa: S310  # our own server
                return
        except OSError:
            if process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"the server did not start:\n{log.read_text()}") from None
            time.sleep(0.1)


class Visitor:
    """A browser as far as a form needs one: a connection and the cookies of the page."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._connection = http.client.HTTPConnection("127.0.0.1", site.port)

    def fetch(self, _number: int) -> tuple[Form, str]:
        """What to send, and the cookie to send with it."""
        _, text, cookie = self._ask("GET", {}, None)
        return self._site.fill_in(text), cookie.partition(";")[0]

    def send(self, filled: tuple[Form, str]) -> None:
        """Send a form; anything but a confirmation ends the measurement."""
        headers = {
            "Origin": f"http://127.0.0.1:{self._site.port}",
            "Content-Type": "application/x-www-form-urlencoded",
            "Cookie": filled[1],
        }
        status, text, _ = self._ask("POST", headers, urlencode(filled[0]))
        if status != http.HTTPStatus.SEE_OTHER:
            heading = re.search("<h1.*?</h1>", text, re.DOTALL)
            raise RuntimeError(f"{status} instead of a confirmation: {heading and heading[0]}")

    def _ask(self, method: str, headers: Form, body: str | None) -> tuple[int, str, str]:
        self._connection.request(method, self._site.path, body, dict(headers))
        response = self._connection.getresponse()
        return response.status, response.read().decode(), response.headers.get("Set-Cookie", "")


def _measure(site: Site, *, pace: int | None = None) -> Result:
    """Send all forms; with a pace, each when it is due, as strangers do who do not wait in line."""
    count = PACED_CLIENTS if pace else CLIENTS
    visitors = [Visitor(site) for _ in range(count)]
    turns = range(SUBMISSIONS // count)
    with ThreadPoolExecutor(count) as pool:
        forms = list(pool.map(lambda visitor: [visitor.fetch(n) for n in turns], visitors))
        used, began = _cpu_seconds(site.process), time.perf_counter()

        def visit(number: int) -> list[float]:
            waits = []
            for turn, form in enumerate(forms[number]):
                due = time.perf_counter()
                if pace:
                    due = began + (turn * count + number) / pace
                    time.sleep(max(0.0, due - time.perf_counter()))
                visitors[number].send(form)
                waits.append(time.perf_counter() - due)
            return waits

        waits = [wait for some in pool.map(visit, range(count)) for wait in some]
    seconds = time.perf_counter() - began
    cpu = _cpu_seconds(site.process) - used
    return Result(waits=waits, rate=len(waits) / seconds, cpu=cpu / len(waits))


def _cpu_seconds(process: int) -> float:
    """Of a process and its children, by /proc (proc(5), fields 14 and 15 of stat)."""
    children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    own = (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return own + sum(_cpu_seconds(int(child)) for child in children)


def _fill_in(page: str) -> Form:
    """What a browser would send: the page's token and a topic that needs no order number."""
    (token,) = re.findall(r'<input[^>]*name="token"[^>]*value="([^"]+)"', page)
    options = re.findall(r"<option([^>]*)>", page)
    easy = next(option for option in options if 'data-order-number="none"' in option)
    (topic,) = re.findall(r'value="([^"]+)"', easy)
    return _typed(token) | {"token": token, "topic": topic}


def _fill_in_plain(page: str) -> Form:
    (token,) = re.findall(r'name="csrf_token"[^>]*value="([^"]+)"', page)
    return _typed(token) | {"csrf_token": token, "topic": "products"}


def _typed(token: str) -> dict[str, str]:
    letters = re.sub("[^a-z0-9]", "", token[-16:].lower())
    return {
        "name": "Elena Petrova",
        "email": f"elena.{letters}@shopper.example",
        "message": "Does the blue kettle come with a European plug? " * 5,
    }

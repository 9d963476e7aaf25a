"""Confirmed submissions per second over HTTP, against what the disk allows."""

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
from tests.tools.ports import reserve_port

ROOT = Path(__file__).parent.parent
FORM = "/desk/en/contact"
SUBMISSIONS = 2000
CLIENTS = 8
CORES = 2
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
the same machine; on SQLite, every answer after the submission and its mails are on disk, by one
web process (the default) and by {CORES} (HELPCENTER_PROCESSES). Paced: {SUBMISSIONS} more, one
every {1000 // PACE} ms, late ones counted from when they were due. Plain: the same fields in
Flask-WTF with one INSERT per form and nothing else, no mails, limits or languages, in gunicorn's
threads (benchmarks/plain.py); SQLite opened for each request as Flask's tutorial
does it, or tuned: kept open, with a journal written ahead. Both on this machine's disk,
and with {SYNC_MS} ms more for every flush of either (SYNC_MS in the environment chooses another
delay): what waits for a disk shows on a disk that makes one wait. The clients share the cores with
the server: its CPU time for a form tells what it would do with clients elsewhere.\
"""
LARGEST = 1 << 16
LENGTH = re.compile(rb"^Content-Length: (\d+)", re.MULTILINE | re.IGNORECASE)
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
    plain: dict[str, Result] = {}
    for way in ("tutorial", "tuned"):
        with _plain(folder, environ, way) as site:
            plain[way] = _measure(site)
        yield plain[way].row(f"plain Flask, {way}, {disk}")
    for processes in (1, CORES):
        with _service(folder, environ, processes=processes) as site:
            ours = _measure(site)
            paced = _measure(site, pace=PACE)
        name = "one process" if processes == 1 else f"{processes} processes"
        yield ours.row(f"ours, {name}")
        yield paced.row(f"paced at {PACE}/s")
        for way, peer in plain.items():
            ratios = (f"{ours.rate / peer.rate:.2f}", f"{ours.cpu / peer.cpu:.2f}")
            yield (f"ours : {way}", *ratios, "", "")
    with _plain(folder, environ, "tuned", processes=CORES) as site:
        yield _measure(site).row(f"plain, tuned, {CORES} processes")


def _build(folder: Path) -> None:
    for name in ("content", "mkdocs.yml"):
        (folder / name).symlink_to(ROOT / name)
    program = Path(sys.executable).parent / "helpcenter"
    subprocess.run([program, "build"], cwd=folder, check=True, stdout=subprocess.DEVNULL)


@contextmanager
def _service(folder: Path, environ: Form, *, processes: int = 1) -> Iterator[Site]:
    """Ours, while it runs."""
    port = reserve_port()
    places = {
        "HELPCENTER_PORT": str(port),
        "HELPCENTER_PROCESSES": str(processes),
        "HELPCENTER_PUBLIC_URL": f"http://127.0.0.1:{port}",
        "HELPCENTER_BUNDLE": str(folder / "bundle"),
        "HELPCENTER_DATABASE": f"sqlite:///{folder / 'helpcenter.db'}",
    }
    command = [sys.executable, "-m", "form_service"]
    with _run(command, folder, {**places, **environ}, f"http://127.0.0.1:{port}{FORM}") as process:
        yield Site(port=port, path=FORM, process=process, fill_in=_fill_in)


@contextmanager
def _plain(folder: Path, environ: Form, way: str, *, processes: int = 1) -> Iterator[Site]:
    """The baseline, while it runs; gunicorn is fetched once."""
    if not PEERS.exists():
        fetch = [sys.executable, "-m", "pip", "install", "--quiet", "--target", str(PEERS)]
        subprocess.run([*fetch, "gunicorn"], check=True)
    port = reserve_port()
    places = {
        "PYTHONPATH": f"{PEERS}:{ROOT}",
        "HELPCENTER_DATABASE": str(folder / f"{way}.db"),
    }
    options = ["--worker-class", "gthread", "--threads", "8", "--bind", f"127.0.0.1:{port}"]
    options += ["--workers", str(processes)]
    options += ["--keep-alive", "60"]  # not to hang up while others still fetch their pages
    command = [sys.executable, "-m", "gunicorn", *options, f"benchmarks.plain:make_app('{way}')"]
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
    """A browser as far as a form needs one: a connection and the cookies of the page.

    It takes as little of the cores that it shares with the server as it can: requests are written
    before the clock runs, of an answer it reads the status and the length.
    """

    def __init__(self, site: Site) -> None:
        self._site = site
        self._socket = socket.create_connection(("127.0.0.1", site.port))
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def prepare(self, _number: int) -> bytes:
        """Fetch the page and write the request that sends its form."""
        page = self._ask(_request("GET", self._site, {}))
        cookie = re.search(rb"^Set-Cookie: ([^;\r]+)", page, re.MULTILINE | re.IGNORECASE)
        headers = {
            "Origin": f"http://127.0.0.1:{self._site.port}",
            "Content-Type": "application/x-www-form-urlencoded",
            "Cookie": cookie[1].decode() if cookie else "",
        }
        filled = self._site.fill_in(page.decode())
        return _request("POST", self._site, headers, urlencode(filled).encode())

    def send(self, request: bytes) -> None:
        """Send a form; anything but a confirmation ends the measurement."""
        answer = self._ask(request)
        if not answer.startswith(b"HTTP/1.1 303 "):
            heading = re.search(rb"<h1.*?</h1>", answer, re.DOTALL)
            raise RuntimeError(f"{answer[:40]!r} is no confirmation: {heading and heading[0]!r}")

    def _ask(self, request: bytes) -> bytes:
        self._socket.sendall(request)
        answer = self._socket.recv(LARGEST)
        while not _is_whole(answer):
            more = self._socket.recv(LARGEST)
            if not more:
                raise RuntimeError(f"the server hung up after {answer[:200]!r}")
            answer += more
        return answer


def _request(method: str, site: Site, headers: Form, body: bytes = b"") -> bytes:
    known = {"Host": f"127.0.0.1:{site.port}", "Content-Length": str(len(body))}
    lines = [f"{name}: {value}" for name, value in (known | headers).items() if value]
    head = "\r\n".join([f"{method} {site.path} HTTP/1.1", *lines])
    return f"{head}\r\n\r\n".encode() + body


def _is_whole(answer: bytes) -> bool:
    """Whether the body is as long as announced (RFC 9112, section 6.2); both servers do that."""
    head, end, body = answer.partition(b"\r\n\r\n")
    length = LENGTH.search(head)
    if end and length is None:
        raise RuntimeError(f"an answer without its length: {head!r}")
    return bool(end) and len(body) >= int(length[1] if length else 0)


def _measure(site: Site, *, pace: int | None = None) -> Result:
    """Send all forms; with a pace, each when it is due, as strangers do who do not wait in line."""
    count = PACED_CLIENTS if pace else CLIENTS
    visitors = [Visitor(site) for _ in range(count)]
    turns = range(SUBMISSIONS // count)
    with ThreadPoolExecutor(count) as pool:
        forms = list(pool.map(lambda visitor: [visitor.prepare(n) for n in turns], visitors))
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

"""The service in a process of its own, to be killed, and visitors who fill in its forms."""

import http.client
import os
import re
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlencode

from form_service.intake.tokens import Tokens
from form_service.keys import Keys
from tests.form_service.conftest import SECRET
from tests.form_service.shoppers import CONTACT
from tests.tools.ports import reserve_port

FORM = "application/x-www-form-urlencoded"
PAGE = "/desk/en/contact"
REFERENCE = re.compile(r"/thanks/([A-Z0-9-]+)")
START_SECONDS = 30


@dataclass(slots=True, kw_only=True)
class Running:
    """A running service; `kill` and `restart` as often as wanted."""

    folder: Path
    environ: dict[str, str]
    port: int
    command: list[str] = field(default_factory=lambda: [sys.executable, "-m", "form_service"])
    process: subprocess.Popen[bytes] | None = None

    def launch(self) -> None:
        with (self.folder / "service.log").open("ab") as log:
            self.process = subprocess.Popen(
                self.command, env=os.environ | self.environ, cwd=self.folder, stdout=log, stderr=log
            )
        deadline = time.monotonic() + START_SECONDS
        while not is_up(self.port):
            assert self.process.poll() is None, (self.folder / "service.log").read_text()
            assert time.monotonic() < deadline, (self.folder / "service.log").read_text()
            time.sleep(0.02)

    def kill(self) -> None:
        assert self.process is not None
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(10)

    def end(self) -> float:
        """Ask it to end; returns the seconds it took."""
        assert self.process is not None
        began = time.monotonic()
        self.process.terminate()
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        return time.monotonic() - began


def start(folder: Path, settings: dict[str, str]) -> Running:
    port = reserve_port()
    defaults = {
        "secret": SECRET,
        "smtp": "smtp://127.0.0.1:9",
        "port": str(port),
        "public_url": f"http://127.0.0.1:{port}",
        "limit_per_address": "1000000",
        "limit_per_network": "1000000",
        "acknowledgements_per_hour": "1000000",
    }
    chosen = {f"HELPCENTER_{k.upper()}": v for k, v in {**defaults, **settings}.items()}
    running = Running(folder=folder, environ=chosen, port=port)
    running.launch()
    return running


def is_up(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/desk/healthz", timeout=5):
            return True
    except urllib.error.HTTPError as error:
        error.close()
        return True
    except OSError:
        return False


def make_token() -> str:
    """A form's token, as the service with the tests' secret would issue it."""
    past = datetime.now(UTC) - timedelta(seconds=30)
    return Tokens(Keys(SECRET), lambda: past, os.urandom).issue("contact")


@dataclass(slots=True, kw_only=True)
class Answer:
    status: int
    seconds: float
    reference: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    text: str = ""


@dataclass(slots=True)
class Visitor:
    """A client with one connection, opened again when it breaks."""

    port: int
    _connection: http.client.HTTPConnection | None = None

    def send(self, values: dict[str, str], path: str = PAGE, **headers: str) -> Answer:
        """Post a form; raises OSError or HTTPException when no answer comes."""
        began = time.perf_counter()
        if self._connection is None:
            self._connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        sent = {"Content-Type": FORM, "Sec-Fetch-Site": "same-origin"} | headers
        try:
            self._connection.request("POST", path, urlencode(values), sent)
            response = self._connection.getresponse()
            text = response.read().decode()
        except (OSError, http.client.HTTPException):
            self.close()
            raise
        seconds = time.perf_counter() - began
        found = REFERENCE.search(response.headers.get("Location", ""))
        return Answer(
            status=response.status,
            seconds=seconds,
            reference=found[1] if found else "",
            headers=dict(response.headers),
            text=text,
        )

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None


def form(number: int, **changes: str) -> dict[str, str]:
    """A contact form of its own."""
    own = {
        "token": make_token(),
        "email": f"shopper{number}@example.com",
        "order_number": f"MG-{number:07}",
        "message": f"Message {number}",
    }
    return CONTACT | own | changes


def send_many(
    port: int, forms: list[dict[str, str]], *, visitors: int = 8, **headers: str
) -> list[Answer]:
    """All the forms, by so many visitors at once."""

    def visit(share: list[dict[str, str]]) -> list[Answer]:
        visitor = Visitor(port)
        answers = [visitor.send(values, **headers) for values in share]
        visitor.close()
        return answers

    with ThreadPoolExecutor(visitors) as pool:
        return [
            answer
            for answers in pool.map(visit, [forms[i::visitors] for i in range(visitors)])
            for answer in answers
        ]


def percentile(values: list[float], share: float) -> float:
    """The value below which a share (0..1) of the others lie."""
    ordered = sorted(values)
    return ordered[min(int(share * len(ordered)), len(ordered) - 1)]

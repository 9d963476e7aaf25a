"""The form service without HTTP: storing, delivering, waiting, resting."""

import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.disk import appends_per_second
from benchmarks.processes import memory_of
from benchmarks.report import Table, describe_machine
from form_service.application import build_service
from form_service.background import Background, build_delivery
from form_service.composition.compose import Message
from form_service.delivery.mailer import Answer, SmtpMailer
from form_service.records import Submission
from form_service.references import new_reference
from form_service.service import Service
from form_service.settings import read_settings
from form_service.storage.submissions import Arrival, store

ROOT = Path(__file__).parent.parent
SUBMISSIONS = 4000
THREADS = 16
PACED = 200
NOTE = f"""\
Storing: {SUBMISSIONS} submissions with ticket and acknowledgement from {THREADS} threads, each
returning when its transaction is on disk; the limit is one append + fdatasync after the other.
Draining: their mails to a sink on the same machine, one sender, composing included. Waiting: from
storing to the sink's answer, {PACED} submissions at 20 a second. Resting: the web process before
its first request, resident and proportional.\
"""


def measure_service() -> Table:
    """Build the content, then use the service's own parts in this process."""
    (ROOT / "var").mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=ROOT / "var") as name, _sink() as url:
        folder = Path(name)
        _build(folder)
        service = _open(folder, url)
        before = appends_per_second(folder)
        stored = _store_many(service)
        limit = statistics.mean([before, appends_per_second(folder)])
        drained = _drain(service, url)
        waits = _wait_for_mails(service)
        service.database.close()
        resident, proportional = _rest(folder)
    cuts = [cut * 1000 for cut in statistics.quantiles(waits, n=20)]
    return Table(
        title=f"The form service inside ({describe_machine()})",
        columns=("", "measured", "beside it"),
        rows=(
            ("append + fdatasync", f"{limit:.0f}/s", "the disk's limit, one after the other"),
            ("submissions stored", f"{stored:.0f}/s", f"{stored / limit:.2f} x the limit"),
            ("mails delivered", f"{drained:.0f}/s", "to a local sink, connection reused"),
            (
                "stored to accepted, p95",
                f"{cuts[18]:.0f} ms",
                f"median {cuts[9]:.0f} ms",
            ),
            ("memory at rest", f"{resident:.0f} MB", f"{proportional:.0f} MB proportional"),
        ),
        note=NOTE,
    )


def _build(folder: Path) -> None:
    for name in ("content", "mkdocs.yml"):
        (folder / name).symlink_to(ROOT / name)
    program = Path(sys.executable).parent / "helpcenter"
    subprocess.run([program, "build"], cwd=folder, check=True, stdout=subprocess.DEVNULL)


def _environ(folder: Path, url: str) -> dict[str, str]:
    return {
        "HELPCENTER_BUNDLE": str(folder / "bundle"),
        "HELPCENTER_DATABASE": f"sqlite:///{folder / 'service.db'}",
        "HELPCENTER_SECRET": "for a benchmark: nobody's data is behind it",
        "HELPCENTER_SMTP": url,
        "HELPCENTER_LIMIT_PER_ADDRESS": "1000000",
        "HELPCENTER_LIMIT_PER_NETWORK": "1000000",
        "HELPCENTER_ACKNOWLEDGEMENTS_PER_HOUR": "1000000",
    }


def _open(folder: Path, url: str) -> Service:
    return build_service(read_settings(_environ(folder, url)))


@contextmanager
def _sink() -> Iterator[str]:
    command = [sys.executable, "-m", "benchmarks.sink"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        yield f"smtp://127.0.0.1:{int(process.stdout.readline())}"
        process.terminate()


def _arrive(service: Service, number: int) -> str:
    release, now = service.bundle.current(), datetime.now(UTC)
    address = f"shopper{number}@example.com"
    submission = Submission(
        reference=new_reference(),
        once=os.urandom(16).hex(),
        form="contact",
        locale="en",
        topic="payment",
        route="payments",
        name="Anna Ivanova",
        email=address,
        mailbox=address,
        message="My card was charged twice for one order. " * 5,
        arrived_at=now,
        answer_by=now,
    )
    arrival = Arrival(
        submission=submission,
        client=f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}",
        team_mailbox="payments@shop.example",
        rules=service.rules(release),
    )
    return store(service.database, arrival).reference


def _store_many(service: Service) -> float:
    began = time.perf_counter()
    with ThreadPoolExecutor(THREADS) as pool:
        for _ in pool.map(lambda number: _arrive(service, number), range(SUBMISSIONS)):
            pass
    return SUBMISSIONS / (time.perf_counter() - began)


def _drain(service: Service, url: str) -> float:
    delivery = build_delivery(replace(service, settings=replace(service.settings, smtp=url)))
    count, began = 0, time.perf_counter()
    while delivery.deliver_one():
        count += 1
    seconds = time.perf_counter() - began
    delivery.close()
    return count / seconds


def _wait_for_mails(service: Service) -> list[float]:
    """Seconds from before storing to after the mail server's answer, for each ticket."""
    stored: dict[str, float] = {}
    accepted: dict[str, float] = {}

    class Noting(SmtpMailer):
        def send(self, message: Message) -> Answer:
            answer = super().send(message)
            if ".ticket@" in message.message_id:
                accepted[message.message_id.partition(".")[0]] = time.perf_counter()
            return answer

    mailer = Noting(service.settings.smtp, "bounces@shop.example")
    background = Background(service, mailer=mailer)
    background.start()
    for number in range(PACED):
        began = time.perf_counter()
        stored[_arrive(service, 10**7 + number)] = began
        time.sleep(max(0.0, began + 0.05 - time.perf_counter()))
    deadline = time.monotonic() + 30
    while len(accepted.keys() & stored.keys()) < PACED and time.monotonic() < deadline:
        time.sleep(0.05)
    background.stop()
    return [accepted[reference] - began for reference, began in stored.items()]


def _rest(folder: Path) -> tuple[float, float]:
    """Megabytes of the web process, resident and proportional."""
    environ = os.environ | _environ(folder, "smtp://127.0.0.1:9") | {"HELPCENTER_PORT": "0"}
    command = [sys.executable, "-m", "form_service"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=folder, env=environ, stderr=pipe, text=True) as run:
        assert run.stderr is not None
        while "serving" not in run.stderr.readline():
            pass
        threading.Event().wait(1)
        status = Path(f"/proc/{run.pid}/status").read_text().splitlines()
        resident = next(int(line.split()[1]) / 1024 for line in status if line.startswith("VmRSS"))
        proportional = memory_of(run.pid) / 2**20
        run.terminate()
    return resident, proportional

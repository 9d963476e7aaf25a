"""The form service without HTTP: storing, delivering, waiting, resting."""

import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from sqlalchemy import func, select, update

from benchmarks.disk import SYNC_MS
from benchmarks.processes import memory_of
from benchmarks.report import Table, describe_machine
from benchmarks.storing import (
    ROOT,
    SUBMISSIONS,
    THREADS,
    Stored,
    arrive,
    measure_storing,
    open_service,
    settings_for,
    store_many,
)
from form_service.background import Background
from form_service.composition.compose import Message
from form_service.delivery.mailer import Answer, SmtpMailer
from form_service.delivery.outbox import QUEUED, SENT
from form_service.service import Service
from form_service.storage.tables import outbox

DRAINED = 1500
DRAIN_SECONDS = 120
PACED = 200
NOTE = f"""\
Storing: {SUBMISSIONS} submissions with ticket and acknowledgement from {THREADS} threads, each
returning when its transaction is on disk; beside it one append + fdatasync after the other. Once on
this machine's disk, once with {SYNC_MS} ms more for every flush of either (SYNC_MS in the
environment chooses another delay): what waits for a disk shows on a disk that makes one wait.
Draining: {2 * DRAINED} mails to a sink on the same machine, composing included, by
`helpcenter deliver` in one process and in two, from the 5th to the 95th of 100. Waiting: from
storing to the sink's answer, {PACED} submissions at 20 a second, found by polling as a delivery
process finds them. Resting: the web process before its first request, resident and proportional.\
"""


def measure_service() -> Table:
    """Build the content, then use the service's own parts."""
    (ROOT / "var").mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=ROOT / "var") as name, _sink() as url:
        folder = Path(name)
        _build(folder)
        bare, slow = (measure_storing(folder, is_slow=is_slow) for is_slow in (False, True))
        service = open_service(settings_for(folder, url))
        one, two = (_drain(service, folder, url, count) for count in (1, 2))
        waits = _wait_for_mails(service)
        service.database.close()
        resident, proportional = _rest(folder)
    cuts = [cut * 1000 for cut in statistics.quantiles(waits, n=20)]
    return Table(
        title=f"The form service inside ({describe_machine()})",
        columns=("", "measured", "beside it"),
        rows=(
            _storing("this disk", bare),
            _storing(f"{SYNC_MS} ms a flush", slow),
            ("mails delivered", f"{one:.0f}/s", f"{two:.0f}/s by two processes"),
            (
                "stored to accepted, p95",
                f"{cuts[18]:.0f} ms",
                f"median {cuts[9]:.0f} ms",
            ),
            ("memory at rest", f"{resident:.0f} MB", f"{proportional:.0f} MB proportional"),
        ),
        note=NOTE,
    )


def _storing(disk: str, stored: Stored) -> tuple[str, str, str]:
    ratio = stored.submissions / stored.appends
    beside = f"{ratio:.2f} x the disk's {stored.appends:.0f} appends/s"
    return (f"submissions stored, {disk}", f"{stored.submissions:.0f}/s", beside)


def _build(folder: Path) -> None:
    for name in ("content", "mkdocs.yml"):
        (folder / name).symlink_to(ROOT / name)
    program = Path(sys.executable).parent / "helpcenter"
    subprocess.run([program, "build"], cwd=folder, check=True, stdout=subprocess.DEVNULL)


@contextmanager
def _sink() -> Iterator[str]:
    command = [sys.executable, "-m", "benchmarks.sink"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        yield f"smtp://127.0.0.1:{int(process.stdout.readline())}"
        process.terminate()


def _drain(service: Service, folder: Path, url: str, count: int) -> float:
    """Mails per second of so many delivery processes, by the times that they wrote down."""
    everything = update(outbox).where(outbox.c.state == QUEUED).values(state=SENT)
    service.database.write(lambda c: c.execute(everything))
    began = service.clock()
    store_many(service, DRAINED)
    with ExitStack() as running:
        for _ in range(count):
            running.enter_context(_deliver(folder, url))
        waiting = select(func.count()).where(outbox.c.state != SENT)
        deadline = time.monotonic() + DRAIN_SECONDS
        while service.database.read(lambda c: c.execute(waiting).scalar_one()):
            if time.monotonic() > deadline:
                raise TimeoutError(f"the mails were not out within {DRAIN_SECONDS} s")
            time.sleep(0.2)
    sent = select(outbox.c.changed_at).where(outbox.c.created_at >= began).order_by("changed_at")
    times = service.database.read(lambda c: c.execute(sent).scalars().all())
    first, last = times[len(times) // 20], times[-len(times) // 20]
    return 0.9 * len(times) / (last - first).total_seconds()


@contextmanager
def _deliver(folder: Path, url: str) -> Iterator[None]:
    program = Path(sys.executable).parent / "helpcenter"
    environ = os.environ | settings_for(folder, url)
    quiet = subprocess.DEVNULL
    with subprocess.Popen([program, "deliver"], cwd=folder, env=environ, stderr=quiet) as process:
        yield
        process.terminate()


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
        stored[arrive(service, 10**7 + number)] = began
        time.sleep(max(0.0, began + 0.05 - time.perf_counter()))
    deadline = time.monotonic() + 30
    while len(accepted.keys() & stored.keys()) < PACED and time.monotonic() < deadline:
        time.sleep(0.05)
    background.stop()
    return [accepted[reference] - began for reference, began in stored.items()]


def _rest(folder: Path) -> tuple[float, float]:
    """Megabytes of the web process, resident and proportional."""
    environ = os.environ | settings_for(folder, "smtp://127.0.0.1:9") | {"HELPCENTER_PORT": "0"}
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

"""Submissions stored per second, beside the appends of the same disk.

A program of its own, `python -m benchmarks.storing FOLDER`, so that it can run on a slowed disk.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.disk import appends_per_second, slow_disk
from form_service.application import build_service
from form_service.records import Submission
from form_service.references import new_reference
from form_service.service import Service
from form_service.settings import read_settings
from form_service.storage.submissions import Arrival, store

ROOT = Path(__file__).parent.parent
SUBMISSIONS = 4000
THREADS = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """Per second: submissions, and appends of one writer just before and after."""

    submissions: float
    appends: float


def measure_storing(folder: Path, *, is_slow: bool) -> Stored:
    """Run this module over the bundle in `folder`, on the disk as it is or with its delay."""
    command = [sys.executable, "-m", "benchmarks.storing", folder]
    environ = os.environ | (slow_disk(folder) if is_slow else {})
    pipe = subprocess.PIPE
    printed = subprocess.run(command, cwd=ROOT, env=environ, check=True, stdout=pipe).stdout
    return Stored(**json.loads(printed))


def settings_for(folder: Path, url: str) -> dict[str, str]:
    """A production service over the bundle in `folder`, without limits that a benchmark meets."""
    return {
        "HELPCENTER_BUNDLE": str(folder / "bundle"),
        "HELPCENTER_DATABASE": f"sqlite:///{folder / 'service.db'}",
        "HELPCENTER_SECRET": "for a benchmark: nobody's data is behind it",
        "HELPCENTER_SMTP": url,
        "HELPCENTER_LIMIT_PER_ADDRESS": "1000000",
        "HELPCENTER_LIMIT_PER_NETWORK": "1000000",
        "HELPCENTER_ACKNOWLEDGEMENTS_PER_HOUR": "1000000",
    }


def open_service(environ: Mapping[str, str]) -> Service:
    """The service's parts in this process."""
    return build_service(read_settings(environ))


def arrive(service: Service, number: int) -> str:
    """Store a submission of its own shopper, with ticket and acknowledgement."""
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
        limits=service.limits(f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"),
        team_mailbox="payments@shop.example",
        rules=service.rules(release),
    )
    return store(service.database, arrival).reference


def store_many(service: Service, count: int = SUBMISSIONS) -> float:
    """Submissions per second from many threads, each waiting until its own is on disk."""
    began = time.perf_counter()
    with ThreadPoolExecutor(THREADS) as pool:
        for _ in pool.map(lambda number: arrive(service, number), range(count)):
            pass
    return count / (time.perf_counter() - began)


def main(folder: Path) -> None:
    for file in folder.glob("service.db*"):
        file.unlink()
    service = open_service(settings_for(folder, "smtp://127.0.0.1:9"))
    before = appends_per_second(folder)
    stored = store_many(service)
    appends = (before + appends_per_second(folder)) / 2
    service.database.close()
    print(json.dumps({"submissions": stored, "appends": appends}))


if __name__ == "__main__":
    main(Path(sys.argv[1]))

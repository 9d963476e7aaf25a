"""Steady load: nothing grows."""

import time
from pathlib import Path
from typing import Any

from tests.faults.conftest import Scaled, State
from tests.faults.running import Running, Visitor, form
from tests.form_service.smtp_servers import hangs_up_after, server


def resident(service: Running) -> float:
    assert service.process is not None
    for line in Path(f"/proc/{service.process.pid}/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    raise AssertionError("no VmRSS")


def descriptors(service: Running) -> int:
    assert service.process is not None
    return len(list(Path(f"/proc/{service.process.pid}/fd").iterdir()))


def test_steady_load(
    running: Any, settings: Any, tmp_path: Path, scaled: Scaled, state: State
) -> None:
    seconds, warm = scaled(900, 6), scaled(120, 3)
    kept: list[bytes] = []
    wal = tmp_path / "helpcenter.db-wal"
    with server(hangs_up_after(10**9, kept)) as url:
        service = running(smtp=url)
        visitor = Visitor(service.port)
        began, number, largest = time.monotonic(), 0, 0
        memory = handles = 0.0
        while (passed := time.monotonic() - began) < seconds:
            number += 1
            assert visitor.send(form(number)).status == 303
            kept.clear()
            if not memory and passed > warm:
                memory, handles = resident(service), descriptors(service)
            if number % 50 == 0 and wal.exists():
                largest = max(largest, wal.stat().st_size)
            time.sleep(0.03)
        visitor.close()
        time.sleep(2)
        growth, opened = resident(service) - memory, descriptors(service) - handles
    state(
        24,
        f"{number} submissions in {seconds} s of steady load",
        f"{growth:+.1f} MB, journal {largest / 2**20:.1f} MB, {opened:+.0f} descriptors",
        "journal <= 64 MB, descriptors flat",
        largest <= 64 * 2**20 and opened <= 3,
        pace="growth <= 5 MB",
        keeps_pace=growth <= 5,
    )

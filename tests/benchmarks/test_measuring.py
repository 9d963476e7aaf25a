import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.disk import appends_per_second, slow_disk
from benchmarks.processes import PROC, ProgramFailedError, run_program
from benchmarks.report import Table
from tests.conftest import ROOT
from tests.tools.missing import missing

HUNGRY_CHILD = """
import subprocess, sys
subprocess.run([sys.executable, "-c", "import time; kept = b'x' * 80_000_000; time.sleep(0.6)"])
"""


def test_a_run_counts_the_memory_of_children(tmp_path: Path) -> None:
    run = run_program([sys.executable, "-c", HUNGRY_CHILD], cwd=tmp_path, env=os.environ)
    assert run.seconds > 0.6
    assert 0 < run.cpu_seconds < run.seconds
    if not (PROC / "self/smaps_rollup").exists():
        pytest.skip("memory is measured on Linux only")
    assert 80e6 < run.peak_bytes < 160e6


def test_a_failed_program_says_why(tmp_path: Path) -> None:
    with pytest.raises(ProgramFailedError, match="no such content"):
        run_program(
            [sys.executable, "-c", "raise SystemExit('no such content')"],
            cwd=tmp_path,
            env=os.environ,
        )


def test_appends_are_counted(tmp_path: Path) -> None:
    assert appends_per_second(tmp_path, seconds=0.1) > 1


def test_a_disk_can_be_made_to_wait(tmp_path: Path) -> None:
    if not shutil.which("cc"):
        missing("cc", "install a C compiler")
    environ = os.environ | slow_disk(tmp_path) | {"SYNC_MS": "20", "PYTHONPATH": str(ROOT)}
    count = "import pathlib, benchmarks.disk as d; print(d.appends_per_second(pathlib.Path(), 0.5))"
    command = [sys.executable, "-c", count]
    printed = subprocess.run(command, env=environ, cwd=tmp_path, check=True, capture_output=True)
    assert 0 < float(printed.stdout) <= 1000 / 20


def test_tables_line_up() -> None:
    table = Table(title="Sizes", columns=("", "bytes"), rows=(("site", "12"),), note="Small.")
    assert str(table) == (
        "## Sizes\n\n|      | bytes |\n| ---- | ----- |\n| site | 12    |\n\nSmall."
    )

"""The machine's limit for anything that must be on disk before it is confirmed.

Some machines answer fdatasync in a tenth of a millisecond: their storage holds what it got in
memory that survives a power cut, or only says so. Ordinary drives take milliseconds. What waits for
a disk is therefore measured twice: on the disk as it is, and with a fixed delay after every fsync
and fdatasync, put before libc (ld.so(8), LD_PRELOAD) for ours and the baselines alike. strace can
delay calls, too, but doubles the processor's work for all the others.
"""

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

RECORD = b"x" * 1024  # about what a submission takes
SYNC_MS = os.environ.get("SYNC_MS", "4")
"""Milliseconds of a solid-state drive without a buffered cache; a hard disk takes about 10."""
SOURCE = Path(__file__).with_name("slow_disk.c")


def slow_disk(folder: Path) -> Mapping[str, str]:
    """The environment of processes whose flushes take longer; compiled into `folder`."""
    library = folder / "slow_disk.so"
    if not library.exists():
        compiler = shutil.which("cc") or "cc"
        subprocess.run([compiler, "-shared", "-fPIC", "-o", library, SOURCE, "-ldl"], check=True)
    return {"LD_PRELOAD": str(library), "SYNC_MS": SYNC_MS}


def appends_per_second(folder: Path, seconds: float = 3.0) -> float:
    """How often a record can be appended and flushed to the disk, one after the other."""
    flush = getattr(os, "fdatasync", os.fsync)  # macOS has no fdatasync
    with tempfile.NamedTemporaryFile(dir=folder) as file:
        count, began = 0, time.perf_counter()
        while (passed := time.perf_counter() - began) < seconds:
            os.write(file.fileno(), RECORD)
            flush(file.fileno())
            count += 1
    return count / passed

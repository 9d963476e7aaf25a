"""The machine's limit for anything that must be on disk before it is confirmed."""

import os
import tempfile
import time
from pathlib import Path

RECORD = b"x" * 1024  # about what a submission takes


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

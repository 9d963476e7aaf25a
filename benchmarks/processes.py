"""Running a program while watching the memory of it and its children."""

import resource
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

SAMPLE_SECONDS = 0.05
PROC = Path("/proc")


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """`cpu_seconds` of all its processes, which other work on the machine disturbs less.

    `peak_bytes`: the largest sum at any sample, shared pages counted once; 0 without /proc.
    """

    seconds: float
    cpu_seconds: float
    peak_bytes: int


class ProgramFailedError(Exception):
    """A measured program ended with an error; carries its last output."""


def run_program(command: Sequence[str | Path], *, cwd: Path, env: Mapping[str, str]) -> Run:
    """Run to the end; raises ProgramFailedError when that is not a success."""
    began, used = time.perf_counter(), _cpu_of_children()
    process = subprocess.Popen(
        command, cwd=cwd, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    peaks = [0]
    watcher = threading.Thread(target=_watch, args=(process, peaks), daemon=True)
    watcher.start()
    output, _ = process.communicate()
    seconds = time.perf_counter() - began
    watcher.join()
    if process.returncode:
        raise ProgramFailedError(f"{command[0]} ended with {process.returncode}:\n{output[-2000:]}")
    cpu_seconds = _cpu_of_children() - used
    return Run(seconds=seconds, cpu_seconds=cpu_seconds, peak_bytes=max(peaks))


def memory_of(process_id: int) -> int:
    """Bytes a process and its descendants hold, each page counted once (proportional set size)."""
    return sum(_proportional_bytes(each) for each in [process_id, *_descendants(process_id)])


def _cpu_of_children() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def _watch(process: subprocess.Popen[str], peaks: list[int]) -> None:
    while process.poll() is None:
        peaks[0] = max(peaks[0], memory_of(process.pid))
        time.sleep(SAMPLE_SECONDS)


def _descendants(process_id: int) -> list[int]:
    found: list[int] = []
    for file in PROC.glob(f"{process_id}/task/*/children"):
        try:
            children = [int(word) for word in file.read_text().split()]
        except OSError:  # ended between listing and reading
            continue
        for child in children:
            found += [child, *_descendants(child)]
    return found


def _proportional_bytes(process_id: int) -> int:
    try:
        lines = (PROC / str(process_id) / "smaps_rollup").read_text().splitlines()
    except OSError:  # ended, or a system without /proc
        return 0
    kilobytes = next((line.split()[1] for line in lines if line.startswith("Pss:")), "0")
    return int(kilobytes) * 1024

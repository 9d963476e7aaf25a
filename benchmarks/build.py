"""This content's build against the same Markdown under bare Material."""

import os
import shutil
import statistics
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import yaml

from benchmarks.processes import Run, run_program
from benchmarks.report import Table, describe_machine

ROOT = Path(__file__).parent.parent
ROUNDS = 3
NOTE = f"""\
Median of {ROUNDS} builds from an empty folder. Bare: one mkdocs build per locale, one after the
other, with Material and its search, without facts, checks, bundle or page shells.\
"""
BARE = """
site_name: Bare Material
docs_dir: content/{locale}
site_dir: bare/{locale}
theme: {{name: material, language: {locale}, font: false}}
plugins: [search]
"""


def measure_build() -> Table:
    """Both builds in turn, from an empty folder each time; the median of each."""
    ours: list[Run] = []
    bare: list[Run] = []
    for _ in range(ROUNDS):
        ours.append(_in_a_copy(_build_ours))
        bare.append(_in_a_copy(build_bare))
    mine, peer = _median(ours), _median(bare)
    return Table(
        title=f"Building this content ({describe_machine()})",
        columns=("", "seconds", "CPU seconds", "peak memory"),
        rows=(
            ("helpcenter build", *_figures(mine)),
            ("bare Material", *_figures(peer)),
            (
                "ratio",
                _ratio(mine.seconds, peer.seconds),
                _ratio(mine.cpu_seconds, peer.cpu_seconds),
                _ratio(mine.peak_bytes, peer.peak_bytes),
            ),
        ),
        note=NOTE,
    )


def _figures(run: Run) -> tuple[str, str, str]:
    return f"{run.seconds:.2f}", f"{run.cpu_seconds:.2f}", f"{run.peak_bytes / 1e6:.0f} MB"


def _in_a_copy(build: Callable[[Path], Run]) -> Run:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(ROOT / "content", folder / "content")
        shutil.copy(ROOT / "mkdocs.yml", folder)
        return build(folder)


def _build_ours(folder: Path) -> Run:
    return run_program([_program("helpcenter"), "build"], cwd=folder, env=_environment())


def build_bare(folder: Path) -> Run:
    """The Markdown of `folder` into `bare/<locale>/`, as Material does it without any change."""
    runs = []
    shop = yaml.safe_load((folder / "content/shop.yml").read_text())
    for locale in shop["locales"]:
        config = folder / f"bare-{locale}.yml"
        config.write_text(BARE.format(locale=locale))
        command = [_program("mkdocs"), "build", "--quiet", "--config-file", config]
        runs.append(run_program(command, cwd=folder, env=_environment()))
    return Run(
        seconds=sum(run.seconds for run in runs),
        cpu_seconds=sum(run.cpu_seconds for run in runs),
        peak_bytes=max(run.peak_bytes for run in runs),
    )


def _program(name: str) -> Path:
    return Path(sys.executable).parent / name


def _environment() -> dict[str, str]:
    quiet = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
    return {**os.environ, **quiet}


def _median(runs: list[Run]) -> Run:
    return Run(
        seconds=statistics.median(run.seconds for run in runs),
        cpu_seconds=statistics.median(run.cpu_seconds for run in runs),
        peak_bytes=round(statistics.median(run.peak_bytes for run in runs)),
    )


def _ratio(mine: float, peer: float) -> str:
    return f"{mine / peer:.2f}" if peer else "-"

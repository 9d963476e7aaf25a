"""What Lighthouse says of the pages a shopper meets first, against bare Material."""

import json
import os
import subprocess
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.processes import ProgramFailedError
from benchmarks.report import Table, describe_machine
from benchmarks.served import find_npx, served
from tests.tools.chromium import ARGUMENTS, find_chromium

PACKAGE = "lighthouse@12.8.2"  # the last that runs on Node 20
ROUNDS = 3
SECONDS = 180
ATTEMPTS = 3
"""Chromium now and then paints nothing that Lighthouse sees; such a visit is made again."""
PAGES = ("", "delivery/track-your-order/", "faq/", "contact/contact-us/")
LOCALES = {"en": "", "ar": "ar/"}
BARE_PAGES = ("en/", "en/delivery/track-your-order/", "ar/delivery/track-your-order/")
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
FIGURES = (
    "largest-contentful-paint",
    "total-blocking-time",
    "cumulative-layout-shift",
    "total-byte-weight",
)
COLUMNS = ("page", *CATEGORIES, "largest content", "blocked", "shift", "kB", "requests")
NOTE = f"""\
Lighthouse's mobile preset (4x slower processor, slow 4G), median of {ROUNDS} runs. A busy machine
shows in "blocked" and, by it, in performance. Bare: Material without any change, same Markdown,
compressed by the same gzip.\
"""
SKIPPED = "Not measured: npx (Node 20 or later) and Chromium are needed."


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """`largest` and `blocked` in milliseconds, scores of 100."""

    scores: tuple[int, ...]
    largest: float
    blocked: float
    shift: float
    kilobytes: float
    requests: int


def measure_lighthouse() -> Table:
    """Every page in turn, the median of each figure."""
    title = f"Lighthouse, mobile ({describe_machine()})"
    if not (find_npx() and find_chromium()):
        return Table(title=title, columns=COLUMNS, rows=(), note=SKIPPED)
    with served() as sites:
        ours = [f"/{prefix}{page}" for prefix in LOCALES.values() for page in PAGES]
        rows = [_row(path, sites.ours + path) for path in ours]
        rows += [_row(f"bare /{path}", f"{sites.bare}/{path}") for path in BARE_PAGES]
    return Table(title=title, columns=COLUMNS, rows=tuple(rows), note=NOTE)


def _row(name: str, url: str) -> tuple[str, ...]:
    visits = [_visit(url) for _ in range(ROUNDS)]
    scores = zip(*(visit.scores for visit in visits), strict=True)
    return (
        name,
        *(f"{median(score):.0f}" for score in scores),
        f"{median(visit.largest for visit in visits) / 1000:.1f} s",
        f"{median(visit.blocked for visit in visits):.0f} ms",
        f"{median(visit.shift for visit in visits):.3f}",
        f"{median(visit.kilobytes for visit in visits):.0f}",
        f"{median(visit.requests for visit in visits):.0f}",
    )


def _visit(url: str) -> Visit:
    for _ in range(ATTEMPTS):
        report = _report(url)
        missing = missing_figures(report)
        if not missing:
            return read_report(report)
    raise ProgramFailedError(f"Lighthouse on {url}: {missing}")


def _report(url: str) -> dict[str, Any]:
    flags = " ".join(["--headless", *(a for a in ARGUMENTS if not a.startswith("--host-"))])
    with TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        command = [find_npx() or "npx", "--yes", PACKAGE, url, "--quiet", "--output", "json"]
        command += ["--output-path", str(report), f"--chrome-flags={flags}"]
        environment = os.environ | {"CHROME_PATH": find_chromium() or ""}
        done = subprocess.run(command, env=environment, timeout=SECONDS, capture_output=True)
        if not report.exists():
            raise ProgramFailedError(f"Lighthouse on {url}: {done.stderr.decode()[-600:]}")
        parsed: dict[str, Any] = json.loads(report.read_text())
        return parsed


def missing_figures(report: dict[str, Any]) -> dict[str, str]:
    """What Lighthouse could not measure, and why."""
    audits = report["audits"]
    unmeasured = (name for name in FIGURES if "numericValue" not in audits[name])
    return {name: str(audits[name].get("errorMessage")) for name in unmeasured}


def read_report(report: dict[str, Any]) -> Visit:
    """The figures of Lighthouse's JSON report."""
    audits, categories = report["audits"], report["categories"]
    largest, blocked, shift, weight = (audits[name]["numericValue"] for name in FIGURES)
    return Visit(
        scores=tuple(round(100 * (categories[name]["score"] or 0)) for name in CATEGORIES),
        largest=largest,
        blocked=blocked,
        shift=shift,
        kilobytes=weight / 1000,
        requests=len(audits["network-requests"]["details"]["items"]),
    )

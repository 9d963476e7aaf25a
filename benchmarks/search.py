"""How well, how fast and how small search is, beside the engines a static site would else have.

Queries are the content's own searches.yml; with QUERIES=folder in the environment those of
`*<locale>.tsv` in it (query, tab, accepted ids joined by "|").
"""

from __future__ import annotations

import gzip
import json
import os
import random
import time
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

import yaml

from benchmarks.report import Table, describe_machine
from benchmarks.search_noise import NOISES, is_native, noises
from benchmarks.search_peers import ask_peers
from helpcenter_build.search import SearchIndex, open_index
from helpcenter_build.search.evaluate import Case, evaluate, parse_cases
from helpcenter_build.search.languages import language_for

ROOT = Path(__file__).parent.parent
UNANSWERABLE = ROOT / "tests/cases/search_unanswerable.yml"
SEED = 5
COLUMNS = (
    *("", "queries", "first", "among 3", "slip", "Latin", "layout"),
    *("answers wrongly", "nothing fits"),
)
NOTE = """\
first, among 3: share of queries with a right article there. slip, Latin, layout: how many of both
shares are lost by one random slip, by Latin letters, by the wrong keyboard layout. answers wrongly:
unanswerable queries shown as answered; nothing fits: answerable ones shown as such. The peers have
the same articles, all but Material's search their asked_as too.\
"""


def measure_search() -> Table:
    """One row for our engine and one for each peer in every locale."""
    locales = sorted(path.parent.name for path in (ROOT / "bundle").glob("*/search"))
    if not locales:
        raise SystemExit("There is no bundle; run `helpcenter build` first.")
    rows = [row for locale in locales for row in _rows(locale)]
    return Table(
        title=f"Search ({describe_machine()})", columns=COLUMNS, rows=tuple(rows), note=NOTE
    )


def measure_search_cost() -> Table:
    """CPU milliseconds of a query in Whoosh and bytes of the browser's index."""
    rows = []
    for folder in sorted((ROOT / "bundle").glob("*/search")):
        locale = folder.parent.name
        seconds = cpu_seconds(open_index(folder), [case.query for case in _cases(locale)])
        first, whole = _sizes(locale)
        middle, slow = seconds[len(seconds) // 2], seconds[int(len(seconds) * 0.99)]
        figures = (f"{middle * 1000:.1f}", f"{slow * 1000:.1f}", f"{first:,}", f"{whole:,}")
        rows.append((locale, *figures))
    columns = ("", "Whoosh p50 ms", "p99 ms", "bytes before results, gzip", "bytes with answers")
    return Table(title=f"Cost of search ({describe_machine()})", columns=columns, rows=tuple(rows))


def _rows(locale: str) -> Iterable[tuple[str, ...]]:
    index = open_index(ROOT / "bundle" / locale / "search")
    cases = _cases(locale)
    result = evaluate(index, cases)
    verdicts = [index.search(case.query).verdict for case in cases]
    wrong = [index.search(text).verdict for text in _unanswerable(locale)]
    yield (
        f"{locale} ours",
        str(result.cases),
        f"{result.at_1:.2f}",
        f"{result.at_3:.2f}",
        *_noisy(index, locale, cases),
        _share(wrong.count("answers"), len(wrong)),
        _share(verdicts.count("nothing_fits"), len(verdicts)),
    )
    for name, answers in ask_peers(locale, [case.query for case in cases]).items():
        pairs = list(zip(answers, cases, strict=True))
        firsts = sum(bool({*ids[:1]} & {*case.articles}) for ids, case in pairs)
        threes = sum(bool({*ids[:3]} & {*case.articles}) for ids, case in pairs)
        figures = (_share(firsts, len(cases)), _share(threes, len(cases)))
        yield (f"{locale} {name}", str(len(cases)), *figures, *[""] * 5)


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.2f}" if whole else ""


def _cases(locale: str) -> Sequence[Case]:
    if folder := os.environ.get("QUERIES"):
        files = sorted(Path(folder).glob(f"*{locale}.tsv"))
        return [case for file in files for case in parse_cases(file.open(encoding="utf-8"))]
    path = ROOT / "content" / locale / "searches.yml"
    entries = yaml.safe_load(path.read_text(encoding="utf-8")) if path.exists() else []
    listed = [(entry["query"], entry["article"]) for entry in entries]
    return [
        Case(query=text, articles=tuple([ids] if isinstance(ids, str) else ids))
        for text, ids in listed
    ]


def _unanswerable(locale: str) -> Sequence[str]:
    return list(yaml.safe_load(UNANSWERABLE.read_text(encoding="utf-8")).get(locale, ()))


def _noisy(index: SearchIndex, locale: str, cases: Sequence[Case]) -> Iterable[str]:
    """What each noise costs of success at 1 and at 3, against the same queries unhurt."""
    language, known = language_for(locale), noises(locale)
    for name in NOISES:
        dice = random.Random(SEED)  # noqa: S311 - the same slips every time
        plain = [case for case in cases if name == "slip" or is_native(case.query, language)]
        if name in known and plain:
            hurt = [replace(case, query=known[name](case.query, dice)) for case in plain]
            before, after = evaluate(index, plain), evaluate(index, hurt)
            yield f"{after.at_1 - before.at_1:+.2f} / {after.at_3 - before.at_3:+.2f}"
        else:
            yield ""


def cpu_seconds(index: SearchIndex, queries: Sequence[str]) -> list[float]:
    """CPU seconds of each query, which other work on the machine disturbs less; sorted."""
    taken = []
    for text in queries:
        began = time.thread_time()
        index.search(text)
        taken.append(time.thread_time() - began)
    return sorted(taken) or [0.0]


def _sizes(locale: str) -> tuple[int, int]:
    """Compressed bytes of what is loaded before the first results, and of all."""
    entries = [ROOT / "site" / part / "search" / "index.json" for part in (locale, "")]
    for entry in entries:
        if entry.exists() and json.loads(entry.read_text())["locale"] == locale:
            size = {
                file.name: len(gzip.compress(file.read_bytes()))
                for file in entry.parent.glob("*.*.json")
            }
            first = [size[name] for name in size if name.startswith("words")]
            return sum(first), sum(size.values())
    return 0, 0

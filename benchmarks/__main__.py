"""Prints every table: `python -m benchmarks`, or some of them: `python -m benchmarks build`."""

import sys

from benchmarks.build import measure_build
from benchmarks.intake import measure_intake
from benchmarks.lighthouse import measure_lighthouse
from benchmarks.pages import measure_pages
from benchmarks.search import measure_search, measure_search_cost
from benchmarks.search_bytes import measure_search_bytes
from benchmarks.search_scale import measure_search_scale
from benchmarks.service import measure_service
from benchmarks.spam import measure_spam

TABLES = {
    "build": measure_build,
    "intake": measure_intake,
    "lighthouse": measure_lighthouse,
    "pages": measure_pages,
    "search": measure_search,
    "search-bytes": measure_search_bytes,
    "search-cost": measure_search_cost,
    "search-scale": measure_search_scale,
    "service": measure_service,
    "spam": measure_spam,
}


def main(names: list[str]) -> int:
    unknown = [name for name in names if name not in TABLES]
    if unknown:
        print(f"no table {unknown[0]!r}; there are: {', '.join(TABLES)}", file=sys.stderr)
        return 2
    for name in names or TABLES:
        print(f"measuring {name} ...", file=sys.stderr)
        print(TABLES[name](), end="\n\n", flush=True)
    return 0


sys.exit(main(sys.argv[1:]))

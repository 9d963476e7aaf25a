"""Every page of site and service under axe-core and html-validate."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Page

from benchmarks.report import Table, describe_machine
from benchmarks.served import Served, find_npx, locales, served
from benchmarks.service_pages import Seen, service_pages
from tests.tools.axe import COLOUR_RULES, accessibility_problems
from tests.tools.chromium import run_chromium

PACKAGE = "html-validate@9.7.1"  # the last that runs on Node 20
STEP = 50
SHOWN = 20
RULES = {
    "doctype-style": ["error", {"style": "lowercase"}],
    "form-dup-name": "off",  # two buttons of one name are the vote
    "long-title": "off",  # checked where titles are written
    "no-trailing-whitespace": "off",  # what a template's line leaves when there is nothing to say
    "tel-non-breaking": "off",  # the stylesheet keeps them together; copies have plain spaces
    "wcag/h32": "off",  # calculators answer while one types and send nothing
}


def measure_pages() -> Table:
    """Pages and what is wrong with them; the first problems stand below the table."""
    with served() as sites:
        paths = list(_paths(sites.site))
        seen, broken = _look(sites, paths)
        invalid = _invalid(sites.site, seen) if find_npx() else []
        looked_at = len(paths) + len(seen)
    validated = str(len(paths) + len(seen)) if find_npx() else "not measured: npx is needed"
    return Table(
        title=f"Every page ({describe_machine()})",
        columns=("", "pages", "problems"),
        rows=(
            ("axe-core, light and dark", str(looked_at), str(len(broken))),
            ("html-validate", validated, str(len(invalid))),
        ),
        note="\n".join([*broken[:SHOWN], *invalid[:SHOWN]]),
    )


def _paths(site: Path) -> Iterator[str]:
    """Redirects lead elsewhere before anybody reads them."""
    for file in sorted(site.rglob("*.html")):
        if 'http-equiv="refresh"' not in file.read_text(encoding="utf-8"):
            yield "/" + file.relative_to(site).as_posix().removesuffix("index.html")


def _look(sites: Served, paths: list[str]) -> tuple[list[Seen], list[str]]:
    """The service's pages, and the rules of axe that any page breaks."""
    seen: list[Seen] = []
    broken: list[str] = []
    with run_chromium() as browser:
        # Colours that fade from one scheme to the other would be measured on their way.
        page = browser.new_page(viewport={"width": 390, "height": 844}, reduced_motion="reduce")
        for number, path in enumerate(paths, 1):
            page.goto(sites.ours + path)
            broken += _broken_on(page)
            if number % STEP == 0:
                print(f"{number} of {len(paths)} pages, {len(broken)} problems", file=sys.stderr)
        for one in _of_the_service(page, sites.ours):
            seen.append(one)
            broken += _broken_on(page)
    return seen, broken


def _broken_on(page: Page) -> list[str]:
    """Every rule in light colours; in dark ones those that colours can break."""
    page.emulate_media(color_scheme="light")
    light = accessibility_problems(page)
    page.emulate_media(color_scheme="dark")
    dark = accessibility_problems(page, rules=COLOUR_RULES)
    return light + [f"{problem} (dark)" for problem in dark]


def _of_the_service(page: Page, url: str) -> Iterator[Seen]:
    for locale in locales():
        yield from service_pages(page, f"{url}/desk/{locale}")


def _invalid(site: Path, seen: list[Seen]) -> list[str]:
    """What html-validate says; the service's pages are laid beside the site's for it."""
    for number, one in enumerate(seen):
        (site / "desk").mkdir(exist_ok=True)
        (site / "desk" / f"{number:03}-{one.name}.html").write_text(one.html, encoding="utf-8")
    rules = site.parent / "htmlvalidate.json"
    rules.write_text(json.dumps({"extends": ["html-validate:recommended"], "rules": RULES}))
    command = [find_npx() or "npx", "--yes", PACKAGE, "--config", str(rules), "--formatter", "json"]
    done = subprocess.run([*command, f"{site}/**/*.html"], capture_output=True, text=True)
    return [
        f"{Path(result['filePath']).relative_to(site)}:{message['line']}: {message['message']}"
        for result in json.loads(done.stdout)
        for message in result["messages"]
    ]

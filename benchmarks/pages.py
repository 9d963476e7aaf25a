"""Every page of the site under axe-core and html-validate."""

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Page

from benchmarks.report import Table, describe_machine
from benchmarks.served import Served, find_npx, locales, served
from tests.tools.axe import accessibility_problems
from tests.tools.chromium import run_chromium

PACKAGE = "html-validate@9.7.1"  # the last that runs on Node 20
SCHEMES = ("light", "dark")
SERVICE = ("contact", "report", "withdraw", "feedback?article=payment/invoices", "search?q=refund")
FORMS = ("contact", "report", "withdraw")
SHOWN = 20
RULES = {
    "doctype-style": ["error", {"style": "lowercase"}],
    "form-dup-name": "off",  # two buttons of one name are the vote
    "long-title": "off",  # checked where titles are written
    "tel-non-breaking": "off",  # the stylesheet keeps them together; copies have plain spaces
    "wcag/h32": "off",  # calculators answer while one types and send nothing
}


def measure_pages() -> Table:
    """Pages and what is wrong with them; the first problems stand below the table."""
    with served() as sites:
        paths = list(_paths(sites.site))
        broken = _broken_rules(sites, paths)
        invalid = _invalid(sites.site) if find_npx() else []
    validated = str(len(paths)) if find_npx() else "not measured: npx is needed"
    return Table(
        title=f"Every page ({describe_machine()})",
        columns=("", "pages", "problems"),
        rows=(
            (
                "axe-core, light and dark, forms with errors",
                str(_looked_at(paths)),
                str(len(broken)),
            ),
            ("html-validate", validated, str(len(invalid))),
        ),
        note="\n".join([*broken[:SHOWN], *invalid[:SHOWN]]),
    )


def _looked_at(paths: list[str]) -> int:
    return len(SCHEMES) * (len(paths) + len(locales()) * (len(SERVICE) + len(FORMS)))


def _paths(site: Path) -> Iterator[str]:
    """Redirects lead elsewhere before anybody reads them."""
    for file in sorted(site.rglob("*.html")):
        if 'http-equiv="refresh"' not in file.read_text(encoding="utf-8"):
            yield "/" + file.relative_to(site).as_posix().removesuffix("index.html")


def _broken_rules(sites: Served, paths: list[str]) -> list[str]:
    found: list[str] = []
    with run_chromium() as browser:
        for scheme in SCHEMES:
            page = browser.new_page(color_scheme=scheme, viewport={"width": 390, "height": 844})
            for path in [*paths, *_service_paths(SERVICE)]:
                page.goto(sites.ours + path)
                found += accessibility_problems(page)
            for path in _service_paths(FORMS):
                found += _with_errors(page, sites.ours + path)
            page.close()
    return found


def _with_errors(page: Page, url: str) -> list[str]:
    page.goto(url)
    page.locator("#hc-form .hc-form__actions button").click()
    page.locator(".hc-error-summary").wait_for()
    return accessibility_problems(page)


def _service_paths(names: tuple[str, ...]) -> list[str]:
    return [f"/desk/{locale}/{name}" for locale in locales() for name in names]


def _invalid(site: Path) -> list[str]:
    rules = site.parent / "htmlvalidate.json"
    rules.write_text(json.dumps({"extends": ["html-validate:recommended"], "rules": RULES}))
    command = [find_npx() or "npx", "--yes", PACKAGE, "--config", str(rules), "--formatter", "json"]
    done = subprocess.run([*command, f"{site}/**/*.html"], capture_output=True, text=True)
    return [
        f"{Path(result['filePath']).relative_to(site)}:{message['line']}: {message['message']}"
        for result in json.loads(done.stdout)
        for message in result["messages"]
    ]

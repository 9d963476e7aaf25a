"""axe-core's rules on a page as it stands: `accessibility_problems` returns what breaks them."""

from functools import cache
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

OPTIONS = {"resultTypes": ["violations"], "preload": False, "iframes": False}
COLOUR_RULES = ("color-contrast", "link-in-text-block")
"""What another colour scheme can change."""


def accessibility_problems(page: Page, *, rules: tuple[str, ...] = ()) -> list[str]:
    """Sentences that name rule, element and what is wrong; all of axe's rules count, or `rules`."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(_script())
    options = OPTIONS | ({"runOnly": list(rules)} if rules else {})
    found = page.evaluate("async (options) => (await axe.run(options)).violations", options)
    return [_sentence(page.url, rule, node) for rule in found for node in rule["nodes"]]


@cache
def _script() -> str:
    return str(Axe().axe_script)


def _sentence(url: str, rule: dict[str, Any], node: dict[str, Any]) -> str:
    summary = " ".join(node["failureSummary"].split())
    return f"{url}: {rule['id']}: {node['html'][:160]}: {summary}"

"""axe-core's rules on a page as it stands: `accessibility_problems` returns what breaks them."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

OPTIONS = {"resultTypes": ["violations"]}


def accessibility_problems(page: Page) -> list[str]:
    """Sentences that name rule, element and what is wrong; all of axe's rules count."""
    found = Axe().run(page, options=OPTIONS).response["violations"]
    return [_sentence(page.url, rule, node) for rule in found for node in rule["nodes"]]


def _sentence(url: str, rule: dict[str, Any], node: dict[str, Any]) -> str:
    summary = " ".join(node["failureSummary"].split())
    return f"{url}: {rule['id']}: {node['html'][:160]}: {summary}"

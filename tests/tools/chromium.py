"""Chromium for tests: every page it loads is inspected, and it talks to the tested server only."""

import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    Response,
    expect,
    sync_playwright,
)

from tests.tools.inspection import inspect_html
from tests.tools.missing import missing

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = [
    "--no-sandbox",  # tests run as root in containers
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost",
]
WAIT_MILLISECONDS = 30_000
expect.set_options(timeout=WAIT_MILLISECONDS)


def find_chromium() -> str | None:
    """The system's Chromium, else the one playwright installed."""
    if found := next(filter(None, map(shutil.which, NAMES)), None):
        return found
    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


@contextmanager
def run_chromium() -> Iterator[Browser]:
    """A headless browser until the block ends; skips or fails the test where none is installed."""
    path = find_chromium()
    if path is None:
        missing("Chromium", "install the package chromium, or run .venv/bin/playwright install")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


# Sends every loaded document to Python, also those a test only passes through.
REPORT_LOADED = """
if (window === window.top) addEventListener("load", () =>
    window.reportLoaded(document.URL, document.documentElement.outerHTML));
"""


@dataclass(slots=True, kw_only=True)
class PageOpener:
    """Call it with an address to get a Page; `problems` gathers what was wrong on any of them.

    `allow(text)` takes out of the gathered problems those that contain the text, for tests that
    provoke one (a server that is down, an answer 404).
    """

    browser: Browser
    problems: list[str] = field(default_factory=list)
    _allowed: list[str] = field(default_factory=list)
    _contexts: list[BrowserContext] = field(default_factory=list)
    _expected: set[str] = field(default_factory=set)  # pages whose status says what they say
    _policies: dict[str, str] = field(default_factory=dict)  # Content-Security-Policy per address

    def __call__(
        self,
        url: str,
        *,
        width: int = 1280,
        height: int = 900,
        javascript: bool = True,
        **options: Any,
    ) -> Page:
        """A page in a fresh profile; `options` are playwright's for a context (locale, ...)."""
        context = self.browser.new_context(
            viewport={"width": width, "height": height}, java_script_enabled=javascript, **options
        )
        self._contexts.append(context)
        context.set_default_timeout(WAIT_MILLISECONDS)
        self._watch(context, urlsplit(url).netloc)
        page = context.new_page()
        page.goto(url)
        self.check()
        return page

    def allow(self, text: str) -> None:
        self._allowed.append(text)

    def check(self) -> None:
        """Inspect the pages as they stand; an AssertionError lists every problem so far."""
        for page in [page for context in self._contexts for page in context.pages]:
            page.wait_for_load_state()  # half a page has half the problems, and others
            self._inspect(page.url, page.content())
        found = [p for p in self.problems if not any(text in p for text in self._allowed)]
        assert not found, "\n".join(dict.fromkeys(found))

    def close(self) -> None:
        for context in self._contexts:
            context.close()

    def _inspect(self, url: str, text: str) -> None:
        address, host = url.partition("#")[0], urlsplit(url).netloc
        if host:  # not about:blank, nor what the browser shows when nobody answers
            found = inspect_html(text, policy=self._policies.get(address, ""), own_hosts=[host])
            self.problems += [f"{url}: {problem}" for problem in found]

    def _watch(self, context: BrowserContext, host: str) -> None:
        def on_request(request: Request) -> None:
            parts = urlsplit(request.url)
            if parts.scheme in {"http", "https", "ws", "wss"} and parts.netloc != host:
                self.problems.append(f"a request to a third party: {request.url}")

        def on_response(response: Response) -> None:
            if response.request.resource_type == "document":
                policy = response.headers.get("content-security-policy", "")
                self._policies[response.url] = policy
            # Chromium reports these as errors; a form with mistakes is answered like this.
            kind = response.request.resource_type
            if (response.status == 404 and kind == "document") or response.status in {422, 429}:
                self._expected.add(response.url)

        def on_console(message: ConsoleMessage) -> None:
            if message.type in {"error", "warning"}:
                where = message.location.get("url", "")
                if message.text.startswith("Failed to load") and where in self._expected:
                    return
                self.problems.append(f"console {message.type}: {message.text} ({where})")

        context.on("request", on_request)
        context.on("response", on_response)
        context.on("console", on_console)
        context.on("weberror", lambda error: self.problems.append(f"script error: {error.error}"))
        context.expose_binding("reportLoaded", lambda _, url, text: self._inspect(url, text))
        context.add_init_script(REPORT_LOADED)


if __name__ == "__main__":
    sys.exit(find_chromium() is None)

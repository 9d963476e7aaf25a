"""A reader who loses the network, and what their browser has kept."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Page

from tests.tools.folder_server import Line

LATE, TRACK, RETURN = (
    "delivery/late-delivery/",
    "delivery/track-your-order/",
    "returns/how-to-return/",
)
REGISTER = "navigator.serviceWorker.register('/sw.js')"
CACHES = """async () => {
    const kept = {};
    for (const name of await caches.keys()) {
        const keys = await (await caches.open(name)).keys();
        kept[name] = keys.map((request) => new URL(request.url).pathname);
    }
    return kept;
}"""


@dataclass(slots=True, kw_only=True)
class Visit:
    """A reader's browser, and the server's folder and line."""

    page: Page
    url: str
    folder: Path
    line: Line = field(default_factory=Line)

    def read(self, path: str) -> None:
        self.page.goto(f"{self.url}/{path}")

    def lose_network(self) -> None:
        self.page.context.set_offline(True)

    def kept(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = self.page.evaluate(CACHES)
        return found

    def visited(self) -> list[str]:
        return next((paths for name, paths in self.kept().items() if "visited" in name), [])

    def wait_for(self, is_so: Callable[[], bool]) -> None:
        for _ in range(600):
            if is_so():
                return
            self.page.wait_for_timeout(50)
        raise AssertionError(self.kept())

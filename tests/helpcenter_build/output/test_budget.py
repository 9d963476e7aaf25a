"""What a first view costs before the reader touches anything, and what search costs after that, in
compressed bytes and requests."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from posixpath import dirname, join, normpath

import pytest

BYTES = 30_000
REQUESTS = 5
ARTICLE_BYTES = 15_000  # an article without tables or forms
SEARCHED_BYTES = 75_000  # an article, a search on it until answers stand in the box, all headers
HEADER_BYTES = 360  # of an answer on average, as the example for nginx sends it over HTTP/2
INDEX_BYTES = 40_000
ANSWERS = 5  # files, one for each of the best hits
ANSWER_BYTES = 1_000
LOCALES = {"en": "", "bg": "bg/", "ru": "ru/", "ar": "ar/"}
LINKED = re.compile(r'<link rel="(?:stylesheet|icon)" href="([^"]+)"')
SCRIPT = re.compile(r'<script\b[^>]* src="([^"]+)"')
MODULE = re.compile(r'<\w+\b(?![^>]* data-wake="(?:touch|wish)")[^>]* data-module="([^"]+)"')
IMPORTED = re.compile(r'^import\b[^;]*?from ?"([^"]+)"', re.MULTILINE)
SEARCH_ASSETS = (
    "modules/search.js",
    "search.css",
    "search-worker.js",
    "search/engine.js",
)
# The one searches by itself, the other comes from the device.
APART = {"404.html", "offline.html"}
# One of every kind of page, so that a page that goes missing does not make the budget easy.
KINDS = (
    "",
    "delivery/",
    "faq/",
    "contact/contact-us/",
    "contact/live-chat/",
    "delivery/delivery-times/",
    "delivery/track-your-order/",
    "legal/terms/",
    "legal/terms/history/",
    "legal/withdrawal-form/",
    "problems/website-problem/",
    "returns/how-to-return/",
    "safety/cookies/",
)


@dataclass(frozen=True, kw_only=True)
class View:
    """The files a browser fetches for a page by itself, with their compressed sizes."""

    sizes: dict[str, int]

    @property
    def bytes(self) -> int:
        return sum(self.sizes.values())


@cache
def compressed(path: Path) -> int:
    """As servers send it over HTTPS: what the build found too small to pack goes as it is."""
    packed = path.with_name(f"{path.name}.br")
    return (packed if packed.exists() else path).stat().st_size


def view_of(site: Path, page: Path) -> View:
    """Page, styles, scripts and icon, and the modules that start without being touched."""
    text = page.read_text()
    linked, scripts = LINKED.findall(text), SCRIPT.findall(text)
    (start,) = (src for src in scripts if src.endswith("/hc.js"))
    modules = {start.replace("hc.js", f"modules/{name}.js") for name in MODULE.findall(text)}
    names = {*linked, *scripts, *modules, *(i for m in modules for i in _imports(site, m))}
    files = [site / name.lstrip("/") for name in sorted(names)]
    return View(sizes={str(file.relative_to(site)): compressed(file) for file in [page, *files]})


def _imports(site: Path, module: str) -> Iterator[str]:
    for name in IMPORTED.findall((site / module.lstrip("/")).read_text()):
        yield normpath(join(dirname(module), name))


def _pages(site: Path) -> Iterator[Path]:
    for path in site.rglob("*.html"):
        if path.name not in APART and 'http-equiv="refresh"' not in path.read_text():
            yield path


def test_no_page_is_beyond_the_budget(built_site: Path) -> None:
    views = {path.relative_to(built_site): view_of(built_site, path) for path in _pages(built_site)}
    for folder in LOCALES.values():
        assert {Path(folder, kind, "index.html") for kind in KINDS} <= set(views)
    assert len(views) > 300
    large = {str(path): view for path, view in views.items() if view.bytes > BYTES}
    assert not large
    many = {str(path): view for path, view in views.items() if len(view.sizes) > REQUESTS}
    assert not many


@pytest.mark.parametrize("locale", list(LOCALES))
def test_an_article_is_far_below_it(built_site: Path, locale: str) -> None:
    view = view_of(built_site, built_site / LOCALES[locale] / "delivery/delivery-times/index.html")
    assert len(view.sizes) < REQUESTS, view
    assert view.bytes <= ARTICLE_BYTES, view


def search_of(site: Path, home: str) -> tuple[dict[str, int], dict[str, int]]:
    """Compressed sizes of what a first query loads: script and index; answers of middle size."""
    (assets,) = {path.parent for path in site.glob("assets/*/hc.js")}
    index = site / home / "search"
    loaded = [
        *(assets / name for name in SEARCH_ASSETS),
        *(index / name for name in ("box.json", "index.json")),
        *index.glob("words.*.json"),
    ]
    details = sorted(index.glob("details-*.json"), key=compressed)
    assert compressed(details[-1]) <= ANSWER_BYTES
    answers = details[len(details) // 2 :][:ANSWERS]
    sizes = {path.name: compressed(path) for path in [*loaded, *answers]}
    return {p.name: sizes[p.name] for p in loaded}, {p.name: sizes[p.name] for p in answers}


@pytest.mark.parametrize("locale", list(LOCALES))
def test_an_article_with_the_search_in_use_is_within_its_budget(
    built_site: Path, locale: str
) -> None:
    home = LOCALES[locale]
    view = view_of(built_site, built_site / home / "delivery/delivery-times/index.html")
    loaded, answers = search_of(built_site, home)
    index = sum(size for name, size in loaded.items() if name.startswith(("index", "words")))
    assert index <= INDEX_BYTES, loaded
    whole = view.sizes | loaded | answers
    assert sum(whole.values()) + len(whole) * HEADER_BYTES <= SEARCHED_BYTES, whole

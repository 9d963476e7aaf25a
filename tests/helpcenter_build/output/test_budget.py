"""What a first view costs before the reader touches anything, and what search costs after that, in
compressed bytes and requests."""

import gzip
import re
from dataclasses import dataclass
from pathlib import Path

import pytest

BYTES = 30_000
REQUESTS = 5
INDEX_BYTES = 40_000
ANSWERS_BYTES = 20_000
LOCALES = {"en": "", "bg": "bg/", "ru": "ru/", "ar": "ar/"}
LINKED = re.compile(r'<link rel="(?:stylesheet|icon)" href="([^"]+)"')
SCRIPT = re.compile(r'<script\b[^>]* src="([^"]+)"')
MODULE = re.compile(r'<\w+\b(?![^>]* data-wake)[^>]* data-module="([^"]+)"')
PAGES = (
    "",
    "faq/",
    "contact/contact-us/",
    "delivery/delivery-times/",
    "delivery/track-your-order/",
    "returns/returns-policy/",
    "legal/terms/",
)


@dataclass(frozen=True, kw_only=True)
class View:
    """The files a browser fetches for a page by itself, with their compressed sizes."""

    sizes: dict[str, int]

    @property
    def bytes(self) -> int:
        return sum(self.sizes.values())


def compressed(path: Path) -> int:
    packed = path.with_name(f"{path.name}.gz")
    return len(packed.read_bytes() if packed.exists() else gzip.compress(path.read_bytes(), 9))


def view_of(site: Path, page: str) -> View:
    """Page, styles, scripts and icon, and the modules that start without being touched."""
    path = site / page / "index.html"
    text = path.read_text()
    linked, scripts = LINKED.findall(text), SCRIPT.findall(text)
    (start,) = (src for src in scripts if src.endswith("/hc.js"))
    modules = {start.replace("hc.js", f"modules/{name}.js") for name in MODULE.findall(text)}
    files = [site / str(name).lstrip("/") for name in (*linked, *scripts, *modules)]
    return View(sizes={file.name: compressed(file) for file in [path, *files]})


@pytest.mark.parametrize("locale", list(LOCALES))
@pytest.mark.parametrize("page", PAGES)
def test_a_first_view_is_small(built_site: Path, page: str, locale: str) -> None:
    view = view_of(built_site, LOCALES[locale] + page)
    assert view.bytes <= BYTES, view


@pytest.mark.parametrize("locale", list(LOCALES))
def test_an_article_needs_few_requests(built_site: Path, locale: str) -> None:
    view = view_of(built_site, f"{LOCALES[locale]}delivery/delivery-times/")
    assert len(view.sizes) <= REQUESTS, view
    assert view.bytes <= BYTES / 2, view


def test_no_article_is_beyond_the_budget(built_site: Path) -> None:
    articles = [path.parent for path in built_site.rglob("index.md")]
    assert len(articles) > 250
    views = {p: view_of(built_site, p.relative_to(built_site).as_posix()) for p in articles}
    large = {str(p): view for p, view in views.items() if view.bytes > BYTES}
    assert not large


@pytest.mark.parametrize("locale", list(LOCALES))
def test_the_search_index_is_small(built_site: Path, locale: str) -> None:
    """What ranks and names the hits comes first, their answers and headings after them."""
    folder = built_site / LOCALES[locale] / "search"
    sizes = {path.name: compressed(path) for path in folder.glob("*.json")}
    answers = {name: size for name, size in sizes.items() if name.startswith("details")}
    index = {name: size for name, size in sizes.items() if name.startswith(("index", "words"))}
    assert len(index) == 2
    assert sum(index.values()) <= INDEX_BYTES, index
    assert 0 < sum(answers.values()) <= ANSWERS_BYTES, answers

"""Every page of a built site: what a reader, a crawler and a strict browser are promised."""

import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin, urlsplit
from xml.etree import ElementTree as ET

import brotli
import pytest
from bs4 import BeautifulSoup

from helpcenter_build.pages import csp
from tests.helpcenter_build.shops import small_shop
from tests.tools.inspection import inspect_html

ROOT = "https://help.acorn.example/"
LOCALES = ("en", "bg", "ru", "ar")
FIRST_VIEW_BYTES = 30_000
FIRST_VIEW_REQUESTS = 5
XHTML = "{http://www.w3.org/1999/xhtml}link"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def pages_of(site: Path) -> Iterator[tuple[str, Path]]:
    """Path of the page on the site, and its file; redirects are pages of another kind."""
    for path in sorted(site.rglob("*.html")):
        if 'http-equiv="refresh"' not in path.read_text(encoding="utf-8"):
            yield "/" + path.relative_to(site).as_posix().removesuffix("index.html"), path


def soup_of(path: Path) -> BeautifulSoup:
    return BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")


def locale_of_page(address: str) -> str:
    first = address.split("/")[1]
    return first if first in LOCALES else "en"


def test_every_page_passes_inspection(small_site: Path) -> None:
    problems = [
        f"{address}: {problem}"
        for address, path in pages_of(small_site)
        for problem in inspect_html(path.read_text(encoding="utf-8"))
    ]
    assert not problems, "\n".join(problems)


def test_every_page_says_its_language_on_html(small_site: Path) -> None:
    for address, path in pages_of(small_site):
        html = soup_of(path).html
        assert html is not None
        locale = locale_of_page(address)
        expected = (locale, "rtl" if locale == "ar" else "ltr")
        assert (html["lang"], html["dir"]) == expected, address


def test_every_page_carries_the_strict_policy(small_site: Path) -> None:
    assert "unsafe" not in csp.META_POLICY
    for address, path in pages_of(small_site):
        policy = soup_of(path).find("meta", attrs={"http-equiv": "Content-Security-Policy"})
        assert policy is not None, address
        assert policy["content"] == csp.META_POLICY, address
    assert csp.HEADER_POLICY in (small_site / "csp.txt").read_text()


def test_every_link_inside_the_site_leads_somewhere(small_site: Path) -> None:
    ids: dict[str, set[str]] = {}
    for address, path in pages_of(small_site):
        ids[address] = {str(tag["id"]) for tag in soup_of(path).find_all(id=True)}
    for address, path in pages_of(small_site):
        for tag in soup_of(path).select("a[href], link[href], script[src], img[src]"):
            target = urljoin(address, str(tag.get("href", tag.get("src"))))
            parts = urlsplit(target)
            if parts.scheme or parts.netloc or parts.path.startswith("/desk/"):
                continue
            found = small_site / parts.path.lstrip("/")
            found = found / "index.html" if parts.path.endswith("/") else found
            assert found.is_file(), (address, target)
            if parts.fragment:
                assert parts.fragment in ids[parts.path], (address, target)


def test_translations_name_each_other_absolutely(small_site: Path) -> None:
    page = soup_of(small_site / "ar/delivery/track-your-order/index.html")
    alternates = {str(t["hreflang"]): str(t["href"]) for t in page.select("link[hreflang]")}
    article = "delivery/track-your-order/"
    assert alternates == {
        "en": ROOT + article,
        "bg": f"{ROOT}bg/{article}",
        "ru": f"{ROOT}ru/{article}",
        "ar": f"{ROOT}ar/{article}",
        "x-default": ROOT + article,
    }
    switcher = [str(a["href"]) for a in page.select(".hc-menu a[hreflang]")]
    assert switcher == [f"/{tag}{article}" for tag in ("", "bg/", "ru/", "ar/")]


def test_the_sitemap_lists_every_page_once_with_its_alternates(small_site: Path) -> None:
    tree = ET.parse(small_site / "sitemap.xml")
    addresses = [str(entry.findtext(f"{SITEMAP}loc")) for entry in tree.iter(f"{SITEMAP}url")]
    assert len(addresses) == len(set(addresses))
    expected = {
        ROOT.rstrip("/") + address
        for address, path in pages_of(small_site)
        if not address.endswith(("404.html", "/history/"))
        and soup_of(path).select_one("[name=robots]") is None
    }
    assert expected == set(addresses)
    first = next(tree.iter(f"{SITEMAP}url"))
    assert [link.get("hreflang") for link in first.iter(XHTML)] == [*LOCALES, "x-default"]
    assert f"Sitemap: {ROOT}sitemap.xml" in (small_site / "robots.txt").read_text()


@pytest.mark.parametrize("locale", LOCALES)
def test_a_lost_reader_gets_the_own_languages_page(small_site: Path, locale: str) -> None:
    page = soup_of(small_site / ("404.html" if locale == "en" else f"{locale}/404.html"))
    assert page.html is not None
    assert page.html["lang"] == locale
    assert page.select_one("form[role=search]") is not None


def test_text_files_lie_compressed_beside_themselves(small_site: Path) -> None:
    for name in ("index.html", "ar/delivery/track-your-order/index.html", "sitemap.xml"):
        plain = small_site / name
        assert gzip.decompress(Path(f"{plain}.gz").read_bytes()) == plain.read_bytes()
        assert brotli.decompress(Path(f"{plain}.br").read_bytes()) == plain.read_bytes()


def test_no_page_asks_another_host_for_anything(small_site: Path) -> None:
    for path in small_site.rglob("*.css"):
        assert "url(" not in path.read_text(), path
        assert "@import" not in path.read_text(), path
    for path in (small_site / "assets").rglob("modules/**/*.js"):
        assert not re.search(r"fetch\(\s*[\"'`]https?:", path.read_text()), path


def first_view(site: Path, page: str) -> tuple[int, int]:
    """Requests and compressed bytes before the reader touches anything."""
    soup = soup_of(site / page)
    tags = soup.select("link[rel=stylesheet], link[rel=icon], script[src], img[src]")
    names = [str(tag.get("href") or tag.get("src")).lstrip("/") for tag in tags]
    files = [site / page, *(site / name for name in names)]
    return len(files), sum(len(gzip.compress(file.read_bytes(), 9)) for file in files)


@pytest.mark.parametrize("locale", ["", "bg/", "ru/", "ar/"])
def test_an_article_is_light(small_site: Path, locale: str) -> None:
    requests, size = first_view(small_site, f"{locale}returns/how-to-return/index.html")
    assert requests <= FIRST_VIEW_REQUESTS
    assert size <= FIRST_VIEW_BYTES


def test_structured_data_parses_and_names_the_page(small_site: Path) -> None:
    page = soup_of(small_site / "returns/how-to-return/index.html")
    records = [json.loads(str(t.string)) for t in page.select("[type='application/ld+json']")]
    crumbs = next(r for r in records if r["@type"] == "BreadcrumbList")["itemListElement"]
    assert [crumb["position"] for crumb in crumbs] == [1, 2, 3]
    assert crumbs[-1]["item"] == f"{ROOT}returns/how-to-return/"


def test_the_question_page_answers_with_the_facts_filled_in(small_site: Path) -> None:
    text = (small_site / "faq/index.html").read_text()
    hours = small_shop().delivery.tracking_silent_hours
    assert f"{hours} hours" in text
    assert "{{" not in text


def test_styles_are_in_the_shops_colours(small_site: Path) -> None:
    (sheet,) = small_site.glob("assets/*/main.css")
    text = sheet.read_text()
    assert small_shop().identity.colours.primary in text
    assert "--shop-" not in text
    # Right-to-left pages come for free as long as no rule names a side.
    assert not re.search(
        r"(?<![-\w])(margin|padding|border|inset)-(left|right)\b|[;{](left|right):", text
    )

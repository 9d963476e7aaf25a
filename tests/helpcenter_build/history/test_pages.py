"""The pages of a policy's history, in the built site and in a browser."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from tests.tools.chromium import PageOpener
from tests.tools.folder_server import serve_folder
from tests.tools.inspection import inspect_html
from tests.tools.once import make_once
from tests.tools.small_site import build_small, replaced

POLICY = "legal/withdrawal-form"
LOCALES = {"en": "", "bg": "bg/", "ru": "ru/", "ar": "ar/"}
OLD = "2026-01-01"


def _untranslate(content: Path) -> None:
    (content / "history/ar" / POLICY / f"{OLD}.md").unlink()
    replaced(content / "shop.yml", "legal_name: Acorn", "legal_name: Oak")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = make_once(
        tmp_path_factory, "history-site", lambda folder: build_small(folder, _untranslate)
    )
    return folder / "site"


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    with serve_folder(site) as url:
        yield url


def page(site: Path, locale: str, name: str) -> BeautifulSoup:
    path = site / LOCALES[locale] / POLICY / name / "index.html"
    return BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")


def text(soup: BeautifulSoup, selector: str) -> str:
    found = soup.select_one(selector)
    assert found is not None, selector
    return " ".join(found.get_text().split())


@pytest.mark.parametrize("locale", list(LOCALES))
def test_every_version_has_a_page_in_every_language(site: Path, locale: str) -> None:
    for name in ("history", f"history/{OLD}", "history/2026-06-19"):
        path = site / LOCALES[locale] / POLICY / name / "index.html"
        assert inspect_html(path.read_text(encoding="utf-8")) == []


def test_the_current_page_says_since_when_and_leads_to_the_others(site: Path) -> None:
    said = text(page(site, "en", ""), ".hc-article__date")
    assert said == "Valid from 19 June 2026 · Earlier versions and what changed"
    assert page(site, "bg", "").select_one(f'a[href="/bg/{POLICY}/history/"]')


def test_an_old_version_says_when_it_applied_and_where_the_current_text_is(site: Path) -> None:
    soup = page(site, "en", f"history/{OLD}")
    notice = text(soup, ".hc-notice")
    assert "applied from 1 January 2026 until 18 June 2026" in notice
    assert soup.select_one(f'.hc-notice a[href="/{POLICY}/"]')
    assert text(soup, ".hc-prose") == "Write to 1 Oak Street, 4000 Plovdiv."


@pytest.mark.parametrize("name", [f"history/{OLD}", "history/2026-06-19"])
def test_versions_are_not_for_search_engines(site: Path, name: str) -> None:
    soup = page(site, "en", name)
    assert soup.select_one('meta[name="robots"][content="noindex"]')
    assert not soup.select('link[rel="canonical"], link[hreflang]')


def test_versions_are_in_no_search_list_or_sitemap(site: Path) -> None:
    assert "/history" not in (site / "sitemap.xml").read_text(encoding="utf-8")
    bundle = site.parent / "bundle" / "en" / "articles.json"
    assert "history" not in bundle.read_text(encoding="utf-8")
    found = [p for p in (site / "search").rglob("*.json") if b"4000 Plovdiv." in p.read_bytes()]
    assert found == []


def test_the_list_names_versions_newest_first_with_what_changed(site: Path) -> None:
    soup = page(site, "bg", "history")
    titles = [" ".join(t.get_text().split()) for t in soup.select(".hc-version__title")]
    assert [re.findall(r"\d{4}", title) for title in titles] == [["2026"], ["2026", "2026"]]
    assert "Можете да се откажете онлайн." in text(soup, ".hc-version")
    labels = {label.get_text() for label in soup.select(".hc-change__label")}
    assert len(labels) >= 2, "a change is named in words, not by colour alone"
    assert soup.select(".hc-change ins")
    assert soup.select(".hc-change del")


def test_a_version_that_was_not_translated_is_shown_in_its_own_language(site: Path) -> None:
    article = page(site, "ar", f"history/{OLD}").select_one("article")
    assert article is not None
    assert (article["lang"], article["dir"]) == ("en", "ltr")
    assert page(site, "ar", "history").select_one(".hc-change") is None


@pytest.mark.parametrize(
    ("day", "version"),
    [("2026-03-05", OLD), (OLD, OLD), ("2026-06-18", OLD), ("2026-06-19", "2026-06-19")],
)
def test_a_date_leads_to_the_version_of_that_day(
    address: str, open_page: PageOpener, day: str, version: str
) -> None:
    tab = open_page(f"{address}/ar/{POLICY}/history/")
    tab.fill("#hc-day", day)
    tab.click(".hc-history button")
    tab.wait_for_url(f"{address}/ar/{POLICY}/history/{version}/")


def test_a_date_before_the_first_version_is_answered(address: str, open_page: PageOpener) -> None:
    tab = open_page(f"{address}/{POLICY}/history/")
    tab.fill("#hc-day", "2025-12-31")
    tab.click(".hc-history button")
    tab.wait_for_selector(".hc-history__answer:not(:empty)")
    assert "the oldest one is valid from 1 January 2026" in tab.inner_text(".hc-history__answer")

"""What readers of a locale get where their language has no text, or an old one."""

import json
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from tests.tools.once import make_once
from tests.tools.small_site import build_small, replaced

MISSING = "delivery/late-delivery"
OLD = "returns/how-to-return"
BINDING = "legal/terms"
LATER = "  - {date: 2026-11-19, significance: %s, note: Said more clearly}\n"


def _leave_behind(content: Path) -> None:
    """Arabic lacks one article; the source of two others has moved on."""
    (content / "ar" / f"{MISSING}.md").unlink()
    for article, significance in ((OLD, "clarified"), (BINDING, "terms")):
        source = content / "en" / f"{article}.md"
        replaced(source, "changes:\n", "changes:\n" + LATER % significance)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    def make(folder: Path) -> None:
        build_small(folder, _leave_behind)

    return make_once(tmp_path_factory, "behind-site", make) / "site"


def _soup(path: Path) -> BeautifulSoup:
    return BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")


def test_the_source_stands_in_under_a_notice_in_the_readers_language(site: Path) -> None:
    page = _soup(site / "ar" / MISSING / "index.html")
    assert page.html is not None
    assert (page.html["lang"], page.html["dir"]) == ("ar", "rtl")
    article = page.find("article")
    assert article is not None
    assert (article["lang"], article["dir"]) == ("en", "ltr")
    notice = page.select_one(".hc-notice:not([data-incident])")
    assert notice is not None
    assert "English" in notice.text
    assert not notice.find_parent(lang="en")


def test_a_stand_in_is_no_page_of_its_own_for_search_engines(site: Path) -> None:
    page = _soup(site / "ar" / MISSING / "index.html")
    canonical = page.select_one("link[rel=canonical]")
    assert canonical is not None
    assert canonical["href"] == f"https://help.acorn.example/{MISSING}/"
    assert page.select_one("meta[name=robots][content*=noindex]") is not None
    assert page.select("link[hreflang]") == []
    sitemap = (site / "sitemap.xml").read_text()
    assert f"/ar/{MISSING}/" not in sitemap
    assert f"/bg/{MISSING}/" in sitemap


def test_translations_do_not_offer_the_stand_in(site: Path) -> None:
    page = _soup(site / "bg" / MISSING / "index.html")
    tags = [str(tag["hreflang"]) for tag in page.select("link[hreflang]")]
    assert tags == ["en", "bg", "ru", "x-default"]


def test_a_stand_in_is_not_searched_but_linked_in_its_own_language(site: Path) -> None:
    index = (site / "ar/search/index.json").read_text()
    words = json.loads(index)["words"]
    assert f'"{MISSING}"' not in (site / "ar/search" / words).read_text()
    assert f'"{OLD}"' in (site / "ar/search" / words).read_text()
    link = _soup(site / "ar/delivery/index.html").select_one(f"a[href='/ar/{MISSING}/']")
    assert link is not None
    assert (link["lang"], link["hreflang"]) == ("en", "en")


def test_the_bundle_says_which_articles_are_stand_ins(site: Path) -> None:
    articles = json.loads((site.parent / "bundle/ar/articles.json").read_text())
    assert [a["id"] for a in articles if a["fallback"]] == [MISSING]


def test_an_older_translation_says_that_a_newer_version_exists(site: Path) -> None:
    notice = _soup(site / "bg" / OLD / "index.html").select_one(".hc-notice:not([data-incident])")
    assert notice is not None
    link = notice.find("a")
    assert link is not None
    assert (link["href"], link["lang"]) == (f"/{OLD}/", "en")
    assert "hc-notice--strong" not in notice["class"]


def test_changed_terms_lead_to_the_binding_text(site: Path) -> None:
    page = _soup(site / "ru" / BINDING / "index.html")
    link = page.select_one(".hc-notice--strong:not([data-incident]) a")
    assert link is not None
    assert link["href"] == f"/{BINDING}/"


def test_the_source_itself_carries_no_notice(site: Path) -> None:
    assert _soup(site / OLD / "index.html").select(".hc-notice:not([data-incident])") == []

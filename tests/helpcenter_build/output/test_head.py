"""What pages tell machines in their heads."""

from pathlib import Path
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup
from PIL import Image

from helpcenter_build.pages.head import as_script
from tests.tools.structured_data import problems_with, records_of

HOST = "https://help.acorn.example"
LOCALES = {"en": "", "bg": "bg/", "ru": "ru/", "ar": "ar/"}
FORMATS = {"en": "en_GB", "bg": "bg_BG", "ru": "ru_RU", "ar": "ar_AE"}


def read(site: Path, address: str) -> str:
    return (site / address / "index.html").read_text(encoding="utf-8")


def metas(page: str) -> dict[str, str]:
    tags = BeautifulSoup(page, "html.parser").select("meta[property], meta[name]")
    return {str(tag.get("property") or tag["name"]): str(tag["content"]) for tag in tags}


def links(page: str, rel: str) -> dict[str, str]:
    """Addresses of the head's links by type, or by language."""
    tags = BeautifulSoup(page, "html.parser").select(f"head link[rel={rel}]")
    return {str(tag.get("type") or tag.get("hreflang") or rel): str(tag["href"]) for tag in tags}


def test_structured_data_is_valid_on_every_page(small_site: Path) -> None:
    kinds = set()
    for path in small_site.rglob("*.html"):
        for record in records_of(path.read_text(encoding="utf-8")):
            assert problems_with(record) == [], path
            kinds.add(record["@type"])
    assert kinds == {"BreadcrumbList", "FAQPage", "Organization"}


@pytest.mark.parametrize("locale", list(LOCALES))
def test_breadcrumbs_lead_from_home_to_the_page(small_site: Path, locale: str) -> None:
    folder = LOCALES[locale]
    page = read(small_site, f"{folder}delivery/late-delivery")
    (crumbs,) = (r for r in records_of(page) if r["@type"] == "BreadcrumbList")
    steps = [step["item"] for step in crumbs["itemListElement"]]
    ends = ("", "delivery/", "delivery/late-delivery/")
    assert steps == [f"{HOST}/{folder}{end}" for end in ends]
    assert [step["position"] for step in crumbs["itemListElement"]] == [1, 2, 3]


@pytest.mark.parametrize("locale", list(LOCALES))
def test_an_articles_question_is_on_the_article_and_among_all_questions(
    small_site: Path, locale: str
) -> None:
    def questions(page: str) -> list[tuple[str, str]]:
        pages = [r for r in records_of(page) if r["@type"] == "FAQPage"]
        return [(q["name"], q["acceptedAnswer"]["text"]) for p in pages for q in p["mainEntity"]]

    folder = LOCALES[locale]
    (own,) = questions(read(small_site, f"{folder}delivery/track-your-order"))
    assert own in questions(read(small_site, f"{folder}faq"))
    assert len(questions(read(small_site, f"{folder}faq"))) > 1
    assert questions(read(small_site, folder)) == []
    assert questions(read(small_site, f"{folder}delivery")) == []


def test_the_home_page_names_every_way_to_somebody_with_its_hours(small_site: Path) -> None:
    (shop,) = (r for r in records_of(read(small_site, "")) if r["@type"] == "Organization")
    ways = {
        key: p for p in shop["contactPoint"] for key in ("telephone", "email", "url") if key in p
    }
    assert ways["telephone"]["telephone"] == "+35932000100"
    for day in ways["telephone"]["hoursAvailable"]:
        assert day["opens"] < day["closes"]


@pytest.mark.parametrize("locale", list(LOCALES))
@pytest.mark.parametrize("page", ["", "delivery/", "delivery/track-your-order/", "faq/"])
def test_a_link_to_a_page_shows_its_words_and_a_picture(
    small_site: Path, locale: str, page: str
) -> None:
    html = read(small_site, LOCALES[locale] + page)
    told = metas(html)
    assert BeautifulSoup(html, "html.parser").h1.text.strip() == told["og:title"]
    assert told["og:description"] == told["description"]
    assert told["og:url"] == links(html, "canonical")["canonical"]
    assert told["og:url"] == f"{HOST}/{LOCALES[locale]}{page}"
    assert told["og:locale"] == FORMATS[locale]
    assert told["og:image"].startswith(f"{HOST}/{LOCALES[locale]}pictures/")
    assert told["og:image:alt"]
    assert told["twitter:card"] == "summary_large_image"
    path = small_site / urlsplit(told["og:image"]).path.lstrip("/")
    with Image.open(path) as picture:
        assert (picture.format, picture.size) == ("PNG", (1200, 630))
    assert path.stat().st_size < 40_000


def test_pages_that_are_not_for_search_engines_say_nothing(small_site: Path) -> None:
    page = (small_site / "404.html").read_text(encoding="utf-8")
    assert records_of(page) == []
    assert "og:image" not in metas(page)


@pytest.mark.parametrize("locale", list(LOCALES))
def test_policies_name_their_feed_and_articles_their_copy(small_site: Path, locale: str) -> None:
    folder = LOCALES[locale]
    terms = links(read(small_site, f"{folder}legal/terms"), "alternate")
    assert terms["application/atom+xml"] == f"/{folder}changes.xml"
    assert terms["text/markdown"] == f"/{folder}legal/terms/index.md"
    late = links(read(small_site, f"{folder}delivery/late-delivery"), "alternate")
    assert "application/atom+xml" not in late
    assert "text/markdown" not in links(read(small_site, folder), "alternate")


def test_nothing_in_a_record_ends_its_script() -> None:
    script = as_script({"name": "</script><script>& Въпрос"})
    assert "<" not in script
    assert "&" not in script
    assert "Въпрос" in script

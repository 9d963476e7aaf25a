"""The private bundle: what is written is what the service reads."""

import json
from pathlib import Path

import pytest

from helpcenter_build.bundle import (
    HOLES,
    BundleUnreadableError,
    hole,
    read_articles,
    read_release,
    read_shell,
)
from helpcenter_build.facts import load_shop
from helpcenter_build.search import open_index
from tests.helpcenter_build.facts.plain_records import differences
from tests.helpcenter_build.shops import small_shop

LOCALES = ("en", "bg", "ru", "ar")


@pytest.fixture
def bundle(small_site: Path) -> Path:
    return small_site.parent / "bundle"


def test_the_release_names_what_is_there(bundle: Path) -> None:
    release = read_release(bundle)
    assert release.locales == LOCALES
    assert release.built_at.tzinfo is not None
    assert len(release.release) == 16


def test_the_facts_come_back_as_they_were(bundle: Path) -> None:
    assert differences(small_shop(), load_shop(bundle / "facts.json")) == []


@pytest.mark.parametrize("locale", LOCALES)
def test_every_article_is_listed_with_its_page(bundle: Path, small_site: Path, locale: str) -> None:
    articles = read_articles(bundle, locale)
    assert {article.id for article in articles} >= {"delivery/track-your-order", "legal/terms"}
    for article in articles:
        assert (small_site / article.url.lstrip("/") / "index.html").is_file()
        assert article.section_title
        assert "{{" not in article.answer
        assert "<" not in article.answer


@pytest.mark.parametrize("locale", LOCALES)
def test_the_index_finds_articles(bundle: Path, locale: str) -> None:
    titles = {article.id: article.title for article in read_articles(bundle, locale)}
    article = "delivery/track-your-order"
    found = open_index(bundle / locale / "search").search(titles[article])
    assert found.hits[0].id == article


@pytest.mark.parametrize("locale", LOCALES)
def test_the_shell_has_each_hole_once_and_leads_from_the_root(bundle: Path, locale: str) -> None:
    shell = read_shell(bundle, locale)
    for name in HOLES:
        assert shell.count(hole(name)) == 1, name
    assert f"<title>{hole('title')}</title>" in shell
    assert f'<html lang="{locale}"' in shell
    assert 'href="../' not in shell
    assert "noindex" in shell


def test_an_unknown_hole_is_a_mistake_of_ours() -> None:
    with pytest.raises(ValueError, match="no hole footer"):
        hole("footer")


@pytest.mark.parametrize("content", [None, "{", json.dumps({"format": 0})])
def test_an_unreadable_bundle_says_what_to_do(tmp_path: Path, content: str | None) -> None:
    if content is not None:
        (tmp_path / "release.json").write_text(content)
    with pytest.raises(BundleUnreadableError, match="helpcenter build"):
        read_release(tmp_path)

"""What belongs to the site as a whole, and how it takes the old one's place."""

import datetime as dt
import gzip
import os
import sys
import threading
from pathlib import Path
from xml.etree import ElementTree as ET

import brotli
import pytest

from helpcenter_build.building import swapping
from helpcenter_build.building.build import SiteBuild, open_project
from helpcenter_build.building.compress import AT_LEAST, compress_files
from helpcenter_build.building.publish import join_sites, sitemap
from helpcenter_build.building.swapping import swap
from helpcenter_build.content.texts import passages_of, plain_text
from helpcenter_build.pages.addresses import Addresses
from helpcenter_build.pages.assets import minify
from helpcenter_build.pages.locale_pages import Listed, page_of
from tests.tools.small_site import copy_small

XHTML = "{http://www.w3.org/1999/xhtml}link"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


@pytest.mark.parametrize(
    ("root", "locale", "page", "path"),
    [
        ("https://help.shop.example/", "en", "", "/"),
        ("https://help.shop.example", "en", "faq", "/faq/"),
        ("https://help.shop.example/", "ar", "delivery/late", "/ar/delivery/late/"),
        ("https://shop.example/help/", "ar", "", "/help/ar/"),
    ],
)
def test_the_first_locale_answers_at_the_root(root: str, locale: str, page: str, path: str) -> None:
    root = root if root.endswith("/") else f"{root}/"
    addresses = Addresses(root=root, first_locale="en")
    assert addresses.path(locale, page) == path
    assert addresses.absolute(locale, page).endswith(path)
    assert addresses.desk(locale, "contact") == f"{addresses.base}desk/{locale}/contact"


@pytest.mark.parametrize(
    ("uri", "page"),
    [
        ("index.md", ""),
        ("faq.md", "faq"),
        ("delivery/index.md", "delivery"),
        ("delivery/late.md", "delivery/late"),
    ],
)
def test_a_file_is_known_by_its_page(uri: str, page: str) -> None:
    assert page_of(uri) == page


def test_the_sitemap_names_real_translations_only() -> None:
    listed = {
        "en": [Listed(page="a/b", changed=dt.date(2026, 1, 2)), Listed(page="a/c", changed=None)],
        "ar": [Listed(page="a/b", changed=None)],
    }
    addresses = Addresses(root="https://help.shop.example/", first_locale="en")
    tree = ET.fromstring(sitemap(addresses, listed))
    rows = {
        str(entry.findtext(f"{SITEMAP}loc")): [link.get("hreflang") for link in entry.iter(XHTML)]
        for entry in tree
    }
    assert rows == {
        "https://help.shop.example/a/b/": ["en", "ar", "x-default"],
        "https://help.shop.example/a/c/": ["en", "x-default"],
        "https://help.shop.example/ar/a/b/": ["en", "ar", "x-default"],
    }
    assert "<lastmod>2026-01-02</lastmod>" in sitemap(addresses, listed)


def test_locales_move_below_the_first(tmp_path: Path) -> None:
    for name in ("en", "ar"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "index.html").write_text(name)
    site = join_sites({"en": tmp_path / "en", "ar": tmp_path / "ar"})
    assert (site / "index.html").read_text() == "en"
    assert (site / "ar/index.html").read_text() == "ar"


@pytest.mark.parametrize("exists", [True, False])
@pytest.mark.parametrize("can_exchange", [True, False])
def test_a_folder_takes_the_place_of_the_old_one_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, can_exchange: bool, exists: bool
) -> None:
    if not can_exchange:
        monkeypatch.setattr(swapping.sys, "platform", "another system")
    new, old = tmp_path / "stage" / "site", tmp_path / "site"
    new.mkdir(parents=True)
    (new / "new.html").touch()
    if exists:
        old.mkdir()
        (old / "old.html").touch()
    swap(new, old)
    assert [path.name for path in old.iterdir()] == ["new.html"]
    assert list(new.parent.iterdir()) == []


@pytest.mark.skipif(sys.platform != "linux", reason="other systems need two steps")
def test_readers_never_meet_a_missing_page(tmp_path: Path) -> None:
    site, misses, is_over = tmp_path / "site", [], threading.Event()
    site.mkdir()
    (site / "index.html").touch()

    def read() -> None:
        while not is_over.is_set():
            if not (site / "index.html").exists():
                misses.append(1)

    reader = threading.Thread(target=read)
    reader.start()
    for number in range(200):
        new = tmp_path / f"new-{number}"
        new.mkdir()
        (new / "index.html").touch()
        swap(new, site)
    is_over.set()
    reader.join()
    assert misses == []


def test_only_text_worth_it_is_compressed(tmp_path: Path) -> None:
    long = "a" * AT_LEAST
    for name, text in {"page.html": long, "tiny.html": "a", "photo.png": long}.items():
        (tmp_path / name).write_text(text)
    assert compress_files(list(tmp_path.iterdir())) == 2 * AT_LEAST + 1
    assert [path.name for path in tmp_path.glob("*.gz")] == ["page.html.gz"]
    assert [path.name for path in tmp_path.glob("*.br")] == ["page.html.br"]
    assert gzip.decompress((tmp_path / "page.html.gz").read_bytes()).decode() == long
    assert brotli.decompress((tmp_path / "page.html.br").read_bytes()).decode() == long


@pytest.mark.parametrize(
    ("css", "small"),
    [
        ("/* why */ a { b: c; }", "a{b:c}"),
        ("a,\n b > c {\n  d: calc(1px + 2px);\n}", "a,b>c{d:calc(1px + 2px)}"),
        ("@media (min-width: 1em) {\n  a { b: c; }\n}", "@media (min-width: 1em){a{b:c}}"),
        (':root:not([data-x="y z"]) { a: b }', ':root:not([data-x="y z"]){a: b}'),
    ],
)
def test_stylesheets_lose_what_browsers_do_not_need(css: str, small: str) -> None:
    assert minify(css).replace(": ", ":") == small.replace(": ", ":")


def test_passages_are_the_parts_below_headings() -> None:
    html = (
        "<p>First &amp; foremost</p><h2 id='x'>no</h2>"
        '<h2 id="when">When</h2><p>Soon<br>enough</p><script>hidden()</script>'
        '<h3 class="k" id="why">Why</h3><table><tr><td>a</td><td>b</td></tr></table>'
    )
    parts = [(part.anchor, part.title, part.text) for part in passages_of(html)]
    assert parts == [
        ("", "", "First & foremost no"),
        ("when", "When", "Soon enough"),
        ("why", "Why", "a b"),
    ]
    assert plain_text("<p>a<strong>b</strong></p><p>c</p>") == "ab c"


def test_what_a_killed_build_left_is_removed_by_a_later_one(tmp_path: Path) -> None:
    copy_small(tmp_path)
    project, _ = open_project(tmp_path / "mkdocs.yml")
    assert project is not None
    killed = SiteBuild(project).folder
    SiteBuild(project).abandon()
    assert killed.is_dir()  # it might still be running
    os.utime(killed, (0, 0))
    SiteBuild(project).abandon()
    assert not killed.exists()


def test_every_locale_names_the_assets_of_the_builds_beginning(tmp_path: Path) -> None:
    copy_small(tmp_path)
    project, _ = open_project(tmp_path / "mkdocs.yml")
    assert project is not None
    build = SiteBuild(project)
    primary = project.shop.identity.colours.primary
    facts = project.facts.read_text()
    assert primary in facts
    project.facts.write_text(facts.replace(primary, "#123456"))  # another stylesheet, too late
    build.start(list(project.shop.locales))
    assert not build.problems()
    build.publish(None)
    (folder,) = (project.site / "assets").glob("*/main.css")
    for locale in project.shop.locales:
        home = project.site / Addresses.of(project.shop).folder(locale) / "index.html"
        assert f"assets/{folder.parent.name}/main.css" in home.read_text()
    assert project.bundle == tmp_path / "bundle"  # beside the configuration, wherever one stands
    assert (project.bundle / "facts.json").is_file()

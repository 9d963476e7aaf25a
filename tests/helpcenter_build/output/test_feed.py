import xml.etree.ElementTree as ET
from datetime import datetime
from pathlib import Path

import pytest

from tests.helpcenter_build.output.test_head import HOST, LOCALES
from tests.tools.once import make_once
from tests.tools.small_site import build_small, replaced

ATOM = "{http://www.w3.org/2005/Atom}"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
NOTE = "{date: 2026-11-02, significance: clarified, note: Who pays for the way back}"
TYPO = "{date: 2026-11-03, significance: typo, note: A comma}"


def _change_returns(content: Path) -> None:
    article = content / "en/returns/how-to-return.md"
    replaced(article, "changes:\n", f"changes:\n  - {NOTE}\n  - {TYPO}\n")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = make_once(
        tmp_path_factory, "feed-site", lambda folder: build_small(folder, _change_returns)
    )
    return folder / "site"


def text(element: ET.Element, name: str) -> str:
    found = element.find(f"{ATOM}{name}")
    assert found is not None
    assert found.text
    return found.text


@pytest.mark.parametrize("locale", list(LOCALES))
def test_a_feed_tells_of_every_change_that_matters_to_readers(site: Path, locale: str) -> None:
    folder = LOCALES[locale]
    feed = ET.parse(site / folder / "changes.xml").getroot()
    assert feed.get(LANGUAGE) == locale
    assert text(feed, "id") == f"{HOST}/{folder}changes.xml"
    newest, *others = feed.findall(f"{ATOM}entry")
    assert text(newest, "updated") == "2026-11-02T00:00:00Z" == text(feed, "updated")
    assert newest.find(f"{ATOM}link").get("href") == f"{HOST}/{folder}returns/how-to-return/"
    note = newest.find(f"{ATOM}content")
    assert (note.text, note.get(LANGUAGE)) == ("Who pays for the way back", "en")
    assert len(others) == 4
    ids = [text(entry, "id") for entry in feed.iter(f"{ATOM}entry")]
    assert len(set(ids)) == len(ids)
    for entry in feed.iter(f"{ATOM}entry"):
        assert datetime.fromisoformat(text(entry, "updated")).tzinfo
        assert text(entry, "title")


def test_what_happened_is_said_in_the_readers_language(site: Path) -> None:
    said = set()
    for folder in LOCALES.values():
        feed = ET.parse(site / folder / "changes.xml").getroot()
        said |= {text(entry, "summary") for entry in feed.iter(f"{ATOM}entry")}
    assert len(said) == 2 * len(LOCALES)

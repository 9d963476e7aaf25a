"""What scripts keep on the reader's device is what the cookies page names, in every language."""

import re
from pathlib import Path

import pytest

from helpcenter_build.theme import ASSETS, WORKER

CONTENT = Path(__file__).parents[3] / "content"
NAMED = {"hc-draft", "hc-scheme", "hc-searches", "hc-keys", "hc-visited", "hc-kept", "hc-assets"}
STORES = re.compile(
    r"localStorage\.setItem\((?P<key>\w+)|sessionStorage|indexedDB|cookieStore|document\.cookie"
    r"|caches\.open\((?P<cache>\w+)\)|cacheName: (?P<name>\w+)"
)
CONSTANT = re.compile(r"const (?P<name>\w+) = (?:\(\w+\) => )?[\"`](?P<value>hc-[a-z]+)")


def test_scripts_store_under_these_names_only() -> None:
    found = set()
    for path in [*(ASSETS / "js").rglob("*.js"), *WORKER.rglob("*.js")]:
        text = path.read_text()
        constants = {match["name"]: match["value"] for match in CONSTANT.finditer(text)}
        for match in STORES.finditer(text):
            name = match["key"] or match["cache"] or match["name"]
            assert name, f"{path.name} uses {match[0]}, which the cookies page does not know"
            if name != "name":  # of a cache that is there already, given to a function
                found.add(constants[name])
    assert found == NAMED


@pytest.mark.parametrize("locale", ["en", "bg", "ru", "ar"])
def test_the_cookies_page_names_each_of_them_once(locale: str) -> None:
    page = (CONTENT / locale / "safety" / "cookies.md").read_text(encoding="utf-8")
    assert sorted(re.findall(r"`(hc-[a-z]+)`", page)) == sorted(NAMED)

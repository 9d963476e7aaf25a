"""A printed page: what was asked for, dark on white, without what only a screen can do."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import WordsOf
from tests.tools.chromium import PageOpener
from tests.tools.folder_server import serve_folder

ARTICLE = "delivery/delivery-methods-and-prices"
# Mixed colours are computed as color(srgb 0.9 ...), the others as rgb(230, ...).
DARK = """() => [...document.querySelectorAll("body, header, main, footer, table, td, th, p, h1")]
    .map((one) => getComputedStyle(one).backgroundColor)
    .map((colour) => [colour.startsWith("color(") ? 1 : 255, colour.match(/[\\d.]+/g).map(Number)])
    .filter(([, [, , , alpha = 1]]) => alpha)
    .filter(([most, [red, green, blue]]) => Math.min(red, green, blue) < most * 0.8)
    .length"""


@pytest.mark.parametrize("chosen", ["system", "button"])
def test_dark_colours_stay_on_the_screen(
    built_content: Path, open_page: PageOpener, words_of: WordsOf, chosen: str
) -> None:
    say = words_of("en")
    scheme = "dark" if chosen == "system" else "light"
    with serve_folder(built_content / "site") as url:
        page = open_page(url + say.path(ARTICLE), color_scheme=scheme, locale="ar")
        if chosen == "button":
            page.locator(".hc-scheme").click()
        expect(page.locator("html")).to_have_css("color-scheme", "dark")
        assert page.evaluate(DARK)
        expect(page.locator(".hc-offer[lang=ar]")).to_be_visible()
        page.emulate_media(media="print", color_scheme=scheme)
        expect(page.locator("html")).to_have_css("color-scheme", "light")
        assert page.evaluate(DARK) == 0
        for part in (".hc-header .hc-search", ".hc-tools", ".hc-offer[lang=ar]", ".hc-footer nav"):
            expect(page.locator(part).first).to_be_hidden()
        expect(page.get_by_role("contentinfo")).to_contain_text(say.page("Contact"))

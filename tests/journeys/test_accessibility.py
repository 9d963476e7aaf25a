"""Every kind of page under axe-core: both colour schemes, both widths, every language."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import WordsOf
from tests.tools.axe import accessibility_problems
from tests.tools.chromium import PageOpener
from tests.tools.help_center import HelpCenter
from tests.tools.words import Words

ARTICLES = (
    "contact/contact-us",  # a form and the channels
    "delivery/delivery-methods-and-prices",  # a table with groups, a calculator
    "delivery/track-your-order",  # steps, a widget
    "returns/returns-policy",  # a table, versions
    "legal/withdrawal-form",
)
STATIC = ("faq/", "delivery/", "no/such/page/")
SERVICE = ("search", "search?q=refund", "search?q=qwrtz", "report", "withdraw")
PARCEL = "1234567890123"
NONSENSE = "qwrtzp xkcdv"
FORMS_WITH_ERRORS = ("contact", "report", "withdraw")
LOOKS = [
    ("en", "light", "390"),
    ("en", "dark", "1280"),
    ("bg", "dark", "1280"),
    ("ru", "light", "1280"),
    ("ar", "dark", "390"),
    ("ar", "light", "1280"),
]


def _addresses(say: Words) -> Iterator[str]:
    yield from (say.home + part for part in STATIC)
    yield from (say.path(article) for article in ARTICLES)
    yield from (f"/desk/{say.locale}/{part}" for part in SERVICE)


def _problems_at(page: Page, url: str) -> list[str]:
    page.goto(url)
    page.wait_for_load_state("networkidle")
    return accessibility_problems(page)


def _problems_of_errors(page: Page, url: str) -> list[str]:
    page.goto(url)
    page.locator("#hc-form .hc-form__actions button").click()
    page.locator(".hc-error-summary").wait_for()
    return accessibility_problems(page)


def _problems_of_search(page: Page, say: Words) -> Iterator[str]:
    """The open search box before typing, with answers, with a number of a parcel, with nothing."""
    box = page.get_by_role("searchbox", name=say.page("Search the help center"))
    panel = page.locator(".hc-search__panel")
    notice = panel.locator(".hc-search__notice")
    box.click()
    expect(panel.locator(".hc-start__link").first).to_be_visible()
    yield from accessibility_problems(page)
    box.fill(say.title("delivery/track-your-order"))
    expect(panel.locator(".hc-hit__answer mark").first).to_be_visible()
    yield from accessibility_problems(page)
    box.fill(PARCEL)
    expect(notice.get_by_role("link")).to_be_visible()
    yield from accessibility_problems(page)
    box.fill(NONSENSE)
    expect(page.locator(".hc-search")).to_have_attribute("data-verdict", "nothing_fits")
    expect(panel.locator(".hc-start__link").first).to_be_visible()
    yield from accessibility_problems(page)


@pytest.fixture(params=LOOKS, ids="-".join)
def look(
    request: pytest.FixtureRequest,
    help_center: HelpCenter,
    open_page: PageOpener,
    words_of: WordsOf,
) -> tuple[Words, Page]:
    """A language and its home page in one colour scheme and width."""
    locale, scheme, width = request.param
    say = words_of(locale)
    address = help_center.url + say.home
    return say, open_page(address, width=int(width), height=844, color_scheme=scheme)


def test_the_open_search_box_breaks_no_rule_of_axe(
    look: tuple[Words, Page], open_page: PageOpener
) -> None:
    say, page = look
    found = list(_problems_of_search(page, say))
    assert not found, "\n".join(found)


def test_no_page_breaks_a_rule_of_axe(look: tuple[Words, Page], help_center: HelpCenter) -> None:
    say, page = look
    found = accessibility_problems(page)
    for address in _addresses(say):
        found += _problems_at(page, help_center.url + address)
    for form in FORMS_WITH_ERRORS:
        found += _problems_of_errors(page, f"{help_center.url}/desk/{say.locale}/{form}")
    assert not found, "\n".join(found)

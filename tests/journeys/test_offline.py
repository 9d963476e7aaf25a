"""A shopper in a lift: what was read, asked and typed is still there."""

import re

from playwright.sync_api import Page, expect

from tests.journeys.conftest import WordsOf, everywhere
from tests.tools.chromium import PageOpener
from tests.tools.help_center import HelpCenter

READ, UNREAD = "delivery/track-your-order", "returns/refund-times"
COPY = "You read a copy kept on your device on {date}. Prices and rules may have changed since."
MESSAGE = "The lamp is broken and I have no network."
STORED = """async () => ({
    local: Object.keys(localStorage),
    session: Object.keys(sessionStorage),
    databases: (await indexedDB.databases()).map((one) => one.name),
    caches: await caches.keys(),
})"""
READY = """async () => {
    await navigator.serviceWorker.register("/sw.js");
    await navigator.serviceWorker.ready;
}"""
KEPT = """async (path) => {
    while (!(await caches.match(path))) await new Promise((resolve) => setTimeout(resolve, 50));
}"""
NAMED = re.compile(r"hc-(draft|scheme|visited|kept|assets)(-|$)")


def _search(page: Page, words: str) -> None:
    page.get_by_role("searchbox").click()
    page.locator(".hc-search__panel").wait_for(state="attached")
    page.keyboard.type(words)


@everywhere
def test_articles_search_and_phone_outlast_the_network(
    served: str, open_page: PageOpener, words_of: WordsOf, locale: str, width: int
) -> None:
    say = words_of(locale)
    open_page.allow("ERR_INTERNET_DISCONNECTED")
    phone = f"main a[href='tel:{say.shop.identity.phone}']"
    page = open_page(served + say.path(READ), width=width, height=800)
    page.evaluate(READY)
    _search(page, say.title(READ))
    expect(page.locator(".md-search-result__link").first).to_be_visible()
    page.evaluate(KEPT, f"{say.home}search/box.json")
    page.evaluate(KEPT, say.path(READ))

    page.context.set_offline(True)
    page.goto(served + say.path(READ))
    copy = say.page(COPY).partition("{date}")[0]
    expect(page.get_by_role("status").filter(has_text=copy)).to_be_visible()
    _search(page, say.title(UNREAD))
    expect(page.locator(".md-search-result__link").first).to_contain_text(say.title(UNREAD))

    page.goto(served + say.path(UNREAD))
    expect(page.get_by_role("heading", level=1)).to_have_text(say.page("You are offline"))
    expect(page.locator(phone)).to_be_visible()
    expect(page.locator("main").get_by_role("link", name=say.title(READ))).to_be_visible()
    page.goto(served + say.path("contact/contact-us"))
    expect(page.locator("[data-down]")).to_be_visible()
    expect(page.locator(f"[data-down] {phone.removeprefix('main ')}")).to_be_visible()


def test_a_form_sent_without_network_keeps_its_text(
    help_center: HelpCenter, open_page: PageOpener
) -> None:
    open_page.allow("ERR_INTERNET_DISCONNECTED")
    page = open_page(f"{help_center.url}/contact/contact-us/")
    page.evaluate(READY)
    page.evaluate(KEPT, "/contact/contact-us/")
    message = page.get_by_label("Your message")
    page.locator("#hc-topic").select_option("other")
    message.fill(MESSAGE)
    page.get_by_label("Your name").fill("Anna Ivanova")
    page.get_by_label("E-mail").fill("anna@shopper.example")

    page.context.set_offline(True)
    page.locator("#hc-form button[type=submit]").click()
    expect(page.locator("[data-down]")).to_be_visible()
    expect(message).to_have_value(MESSAGE)
    page.reload()
    page.context.set_offline(False)
    page.reload()
    expect(page.get_by_label("Your message")).to_have_value(MESSAGE)


def test_nothing_stays_on_the_device_but_what_the_cookies_page_names(
    help_center: HelpCenter, open_page: PageOpener
) -> None:
    page = open_page(f"{help_center.url}/contact/contact-us/")
    page.get_by_role("button", name="Dark colours").click()
    page.locator("#hc-topic").select_option("other")
    page.get_by_label("Your message").fill(MESSAGE)
    page.evaluate(READY)
    _search(page, "where is my order")
    expect(page.locator(".md-search-result__link").first).to_be_visible()
    page.evaluate(KEPT, "/search/box.json")
    page.goto(f"{help_center.url}/returns/refund-times/")
    page.get_by_role("button", name="Yes").click()
    page.goto(f"{help_center.url}/desk/en/report")

    stored = page.evaluate(STORED)
    assert sorted(stored["local"]) == ["hc-draft-contact", "hc-scheme"]
    assert (stored["session"], stored["databases"]) == ([], [])
    assert len(stored["caches"]) == 3
    assert all(NAMED.match(name) for name in [*stored["local"], *stored["caches"]])
    assert page.context.cookies() == []

"""A shopper in a lift: what was read, asked and typed is still there."""

import re

from playwright.sync_api import Page, expect

from tests.tools.chromium import PageOpener
from tests.tools.help_center import HelpCenter

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
    page.get_by_role("searchbox").or_(page.get_by_role("combobox")).first.click()
    page.locator(".hc-search__panel").wait_for(state="attached")
    page.keyboard.type(words)


def test_articles_search_and_phone_outlast_the_network(
    help_center: HelpCenter, open_page: PageOpener
) -> None:
    open_page.allow("ERR_INTERNET_DISCONNECTED")
    page = open_page(f"{help_center.url}/bg/delivery/track-your-order/", width=390, height=800)
    page.evaluate(READY)
    _search(page, "къде е пратката")
    expect(page.locator(".md-search-result__link").first).to_be_visible()
    page.evaluate(KEPT, "/bg/search/box.json")
    page.evaluate(KEPT, "/bg/delivery/track-your-order/")

    page.context.set_offline(True)
    page.goto(f"{help_center.url}/bg/delivery/track-your-order/")
    expect(page.get_by_text("Четете копие, запазено на вашето устройство")).to_be_visible()
    _search(page, "връщане на пари")
    expect(page.locator(".md-search-result__link").first).to_be_visible()

    page.goto(f"{help_center.url}/bg/returns/refund-times/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Нямате връзка с интернет")
    expect(page.locator("main a[href='tel:+35920000100']")).to_be_visible()
    page.goto(f"{help_center.url}/bg/contact/contact-us/")
    expect(page.locator("[data-down]")).to_be_visible()
    expect(page.locator("[data-down] a[href='tel:+35920000100']")).to_be_visible()


def test_a_form_sent_without_network_keeps_its_text(
    help_center: HelpCenter, open_page: PageOpener
) -> None:
    open_page.allow("ERR_INTERNET_DISCONNECTED")
    page = open_page(f"{help_center.url}/contact/contact-us/")
    page.evaluate(READY)
    page.evaluate(KEPT, "/contact/contact-us/")
    message = page.get_by_label("Your message")
    page.locator("#hc-form select[name=topic]").select_option("other")
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

"""Live chat by another company's product: its own page, its own policy, loaded by a click."""

import re
import shutil
from collections.abc import Iterator
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import urljoin
from zoneinfo import ZoneInfo

import pytest
from bs4 import BeautifulSoup
from markupsafe import escape
from playwright.sync_api import Page, Route, expect

from helpcenter_build.facts import Shop
from helpcenter_build.facts.read import read_shop
from helpcenter_build.pages.chat import Chat, chat_of
from helpcenter_build.pages.csp import META_POLICY
from tests.tools.chromium import PageOpener
from tests.tools.folder_server import serve_folder
from tests.tools.once import make_once
from tests.tools.small_site import build_small, replaced

SOFIA = ZoneInfo("Europe/Sofia")
OPEN = datetime(2026, 12, 7, 12, 0, tzinfo=SOFIA)
CLOSED = datetime(2026, 12, 7, 20, 0, tzinfo=SOFIA)
CHANNEL = """  chat:
    kind: chat
    label: {{en: Live chat, bg: Чат, ru: Чат, ar: دردشة}}
    provider: {provider}
    provider_key: {key}
{address}    hours: office
"""
KEYS = {
    "chatwoot": "KeyOfTheWebsiteInbox123",
    "tidio": "abcdefghijklmnopqrstuvwxyz012345",
    "tawk": "0123456789abcdef01234567/1abcdefgh",
}
# What each product's script does as far as the page can tell: it notes how it was started.
SCRIPTS = {
    "chatwoot": """
        window.chatwootSDK = { run(options) {
            const said = (state) => state + " " + options.websiteToken;
            window.$chatwoot = { toggle: (state) => { document.body.dataset.chat = said(state); } };
            const style = document.createElement("style");
            style.textContent = "body { --chat: styled; }";
            document.head.append(style);
            dispatchEvent(new Event("chatwoot:ready"));
        } };""",
    "tidio": """
        const said = () => "open " + document.tidioChatLang;
        window.tidioChatApi = { open: () => { document.body.dataset.chat = said(); } };
        document.dispatchEvent(new Event("tidioChat-ready"));""",
    "tawk": """
        window.Tawk_API.maximize = () => { document.body.dataset.chat = "open"; };
        window.Tawk_API.onLoad();""",
}  # fmt: skip


class _Product(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        is_known = self.path == "/packs/js/sdk.js"
        self.send_response(200 if is_known else 404)
        self.send_header("Content-Type", "text/javascript")
        self.end_headers()
        self.wfile.write(SCRIPTS["chatwoot"].encode() if is_known else b"")

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the base's name
        pass


@pytest.fixture
def product() -> Iterator[str]:
    """Chatwoot's server as another origin on loopback."""
    with ThreadingHTTPServer(("127.0.0.1", 0), _Product) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def _channel(provider: str, address: str = "") -> str:
    line = f"    provider_address: {address}\n" if address else ""
    return CHANNEL.format(provider=provider, key=KEYS[provider], address=line)


def _shop_with(folder: Path, provider: str, address: str = "") -> Shop:
    path = folder / "shop.yml"
    shutil.copy(Path(__file__).parents[2] / "example/content/shop.yml", path)
    replaced(path, "channels:\n", f"channels:\n{_channel(provider, address)}")
    shop, problems = read_shop(path)
    assert shop is not None, problems
    return shop


def _chat(shop: Shop) -> Chat:
    chat = chat_of(shop)
    assert chat is not None
    return chat


@pytest.fixture(scope="module")
def chat_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small shop with a Chatwoot of its own, whose address tests exchange."""

    def build(folder: Path) -> None:
        text = _channel("chatwoot", "http://127.0.0.1:1")
        build_small(
            folder,
            lambda content: replaced(content / "shop.yml", "channels:\n", f"channels:\n{text}"),
        )

    return make_once(tmp_path_factory, "chat-site", build) / "site"


def _put_chat(site: Path, folder: Path, new: Chat) -> Path:
    """A copy of the site with the settings of another product in its chat pages."""
    copy = shutil.copytree(site, folder / "site")
    old = _chat(_shop_with(folder, "chatwoot", "http://127.0.0.1:1"))
    for page in copy.glob("**/contact/chat/index.html"):
        text = page.read_text()
        assert str(escape(old.policy)) in text
        for before, after in (
            (old.policy, new.policy),
            (old.script, new.script),
            (old.key, new.key),
        ):
            text = text.replace(str(escape(before)), str(escape(after)))
        text = text.replace(f'data-address="{old.address}"', f'data-address="{new.address}"')
        page.write_text(text.replace('data-provider="chatwoot"', f'data-provider="{new.provider}"'))
    return copy


def _go_to_chat(page: Page, moment: datetime) -> None:
    page.clock.set_fixed_time(moment)
    page.goto(urljoin(page.url, "contact/chat/"))


def test_the_chat_is_loaded_by_a_click_and_only_then(
    chat_site: Path, product: str, tmp_path: Path, open_page: PageOpener
) -> None:
    chat = _chat(_shop_with(tmp_path, "chatwoot", product))
    with serve_folder(_put_chat(chat_site, tmp_path, chat)) as url:
        page = open_page(f"{url}/")
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        _go_to_chat(page, OPEN)
        button = page.get_by_role("button", name="Start the chat")
        expect(page.get_by_text("Open until 18:00")).to_be_visible()
        assert not [address for address in asked if address.startswith(product)]
        open_page.check()

        open_page.allow("third party")
        open_page.allow("127.0.0.1")  # the product's script and style are on the page by now
        button.click()
        expect(page.get_by_text("The chat is open.")).to_be_visible()
        expect(page.locator("body")).to_have_attribute("data-chat", f"open {chat.key}")
        styled = "getComputedStyle(document.body).getPropertyValue('--chat')"
        assert page.evaluate(styled) == "styled"
        assert [address for address in asked if address.startswith(product)] == [chat.script]


def test_a_closed_chat_offers_the_form_and_loads_nothing(
    chat_site: Path, product: str, tmp_path: Path, open_page: PageOpener
) -> None:
    chat = _chat(_shop_with(tmp_path, "chatwoot", product))
    with serve_folder(_put_chat(chat_site, tmp_path, chat)) as url:
        page = open_page(f"{url}/")
        _go_to_chat(page, CLOSED)
        expect(page.get_by_text("The chat is closed at the moment.")).to_be_visible()
        expect(page.get_by_role("button", name="Start the chat")).to_be_hidden()
        page.get_by_role("link", name="Open the contact form").click()
        expect(page).to_have_url(re.compile("/contact$"))


@pytest.mark.parametrize("provider", ["tidio", "tawk"])
def test_the_policy_lets_each_product_start(
    chat_site: Path, tmp_path: Path, open_page: PageOpener, provider: str
) -> None:
    chat = _chat(_shop_with(tmp_path, provider))

    def answer(route: Route) -> None:
        route.fulfill(body=SCRIPTS[provider], content_type="text/javascript")

    with serve_folder(_put_chat(chat_site, tmp_path, chat)) as url:
        page = open_page(f"{url}/")
        open_page.allow("third party")
        open_page.allow(chat.host)
        page.route(chat.script, answer)
        _go_to_chat(page, OPEN)
        page.get_by_role("button", name="Start the chat").click()
        expect(page.get_by_text("The chat is open.")).to_be_visible()
        expect(page.locator("body")).to_have_attribute(
            "data-chat", "open en" if provider == "tidio" else "open"
        )


def test_a_product_that_is_away_is_said_to_be(
    chat_site: Path, tmp_path: Path, open_page: PageOpener
) -> None:
    chat = _chat(_shop_with(tmp_path, "tidio"))
    with serve_folder(_put_chat(chat_site, tmp_path, chat)) as url:
        page = open_page(f"{url}/")
        open_page.allow("tidio")
        page.route(chat.script, lambda route: route.abort())
        _go_to_chat(page, OPEN)
        page.get_by_role("button", name="Start the chat").click()
        expect(page.get_by_text("The chat could not be loaded.")).to_be_visible()
        expect(page.get_by_role("button", name="Start the chat")).to_be_enabled()


def _policy(page: Path) -> str:
    soup = BeautifulSoup(page.read_text(), "html.parser")
    tag = soup.select_one("meta[http-equiv=Content-Security-Policy]")
    return str(tag["content"]) if tag else ""


@pytest.mark.parametrize("folder", ["", "bg", "ru", "ar"])
def test_only_the_chats_own_page_allows_the_product(chat_site: Path, folder: str) -> None:
    chat_page = chat_site / folder / "contact/chat/index.html"
    text = chat_page.read_text()
    assert "http://127.0.0.1:1" in _policy(chat_page)
    assert '<meta name="robots" content="noindex">' in text
    others = [page for page in (chat_site / folder).rglob("*.html") if page.parent.name != "chat"]
    assert len(others) > 5
    assert {_policy(page) for page in others} == {META_POLICY}
    assert not [page for page in others if "127.0.0.1:1" in page.read_text()]
    assert "/contact/chat/" not in (chat_site / "sitemap.xml").read_text()


def test_the_policy_for_the_server_is_printed_with_the_site(
    chat_site: Path, tmp_path: Path
) -> None:
    chat = _chat(_shop_with(tmp_path, "chatwoot", "http://127.0.0.1:1"))
    printed = (chat_site / "csp-chat.txt").read_text()
    assert printed == f"{chat.policy}; frame-ancestors 'none'\n"
    assert "script-src 'self' http://127.0.0.1:1;" in printed
    assert "script-src 'self' 'unsafe-inline'" not in printed


def test_without_a_product_nothing_of_it_is_built(small_site: Path) -> None:
    assert not [*small_site.glob("**/contact/chat")]
    assert not (small_site / "csp-chat.txt").exists()

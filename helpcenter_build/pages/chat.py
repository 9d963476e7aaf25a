"""Live chat by a product of somebody else: what its page loads, and the policy that allows it.

Nothing of the product is named on any other page. Where a product moves to other hosts, `_PRODUCTS`
is the place to follow it. Hosts are those the products' own installation pages name.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from helpcenter_build.pages.csp import DIRECTIVES, policy

if TYPE_CHECKING:
    from helpcenter_build.facts import Shop
    from helpcenter_build.facts.shop_parts import Channel

CHAT_PAGE = "contact/chat"
"""The page of its own that the chat has in every locale; built only with a provider."""

Sources = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Product:
    """`script` and `sources` have places for {address}, {socket} and {key}.

    All of them style what they insert with style elements and attributes, without a nonce.
    """

    name: str
    script: str
    sources: Sources


_TIDIO = ("https://*.tidio.co", "https://*.tidiochat.com")
_TAWK = ("https://*.tawk.to",)

_PRODUCTS: Mapping[str, Product] = {
    "chatwoot": Product(
        name="Chatwoot",
        script="{address}/packs/js/sdk.js",
        sources={
            "script-src": ("{address}",),
            "style-src": ("'unsafe-inline'",),
            "img-src": ("{address}", "data:"),
            "media-src": ("{address}",),
            "connect-src": ("{address}", "{socket}"),
            "frame-src": ("{address}",),
        },
    ),
    "tidio": Product(
        name="Tidio",
        script="https://code.tidio.co/{key}.js",
        sources={
            "script-src": _TIDIO,
            "style-src": ("'unsafe-inline'", *_TIDIO),
            "img-src": (*_TIDIO, "data:", "blob:"),
            "font-src": (*_TIDIO, "data:"),
            "media-src": _TIDIO,
            "connect-src": (*_TIDIO, "wss://*.tidio.co"),
            "frame-src": _TIDIO,
        },
    ),
    "tawk": Product(
        name="tawk.to",
        script="https://embed.tawk.to/{key}",
        sources={
            "script-src": _TAWK,
            "style-src": ("'unsafe-inline'", *_TAWK),
            "img-src": (*_TAWK, "data:"),
            "font-src": (*_TAWK, "data:"),
            "media-src": _TAWK,
            "connect-src": (*_TAWK, "wss://*.tawk.to"),
            "frame-src": _TAWK,
        },
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Chat:
    """The shop's chat: `host` is whom a shopper talks through, `policy` that of the page."""

    provider: str
    product: str
    key: str
    address: str
    script: str
    host: str
    hours: str
    policy: str


def chat_of(shop: Shop) -> Chat | None:
    """The first channel with a chat product; None when the shop has none."""
    channels = (c for c in shop.channels.values() if c.kind == "chat" and c.provider != "none")
    return next((_chat(channel) for channel in channels), None)


def _chat(channel: Channel) -> Chat:
    product = _PRODUCTS[channel.provider]
    address = (channel.provider_address or "").rstrip("/")
    key = channel.provider_key or ""
    values = {"address": address, "socket": f"ws{address.removeprefix('http')}", "key": key}
    script = product.script.format_map(values)
    return Chat(
        provider=channel.provider,
        product=product.name,
        key=key,
        address=address,
        script=script,
        host=urlsplit(script).netloc,
        hours=channel.hours or "",
        policy=policy(_allowed(product.sources, values)),
    )


def _allowed(sources: Sources, values: Mapping[str, str]) -> dict[str, str]:
    """The directives of every page, each with what the product needs on top."""
    names = dict.fromkeys((*DIRECTIVES, *sources))
    return {name: _joined(name, sources.get(name, ()), values) for name in names}


def _joined(name: str, added: tuple[str, ...], values: Mapping[str, str]) -> str:
    own = DIRECTIVES.get(name)
    return " ".join([*([own] if own else []), *(source.format_map(values) for source in added)])

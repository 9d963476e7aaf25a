"""The ways to reach the shop as a page lists them: words, link, hours, usual answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from helpcenter_build.calendar.hours_text import opening
from helpcenter_build.facts import Shop
from helpcenter_build.facts.shop_parts import Channel
from helpcenter_build.locales import formatting
from helpcenter_build.locales.catalogue import translations
from helpcenter_build.locales.locale import Locale

ICONS = {
    "form": "material/message-text-outline",
    "email": "material/email-outline",
    "phone": "material/phone-outline",
    "chat": "material/chat-outline",
    "whatsapp": "simple/whatsapp",
    "telegram": "simple/telegram",
    "messenger": "simple/messenger",
    "viber": "simple/viber",
    "social": "material/account-group-outline",
    "forum": "material/forum-outline",
    "desk": "material/storefront-outline",
    "post": "material/mailbox-outline",
}
_HREFS = {
    "email": "mailto:{}",
    "phone": "tel:{}",
    "telegram": "https://t.me/{}",
    "messenger": "https://m.me/{}",
    "social": "{}",
    "forum": "{}",
}
_LIVE = {"chat", "whatsapp", "telegram", "messenger", "viber"}
"""Where somebody waits for the answer; when the shop is closed, the form takes their place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelView:
    """`hours` names the opening hours, `opening` says them; `shown` is the address to read out."""

    id: str
    kind: str
    icon: str
    label: str
    href: str = ""
    shown: str = ""
    hours: str = ""
    opening: str = ""
    answer: str = ""

    @property
    def is_live(self) -> bool:
        """Offered while the shop is open; at other times the form is."""
        return self.kind in _LIVE and bool(self.href and self.hours)


def channel_views(
    shop: Shop, locale: Locale, *, pages: Mapping[str, str]
) -> tuple[ChannelView, ...]:
    """The channels of one locale in the shop's order; `pages` are paths by kind of channel."""
    return tuple(
        _view(shop, name, channel, locale, pages)
        for name, channel in shop.channels.items()
        if not channel.locales or locale.tag in channel.locales
    )


def _view(
    shop: Shop, name: str, channel: Channel, locale: Locale, pages: Mapping[str, str]
) -> ChannelView:
    return ChannelView(
        id=name,
        kind=channel.kind,
        icon=ICONS[channel.kind],
        label=channel.label.in_locale(locale.tag),
        href=pages.get(channel.kind) or _href(channel),
        shown=_shown(channel),
        hours=channel.hours or "",
        opening=opening(shop.hours[channel.hours], locale) if channel.hours else "",
        answer=_answer(channel, locale),
    )


def _href(channel: Channel) -> str:
    address = channel.address or ""
    digits = address.removeprefix("+")
    match channel.kind:
        case "whatsapp":
            return f"https://wa.me/{digits}"
        case "viber":
            return f"viber://chat?number=%2B{digits}"
        case kind:
            return _HREFS[kind].format(address) if address and kind in _HREFS else ""


def _shown(channel: Channel) -> str:
    match channel.kind:
        case "email":
            return channel.address or ""
        case "phone" | "whatsapp" | "viber":
            return formatting.phone(channel.address) if channel.address else ""
        case _:
            return ""


def _answer(channel: Channel, locale: Locale) -> str:
    if channel.answer is None:
        return ""
    unit = "hour" if channel.answer.hours else "minute"
    amount = channel.answer.hours or channel.answer.minutes or 0
    time = formatting.duration(amount, "hour" if unit == "hour" else "minute", locale, "genitive")
    text = translations(locale.tag).gettext("Usual answer within %(time)s")
    return str(text) % {"time": time}

"""What stands around every page of a locale: links of header and footer, tasks, channels."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from helpcenter_build.calendar.hours import weekly_calendar
from helpcenter_build.calendar.hours_text import clock_words
from helpcenter_build.facts import Shop
from helpcenter_build.locales.catalogue import translations
from helpcenter_build.locales.formatting import city_of_zone
from helpcenter_build.locales.locale import Locale, locale_of
from helpcenter_build.pages.channels import ChannelView, channel_views
from helpcenter_build.pages.chat import CHAT_PAGE, chat_of
from helpcenter_build.pages.locale_site import LocaleSite
from helpcenter_build.pages.views import Link

CONTACT = "contact/contact-us"
_CHANNEL_PAGES = {"chat": "contact/live-chat", "desk": "contact/shops-and-pickup-desk"}
_FOOTER_LEGAL = (
    "legal/terms",
    "legal/imprint",
    "legal/withdrawal-form",
    "safety/privacy",
    "safety/cookies",
    "contact/accessibility",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A tile of the home page."""

    icon: str
    link: Link


@dataclass(frozen=True, slots=True, kw_only=True)
class Chrome:
    """`contact` is the path of the page with the contact form; `mailbox` the general one.

    `city` names the time zone of the opening hours, `calendar` holds them for the page's script;
    `offsets` are the minutes by which UTC is ahead of it in January and in July.
    """

    help_name: str
    language_name: str
    formats: str
    contact: str
    city: str
    calendar: str
    offsets: str
    mailbox: str
    tasks: tuple[Task, ...]
    most_asked: tuple[Link, ...]
    footer_help: tuple[Link, ...]
    footer_legal: tuple[Link, ...]
    channels: tuple[ChannelView, ...]


def chrome_of(site: LocaleSite) -> Chrome:
    shop, home = site.shop, site.shop.home
    contact = site.path(CONTACT) if CONTACT in site.tree.ids else site.desk("contact")
    help_name = translations(site.locale).gettext("%(shop)s help") % {"shop": site.name}
    mailboxes = (c.address for c in shop.channels.values() if c.kind == "email" and c.address)
    return Chrome(
        help_name=help_name,
        language_name=shop.locales[site.locale].name,
        formats=shop.locales[site.locale].formats.replace("_", "-"),
        contact=contact,
        city=city_of_zone(shop.time_zone, locale_of(shop, site.locale)),
        calendar=calendar_of(shop, locale_of(shop, site.locale)),
        offsets=offsets_of(shop),
        mailbox=next(mailboxes, ""),
        tasks=tuple(_task(site, i) for i in home.tasks if i in site.tree.ids),
        most_asked=site.links(home.most_asked),
        footer_help=site.links(home.tasks),
        footer_legal=site.links(dict.fromkeys((*_FOOTER_LEGAL, *_legal_of(site)))),
        channels=channel_views(
            shop, locale_of(shop, site.locale), pages={"form": contact, **_channel_pages(site)}
        ),
    )


def calendar_of(shop: Shop, locale: Locale) -> str:
    """The shop's week, the days it is closed and the words for times, as JSON."""
    calendar = weekly_calendar(shop, datetime.now(UTC).date()) | clock_words(locale)
    return json.dumps(calendar, ensure_ascii=False, separators=(",", ":"))


def offsets_of(shop: Shop) -> str:
    """As JavaScript's getTimezoneOffset() says them where the shop is."""
    year = datetime.now(UTC).year
    moments = (datetime(year, month, 1, tzinfo=shop.zone_info) for month in (1, 7))
    offsets = (moment.utcoffset() or timedelta() for moment in moments)
    return " ".join(f"{-offset // timedelta(minutes=1)}" for offset in offsets)


def _channel_pages(site: LocaleSite) -> dict[str, str]:
    pages = {k: site.path(i) for k, i in _CHANNEL_PAGES.items() if i in site.tree.ids}
    return pages | ({"chat": site.path(CHAT_PAGE)} if chat_of(site.shop) else {})


def _task(site: LocaleSite, article_id: str) -> Task:
    section = site.shop.sections[article_id.partition("/")[0]]
    return Task(icon=section.icon, link=site.link(article_id))


def _legal_of(site: LocaleSite) -> list[str]:
    return [i for i in site.shop.legal.mandatory if i.startswith("legal/")]

"""The Atom feed of one locale's policy changes (RFC 4287): terms, returns, privacy."""

from __future__ import annotations

import datetime as dt
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass

from helpcenter_build.content.articles import Article
from helpcenter_build.facts import Shop
from helpcenter_build.locales.catalogue import translations
from helpcenter_build.pages.locale_site import LocaleSite

FEED = "changes.xml"
SECTIONS = frozenset({"legal", "returns", "safety"})
AT_MOST = 50
_ATOM = "http://www.w3.org/2005/Atom"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyChange:
    """A dated change of a policy; `note` is in the language `note_locale`."""

    date: dt.date
    significance: str
    title: str
    address: str
    sentence: str
    """What happened, in words of the locale."""
    note: str
    note_locale: str


def is_policy(shop: Shop, page: str) -> bool:
    """Whether a page states what shopper and shop owe each other."""
    section = page.partition("/")[0]
    return section in SECTIONS or page in {*shop.legal.mandatory, *shop.legal.history}


def policy_changes(site: LocaleSite) -> list[PolicyChange]:
    """The changes that matter to readers, the newest first."""
    changes = [
        change
        for article in site.tree.articles()
        if is_policy(site.shop, article.id)
        for change in _changes_of(site, article)
    ]
    return sorted(changes, key=lambda one: (-one.date.toordinal(), one.address))[:AT_MOST]


def _changes_of(site: LocaleSite, article: Article) -> Iterator[PolicyChange]:
    _ = translations(site.locale).gettext
    sentences = {"terms": _("The terms on this page changed."),
                 "clarified": _("This page explains something more clearly.")}  # fmt: skip
    source = site.tree.source.get(article.id, article)
    timeline = site.timelines.get(article.id)
    for change in source.front.changes:
        recorded = timeline.from_day(change.date) if timeline else None
        if change.significance in sentences:
            yield PolicyChange(
                date=change.date,
                significance=change.significance,
                title=article.title,
                address=site.addresses.absolute(site.locale, article.id),
                sentence=sentences[change.significance],
                # The note of a recorded version is translated with it.
                note=recorded.note if recorded and recorded.note else change.note,
                note_locale=recorded.locale if recorded and recorded.note else source.locale,
            )


def feed_of(site: LocaleSite, help_name: str) -> str:
    """The feed as XML."""
    ET.register_namespace("", _ATOM)
    _ = translations(site.locale).gettext
    home = site.addresses.absolute(site.locale)
    changes = policy_changes(site)
    updated = changes[0].date if changes else site.shop.legal.terms_valid_from
    feed = ET.Element(f"{{{_ATOM}}}feed", {_LANGUAGE: site.locale})
    _add(feed, "id", f"{home}{FEED}")
    _add(feed, "title", _("%(shop)s: changes of terms and policies") % {"shop": help_name})
    _add(feed, "updated", _moment(updated))
    _add(feed, "link", rel="self", href=f"{home}{FEED}", type="application/atom+xml")
    _add(feed, "link", rel="alternate", href=home, type="text/html", hreflang=site.locale)
    _add(_add(feed, "author"), "name", site.shop.identity.legal_name)
    for change in changes:
        _add_entry(feed, change)
    ET.indent(feed)
    return ET.tostring(feed, encoding="unicode", xml_declaration=True) + "\n"


def _add_entry(feed: ET.Element, change: PolicyChange) -> None:
    entry = _add(feed, "entry")
    _add(entry, "id", f"{change.address}#{change.significance}-{change.date}")
    _add(entry, "title", change.title)
    _add(entry, "updated", _moment(change.date))
    _add(entry, "link", rel="alternate", href=change.address, type="text/html")
    _add(entry, "summary", change.sentence)
    _add(entry, "content", change.note, **{_LANGUAGE: change.note_locale})


def _add(parent: ET.Element, name: str, text: str | None = None, **attributes: str) -> ET.Element:
    element = ET.SubElement(parent, f"{{{_ATOM}}}{name}", attributes)
    element.text = text
    return element


def _moment(day: dt.date) -> str:
    return f"{day.isoformat()}T00:00:00Z"

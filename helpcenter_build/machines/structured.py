"""Structured data for machines that read (schema.org); it promises no result page anything."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urljoin

from helpcenter_build.content.texts import plain_text
from helpcenter_build.facts import Opening, Shop, WeeklyHours
from helpcenter_build.facts.plain import MINUTES_A_DAY
from helpcenter_build.locales.locale import locale_of
from helpcenter_build.pages.channels import ChannelView, channel_views
from helpcenter_build.pages.locale_site import LocaleSite
from helpcenter_build.pages.views import Link, PageView, Question

Json = dict[str, Any]
CONTACT = "contact/contact-us"
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_LAST_MINUTE = MINUTES_A_DAY - 1


def structured(site: LocaleSite, view: PageView) -> list[Json]:
    """The page's records; none for pages that are not for search engines."""
    if view.kind in {"error", "offline", "shell", "version"} or view.is_fallback:
        return []
    return [{"@context": "https://schema.org", **record} for record in _records(site, view)]


def _records(site: LocaleSite, view: PageView) -> Iterator[Json]:
    if view.kind != "home":
        yield _breadcrumbs(site, view)
    if view.kind == "home" or view.page == CONTACT:
        yield _organization(site)
    if questions := list(_questions_on(site, view)):
        yield _question_page(site, questions)


def _breadcrumbs(site: LocaleSite, view: PageView) -> Json:
    crumbs = view.crumbs or (Link(title=site.name, path=site.path()),)
    steps = [(crumb.title, urljoin(site.addresses.root, crumb.path)) for crumb in crumbs]
    steps.append((view.title, view.canonical))
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": place, "name": name, "item": address}
            for place, (name, address) in enumerate(steps, 1)
        ],
    }


# ------------------------------------------------------------------------------ organisation


def _organization(site: LocaleSite) -> Json:
    identity, address = site.shop.identity, site.shop.identity.address
    pages = {"form": site.addresses.absolute(site.locale, CONTACT)}
    channels = channel_views(site.shop, locale_of(site.shop, site.locale), pages=pages)
    profiles = [c.href for c in channels if c.kind in {"social", "forum"} and c.href]
    return {
        "@type": "Organization",
        "@id": f"{site.addresses.root}#organization",
        "name": site.name,
        "legalName": identity.legal_name,
        "url": identity.website,
        "vatID": identity.vat_number,
        "address": {
            "@type": "PostalAddress",
            "streetAddress": address.street,
            "postalCode": address.postal_code,
            "addressLocality": address.city,
            "addressCountry": address.country,
        },
        **({"sameAs": profiles} if profiles else {}),
        "contactPoint": list(_contact_points(site.shop, channels)),
    }


def _contact_points(shop: Shop, channels: Iterable[ChannelView]) -> Iterator[Json]:
    """The channels on which somebody answers, in the shop's order."""
    for view in channels:
        if way := _way(shop, view):
            yield {
                "@type": "ContactPoint",
                "contactType": "customer support",
                "name": view.label,
                **way,
                "availableLanguage": list(shop.channels[view.id].locales or shop.locales),
                **_hours(shop, view),
            }


def _way(shop: Shop, view: ChannelView) -> Json:
    match view.kind:
        case "phone":
            return {"telephone": shop.channels[view.id].address}
        case "email":
            return {"email": shop.channels[view.id].address}
        case "form" | "whatsapp" | "telegram":
            return {"url": view.href}
        case _:
            return {}


def _hours(shop: Shop, view: ChannelView) -> Json:
    rows = list(_opening_rows(shop.hours[view.hours])) if view.hours else []
    return {"hoursAvailable": rows} if rows else {}


def _opening_rows(hours: WeeklyHours) -> Iterator[Json]:
    """Days with the same opening together."""
    days_of: dict[Opening, list[str]] = {}
    for name, openings in zip(_DAYS, hours.days, strict=True):
        for opening in openings:
            days_of.setdefault(opening, []).append(name)
    for opening, days in days_of.items():
        yield {
            "@type": "OpeningHoursSpecification",
            "dayOfWeek": days,
            "opens": _clock(opening.opens),
            "closes": _clock(_LAST_MINUTE if opening.closes == MINUTES_A_DAY else opening.closes),
        }


def _clock(minutes: int) -> str:
    return f"{minutes % MINUTES_A_DAY // 60:02}:{minutes % 60:02}"


# --------------------------------------------------------------------------------- questions


def _questions_on(site: LocaleSite, view: PageView) -> Iterator[Question]:
    """An article's own; the page of questions marks each where it stands (theme)."""
    for section in site.sections.values():
        for question in section.questions:
            if view.kind == "article" and question.link.path == view.path:
                yield question


def _question_page(site: LocaleSite, questions: Iterable[Question]) -> Json:
    return {
        "@type": "FAQPage",
        "inLanguage": site.locale,
        "mainEntity": [
            {
                "@type": "Question",
                "name": question.question,
                "acceptedAnswer": {"@type": "Answer", "text": plain_text(question.answer)},
            }
            for question in questions
        ],
    }

"""Structured data for machines that read (schema.org); it promises no result page anything."""

from __future__ import annotations

from typing import Any
from urllib.parse import urljoin

from helpcenter_build.locale_site import LocaleSite
from helpcenter_build.texts import plain_text
from helpcenter_build.views import PageView

Json = dict[str, Any]


def structured(site: LocaleSite, view: PageView) -> list[Json]:
    """The page's records; none for pages that are not for search engines."""
    if view.kind in {"error", "shell"} or view.is_fallback:
        return []
    records = [_breadcrumbs(site, view)] if view.crumbs else []
    if view.kind == "home":
        records.append(_organization(site))
    if view.kind == "faq":
        records.append(_questions(site))
    return [{"@context": "https://schema.org", **record} for record in records]


def _breadcrumbs(site: LocaleSite, view: PageView) -> Json:
    steps = [(crumb.title, urljoin(site.addresses.root, crumb.path)) for crumb in view.crumbs]
    steps.append((view.title, view.canonical))
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": place, "name": name, "item": address}
            for place, (name, address) in enumerate(steps, 1)
        ],
    }


def _organization(site: LocaleSite) -> Json:
    identity = site.shop.identity
    return {
        "@type": "Organization",
        "name": site.name,
        "legalName": identity.legal_name,
        "url": identity.website,
        "vatID": identity.vat_number,
        "address": {
            "@type": "PostalAddress",
            "streetAddress": identity.address.street,
            "postalCode": identity.address.postal_code,
            "addressLocality": identity.address.city,
            "addressCountry": identity.address.country,
        },
        "contactPoint": {
            "@type": "ContactPoint",
            "contactType": "customer support",
            "telephone": identity.phone,
            "availableLanguage": list(site.shop.locales),
        },
    }


def _questions(site: LocaleSite) -> Json:
    questions = [q for section in site.sections.values() for q in section.questions]
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

"""schema.org as far as the product uses it: what a record of a type must and may say."""

import json
import re
from collections.abc import Iterator
from typing import Any

from bs4 import BeautifulSoup, Tag

ADDRESS = re.compile(r"https://[^\s]+")
CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
DAYS = {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"}
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]+)*")
SOME = re.compile(r"\S")
# Type -> property -> (required, what its value or each of its values must be: a pattern or a type).
TYPES: dict[str, dict[str, tuple[bool, Any]]] = {
    "BreadcrumbList": {"itemListElement": (True, "ListItem")},
    "ListItem": {"position": (True, int), "name": (True, SOME), "item": (True, ADDRESS)},
    "FAQPage": {"inLanguage": (True, LANGUAGE), "mainEntity": (True, "Question")},
    "Question": {"name": (True, SOME), "acceptedAnswer": (True, "Answer")},
    "Answer": {"text": (True, SOME)},
    "Organization": {
        "name": (True, SOME),
        "legalName": (True, SOME),
        "url": (True, ADDRESS),
        "vatID": (True, SOME),
        "address": (True, "PostalAddress"),
        "sameAs": (False, ADDRESS),
        "contactPoint": (True, "ContactPoint"),
    },
    "PostalAddress": {
        "streetAddress": (True, SOME),
        "postalCode": (True, SOME),
        "addressLocality": (True, SOME),
        "addressCountry": (True, re.compile("[A-Z]{2}")),
    },
    "ContactPoint": {
        "contactType": (True, SOME),
        "name": (True, SOME),
        "telephone": (False, re.compile(r"\+\d{6,15}")),
        "email": (False, re.compile(r"[^@\s]+@[^@\s]+")),
        "url": (False, ADDRESS),
        "availableLanguage": (True, LANGUAGE),
        "hoursAvailable": (False, "OpeningHoursSpecification"),
    },
    "OpeningHoursSpecification": {
        "dayOfWeek": (True, re.compile("|".join(DAYS))),
        "opens": (True, CLOCK),
        "closes": (True, CLOCK),
    },
}


def records_of(html: str) -> list[dict[str, Any]]:
    """The records of a page: JSON-LD, and microdata in the same shape."""
    soup = BeautifulSoup(html, "html.parser")
    scripts = soup.select('script[type="application/ld+json"]')
    marked = soup.select("[itemscope]:not([itemprop])")
    return [
        *(json.loads(script.string or "") for script in scripts),
        *({"@context": "https://schema.org", **_item(tag)} for tag in marked),
    ]


def _item(tag: Tag) -> dict[str, Any]:
    """A microdata item (HTML Living Standard, 5.2); a property met again makes a list."""
    values: dict[str, list[Any]] = {}
    for inner in tag.select("[itemprop]"):
        if inner.find_parent(itemscope=True) is tag:
            values.setdefault(str(inner["itemprop"]), []).append(_value(inner))
    kind = str(tag["itemtype"]).removeprefix("https://schema.org/")
    return {"@type": kind, **{k: v[0] if len(v) == 1 else v for k, v in values.items()}}


def _value(tag: Tag) -> Any:
    if tag.has_attr("itemscope"):
        return _item(tag)
    return tag["content"] if tag.name == "meta" else " ".join(tag.get_text().split())


def problems_with(record: dict[str, Any]) -> list[str]:
    """What is wrong with a record as it stands on a page."""
    wrong = [] if record.get("@context") == "https://schema.org" else ["no @context"]
    return [*wrong, *_problems(record, record.get("@type", "no type"))]


def _problems(record: Any, kind: str) -> Iterator[str]:
    if not isinstance(record, dict) or record.get("@type") != kind:
        yield f"{record} is no {kind}"
        return
    known = TYPES[kind]
    for name in record.keys() - known.keys() - {"@context", "@type", "@id"}:
        yield f"{kind} knows no {name}"
    for name, (is_required, what) in known.items():
        if name in record:
            values = record[name] if isinstance(record[name], list) else [record[name]]
            if not values:
                yield f"{kind}.{name} is empty"
            for value in values:
                yield from _problems_of_value(f"{kind}.{name}", value, what)
        elif is_required:
            yield f"{kind} lacks {name}"


def _problems_of_value(place: str, value: Any, what: Any) -> Iterator[str]:
    if what in TYPES:
        yield from _problems(value, what)
    elif what is int:
        if type(value) is not int:
            yield f"{place} is {value!r}"
    elif not isinstance(value, str) or not re.match(what, value):
        yield f"{place} is {value!r}"
    elif "{{" in value or "<" in value:
        yield f"{place} holds markup: {value!r}"

"""Addresses of every kind: countries, phones, mailboxes, the web, and patterns of numbers."""

import re
from typing import Annotated
from urllib.parse import urlsplit

import phonenumbers
from babel import Locale
from pydantic import AfterValidator, Field

from helpcenter_build.facts.types import matches, wrong

TERRITORIES = Locale("en").territories


def _country(value: str) -> str:
    if (
        not re.fullmatch("[A-Z]{2}", value)
        or value not in TERRITORIES
        or value in {"EU", "UN", "ZZ"}
    ):
        raise wrong("must be a country code of two capital letters (ISO 3166-1)")
    return value


def phone(value: str) -> str:
    """A number that can be dialled from everywhere (E.164), as it was written."""
    try:
        number = phonenumbers.parse(value)
    except phonenumbers.NumberParseException:
        raise wrong("must be a phone number with its country code, in quotes") from None
    if not phonenumbers.is_possible_number(number):
        raise wrong("is no possible phone number")
    return value


def _web_address(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.hostname or " " in value:
        raise wrong("must be a web address that begins with https://")
    return value


def _tracking_address(value: str) -> str:
    if value.count("{number}") != 1:
        raise wrong("must contain {number} once, where the tracking number goes")
    return _web_address(value)


def _pattern(value: str) -> str:
    try:
        re.compile(value)
    except re.error as error:
        raise wrong(f"must be a regular expression ({error})") from None
    return value


CountryCode = Annotated[str, AfterValidator(_country), Field(examples=["BG"])]
Phone = Annotated[str, AfterValidator(phone), Field(examples=['"+35920000100"'])]
Mailbox = Annotated[
    str,
    matches(r"[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+", "must be a mail address"),
    Field(examples=["orders@marigold.example"]),
]
Domain = Annotated[
    str,
    matches(r"[a-z0-9-]+(\.[a-z0-9-]+)+", "must be a domain name"),
    Field(examples=["marigold.example"]),
]
WebAddress = Annotated[
    str, AfterValidator(_web_address), Field(examples=["https://marigold.example/"])
]
TrackingAddress = Annotated[
    str,
    AfterValidator(_tracking_address),
    Field(examples=['"https://tracking.example/parcel/{number}"']),
]
Pattern = Annotated[str, AfterValidator(_pattern), Field(examples=['"MG-[0-9]{7}"'])]
Colour = Annotated[
    str,
    matches(r"#[0-9a-fA-F]{6}", "must be a colour of six hexadecimal digits, in quotes"),
    Field(examples=['"#0b6b57"']),
]


def fits(value: str, pattern: str | None) -> str:
    """The example of a number, which has to match its own pattern (None: pattern unreadable)."""
    if pattern is not None and not re.fullmatch(pattern, value):
        raise wrong(f"must match its pattern {pattern}")
    return value

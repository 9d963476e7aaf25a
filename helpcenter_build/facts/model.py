"""The shop as a whole; the fields are the top-level keys of shop.yml."""

from datetime import date
from typing import Annotated
from zoneinfo import ZoneInfo, available_timezones

from babel.numbers import list_currencies
from holidays.registry import EntityLoader
from pydantic import AfterValidator, Field

from helpcenter_build.facts.rule_parts import (
    Complaints,
    Customs,
    Delivery,
    Guarantee,
    Legal,
    Orders,
    Payment,
    Privacy,
    Returns,
    Technical,
)
from helpcenter_build.facts.shop_parts import (
    Carrier,
    Channel,
    Home,
    HoursByName,
    Identity,
    Incident,
    LocaleFacts,
    Route,
    Section,
    Topic,
    Zone,
)
from helpcenter_build.facts.types import Fact, LocaleTag, Slug, Text, wrong


def _currency(value: str) -> str:
    if value not in list_currencies():
        raise wrong("must be a currency code of three capital letters (ISO 4217)")
    return value


def _time_zone(value: str) -> str:
    if value not in available_timezones():
        raise wrong("must be a time zone of the IANA database")
    return value


def _holidays_of(value: str) -> str:
    if value not in EntityLoader.get_country_codes():  # without loading every country
        raise wrong("must be a country code whose public holidays are known")
    return value


class Shop(Fact):
    """Everything the shop states once."""

    locales: Annotated[
        dict[LocaleTag, LocaleFacts],
        Field(min_length=1, examples=["{en: {name: English, direction: ltr, formats: en_GB}}"]),
    ]
    source_locale: LocaleTag
    binding_locale: LocaleTag
    identity: Identity
    currency: Annotated[str, AfterValidator(_currency), Field(examples=["EUR"])]
    time_zone: Annotated[str, AfterValidator(_time_zone), Field(examples=["Europe/Sofia"])]
    public_holidays: Annotated[str, AfterValidator(_holidays_of), Field(examples=["BG"])]
    extra_closed_days: Annotated[
        tuple[date, ...], Field(strict=False, examples=["[2026-12-24]"])
    ] = ()
    hours: HoursByName
    routes: dict[Slug, Route]
    topics: dict[Slug, Topic]
    urgency_words: Annotated[
        dict[LocaleTag, Annotated[tuple[Text, ...], Field(strict=False)]],
        Field(examples=["{en: [urgent, broken]}"]),
    ]
    orders: Orders
    technical: Technical
    countries: Annotated[
        tuple[Zone, ...],
        Field(min_length=1, strict=False, examples=["[{zone: home, codes: [BG]}]"]),
    ]
    carriers: dict[Slug, Carrier]
    delivery: Delivery
    payment: Payment
    returns: Returns
    guarantee: Guarantee
    customs: Customs
    privacy: Privacy
    complaints: Complaints
    channels: dict[Slug, Channel]
    incidents: Annotated[tuple[Incident, ...], Field(strict=False, examples=["[]"])] = ()
    legal: Legal
    sections: dict[Slug, Section]
    home: Home

    @property
    def zone_info(self) -> ZoneInfo:
        """The time zone of opening hours and promises."""
        return ZoneInfo(self.time_zone)

    def countries_of(self, zone: str) -> tuple[str, ...]:
        """The country codes of a delivery zone; KeyError for an unknown one."""
        for entry in self.countries:
            if entry.zone == zone:
                return entry.codes
        raise KeyError(zone)

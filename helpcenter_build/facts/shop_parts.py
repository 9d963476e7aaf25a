"""The shop's own facts: who it is, its teams, topics, carriers, channels and sections."""

from typing import Annotated, Literal

from babel import localedata
from pydantic import AfterValidator, Field, ValidationInfo, field_validator

from helpcenter_build.facts.addresses import (
    Colour,
    CountryCode,
    Domain,
    Mailbox,
    Pattern,
    Phone,
    TrackingAddress,
    WebAddress,
    fits,
    phone,
)
from helpcenter_build.facts.opening import HoursField
from helpcenter_build.facts.types import (
    ArticleId,
    Fact,
    LocaleTag,
    LocalText,
    Moment,
    Positive,
    Slug,
    Text,
    matches,
    wrong,
)

LabelField = Annotated[LocalText, Field(examples=["{en: Orders team, bg: ..., ru: ..., ar: ...}"])]
HoursByName = dict[Slug, HoursField]


def _cldr_locale(value: str) -> str:
    if "-" in value or not localedata.exists(value):
        raise wrong("must be a locale of CLDR")
    return value


class LocaleFacts(Fact):
    """A language of the shop; `formats` is the CLDR locale of its numbers and dates."""

    name: Annotated[str, Field(min_length=1, examples=["English"])]
    direction: Annotated[Literal["ltr", "rtl"], Field(examples=["ltr"])]
    formats: Annotated[
        str,
        AfterValidator(_cldr_locale),
        Field(examples=["en_GB"]),
    ]
    draft: Annotated[bool, Field(examples=["true"])] = False
    """In preparation: see `helpcenter_build.facts.drafts`."""


class Address(Fact):
    """A postal address."""

    street: Annotated[str, Field(min_length=1, examples=["1 Example Street"])]
    postal_code: Annotated[str, Field(min_length=1, examples=['"1000"'])]
    city: Annotated[str, Field(min_length=1, examples=["Sofia"])]
    country: CountryCode
    local: Annotated[
        dict[str, Text], Field(default_factory=dict, examples=["{bg: 1000 София, ул. Примерна 1}"])
    ]
    """Street, postal code and city in the letters of a locale, where its readers write others."""


class Colours(Fact):
    """The shop's colours on its pages."""

    primary: Colour
    accent: Colour


class Identity(Fact):
    """Who the shop is."""

    name: LabelField
    tagline: LabelField
    legal_name: Annotated[str, Field(min_length=1, examples=["Marigold Trading EOOD"])]
    company_number: Annotated[str, Field(min_length=1, examples=['"000000000"'])]
    vat_number: Annotated[str, Field(min_length=1, examples=["BG000000000"])]
    address: Address
    website: WebAddress
    help_center: WebAddress
    mail_domain: Domain
    phone: Phone
    colours: Colours


class Route(Fact):
    """A team: its mailbox and within how many of its open hours it answers."""

    label: LabelField
    mailbox: Mailbox
    hours: Slug
    answer_hours: Positive


class Topic(Fact):
    """What a shopper can choose on a form, and the team and articles that go with it."""

    label: LabelField
    route: Slug
    forms: Annotated[
        tuple[Literal["contact", "report"], ...],
        Field(min_length=1, strict=False, examples=["[contact]"]),
    ]
    order_number: Annotated[Literal["required", "optional", "none"], Field(examples=["required"])]
    urgent: Annotated[bool, Field(examples=["false"])]
    photos: Annotated[
        tuple[LabelField, ...],
        Field(strict=False, examples=["[{en: The box, bg: ..., ru: ..., ar: ...}]"]),
    ] = ()
    """What photos should show, one for each; none where photos do not help."""
    articles: Annotated[
        tuple[ArticleId, ...],
        Field(min_length=1, max_length=3, strict=False, examples=["[delivery/late-delivery]"]),
    ]


class Carrier(Fact):
    """A carrier and the address of its tracking page, with a place for the number."""

    name: LabelField
    tracking_url: TrackingAddress
    number_pattern: Pattern
    number_example: Annotated[str, Field(examples=["MG-1234567"])]
    phone: Phone | None = None

    @field_validator("number_example")
    @classmethod
    def _fits_its_pattern(cls, value: str, info: ValidationInfo) -> str:
        return fits(value, info.data.get("number_pattern"))


class Zone(Fact):
    """Countries with the same delivery prices and days."""

    zone: Slug
    codes: Annotated[tuple[CountryCode, ...], Field(min_length=1, strict=False, examples=["[BG]"])]


class UsualAnswer(Fact):
    """How soon a channel usually answers, in hours or in minutes."""

    hours: Positive | None = None
    minutes: Positive | None = None


class Channel(Fact):
    """A way to reach the shop; `address` is a mailbox, number, handle or web address by kind.

    `provider_key` is the chat product's website token, key or property/widget; `provider_address`
    where a product that shops run themselves answers. `references.channel_faults` has the rules.
    """

    kind: Annotated[
        Literal[
            "form", "email", "phone", "chat", "whatsapp", "telegram",
            "messenger", "viber", "social", "forum", "desk", "post",
        ],
        Field(examples=["phone"]),
    ]  # fmt: skip
    label: LabelField
    address: Annotated[str, Field(min_length=1, examples=['"+35920000100"'])] | None = None
    hours: Slug | None = None
    answer: Annotated[UsualAnswer, Field(examples=["{hours: 6}"])] | None = None
    route: Slug | None = None
    locales: Annotated[tuple[LocaleTag, ...], Field(strict=False, examples=["[en, ar]"])] = ()
    provider: Annotated[
        Literal["none", "chatwoot", "tidio", "tawk"], Field(examples=["chatwoot"])
    ] = "none"
    provider_key: Text | None = None
    provider_address: WebAddress | None = None

    @field_validator("address")
    @classmethod
    def _is_what_its_kind_dials(cls, value: str | None, info: ValidationInfo) -> str | None:
        dials = info.data.get("kind") in {"phone", "whatsapp", "viber"}
        return phone(value) if value and dials else value


class Incident(Fact):
    """A banner on the pages, forms and mails of its topics, between two moments."""

    id: Slug
    from_: Annotated[Moment, Field(alias="from")]
    until: Annotated[Moment, Field(examples=["2026-12-03 23:59"])]
    topics: Annotated[tuple[Slug, ...], Field(strict=False, examples=["[where-is-my-order]"])]
    text: LabelField

    @field_validator("until")
    @classmethod
    def _ends_later(cls, value: object, info: ValidationInfo) -> object:
        begins = info.data.get("from_")
        if begins and value <= begins:
            raise wrong(f"must be later than its from ({begins:%Y-%m-%d %H:%M})")
        return value


class Section(Fact):
    """A group of articles in the navigation."""

    label: LabelField
    summary: LabelField
    icon: Annotated[
        str,
        matches(r"[a-z0-9-]+(/[a-z0-9-]+)+", "must be the name of an icon"),
        Field(examples=["material/truck-outline"]),
    ]


class Home(Fact):
    """What the home page offers first, and the articles asked for most."""

    tasks: Annotated[
        tuple[ArticleId, ...],
        Field(min_length=1, strict=False, examples=["[delivery/track-your-order]"]),
    ]
    most_asked: Annotated[
        tuple[ArticleId, ...],
        Field(min_length=1, strict=False, examples=["[returns/refund-times]"]),
    ]

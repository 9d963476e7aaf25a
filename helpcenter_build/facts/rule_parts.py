"""The rules a shopper asks about: orders, delivery, payment, returns, guarantee, privacy."""

from typing import Annotated, Literal

from pydantic import Field, ValidationInfo, field_validator

from helpcenter_build.facts.addresses import Pattern, WebAddress, fits
from helpcenter_build.facts.shop_parts import Address, LabelField
from helpcenter_build.facts.types import (
    ArticleId,
    Clock,
    Count,
    Day,
    Fact,
    Money,
    Percent,
    Positive,
    Slug,
    SpanField,
    Text,
)

Zones = Annotated[tuple[Slug, ...], Field(min_length=1, strict=False, examples=["[home, eu]"])]
PricePerZone = Annotated[dict[Slug, Money], Field(examples=["{home: 3.90, eu: 9.90}"])]


class Orders(Fact):
    """How orders are numbered, changed and confirmed."""

    number_pattern: Pattern
    number_example: Annotated[str, Field(examples=["MG-1234567"])]
    change_window_minutes: Count
    confirmation_minutes: Count
    minimum: Money
    cart_keeps_days: Count
    review_after_days: Count
    gift_card_months: Count
    discount_codes_per_order: Count

    @field_validator("number_example")
    @classmethod
    def _fits_its_pattern(cls, value: str, info: ValidationInfo) -> str:
        return fits(value, info.data.get("number_pattern"))


class Version(Fact):
    """A browser or system and its oldest version that works."""

    name: Annotated[str, Field(min_length=1, examples=["Firefox"])]
    from_: Annotated[int, Field(alias="from", ge=1, examples=["121"])]


class Technical(Fact):
    """Limits of the web shop itself."""

    browsers: Annotated[
        tuple[Version, ...], Field(strict=False, examples=["[{name: Firefox, from: 121}]"])
    ]
    apps: Annotated[
        tuple[Version, ...], Field(strict=False, examples=["[{name: Android, from: 10}]"])
    ]
    payment_page_minutes: Count
    password_length: Positive
    reset_link_minutes: Count
    sign_in_tries: Positive
    sign_in_pause_minutes: Count


class DeliveryMethod(Fact):
    """A way to get a parcel: price, days to arrive, days it is kept for pickup."""

    label: LabelField
    carriers: Annotated[tuple[Slug, ...], Field(strict=False, examples=["[econt, speedy]"])]
    zone: Slug
    price: Money
    free_from: Money | None = None
    days: SpanField
    keeps_days: Positive | None = None
    cash_on_delivery: Annotated[bool, Field(examples=["true"])]


class Delivery(Fact):
    """When parcels leave and arrive; days are working days where shop.yml says so."""

    dispatch_cutoff: Clock
    dispatch_days: Count
    late_after_days: Count
    tracking_silent_hours: Count
    investigation_days: Count
    delivery_attempts: Positive
    address_change_minutes: Count
    proof_of_delivery_days: Count
    large_item_kilograms: Positive
    large_item_fee: Money
    damage_note_days: Count
    methods: dict[Slug, DeliveryMethod]


class PaymentMethod(Fact):
    """A way to pay: where, at what fee, when the money is taken and how long it travels back."""

    label: LabelField
    zones: Zones
    fee: Money
    limit: Money | None = None
    minimum: Money | None = None
    charged: Annotated[
        Literal["order", "dispatch", "delivery", "transfer"], Field(examples=["dispatch"])
    ]
    refund_days: Count


class BankTransfer(Fact):
    """The account shoppers transfer to."""

    bank: Text
    iban: Annotated[str, Field(min_length=5, examples=["BG00EXMP00000000000000"])]
    bic: Annotated[str, Field(min_length=8, examples=["EXMPBGSF"])]
    days_to_pay: Positive
    arrives_days: SpanField


class Instalments(Fact):
    """Paying in parts."""

    months: Annotated[tuple[int, ...], Field(min_length=1, strict=False, examples=["[3, 6, 12]"])]
    minimum: Money
    interest_percent: Percent


class Payment(Fact):
    """Ways to pay, and what surrounds them."""

    methods: dict[Slug, PaymentMethod]
    bank_transfer: BankTransfer
    instalments: Instalments
    authorisation_released_days: Count
    invoice_within_days: Count
    invoice_kept_years: Count
    vat_percent: Percent


class ReturnException(Fact):
    """Goods that cannot be sent back (Directive 2011/83/EU Art. 16)."""

    label: LabelField


class Returns(Fact):
    """Withdrawal and returns; days are calendar days."""

    withdrawal_days: Positive
    voluntary_days: Count
    send_back_days: Positive
    refund_days: Positive
    inspection_days: Count
    extension_months: Count
    return_price: PricePerZone
    shopper_pays: Annotated[bool, Field(examples=["true"])]
    faulty_return_price: Money
    exchange_days: Count
    gift_return_days: Count
    refund_as: Annotated[Literal["same_means"], Field(examples=["same_means"])]
    address: Address
    exceptions: dict[Slug, ReturnException]


class Guarantee(Fact):
    """The legal guarantee and what the shop adds to it."""

    legal_years: Positive
    voluntary_years: Count
    repair_days: Count
    burden_months: Count
    repair_extension_months: Count


class Customs(Fact):
    """Duties for shoppers outside the customs union."""

    duty_free_up_to: PricePerZone
    clearance_days: SpanField


class Authority(Fact):
    """A public body shoppers can turn to."""

    name: LabelField
    website: WebAddress


class Privacy(Fact):
    """How long personal data is kept, in days."""

    submission_days: Positive
    photo_days: Positive
    network_address_days: Positive
    answer_days: Positive
    deletion_days: Positive
    newsletter_stop_days: Count
    authority: Authority


class Complaints(Fact):
    """When complaints are acknowledged and answered."""

    acknowledge_hours: Positive
    answer_days: Positive
    authority: Authority


class Legal(Fact):
    """Which law applies, and the pages every locale must have."""

    eu_consumers: Annotated[bool, Field(examples=["true"])]
    terms_valid_from: Day
    mandatory: Annotated[tuple[ArticleId, ...], Field(strict=False, examples=["[legal/terms]"])]
    history: Annotated[tuple[ArticleId, ...], Field(strict=False, examples=["[legal/terms]"])] = ()
    """Pages of which every version stays readable: see `helpcenter_build.history`."""

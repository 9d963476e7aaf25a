"""The values facts are made of: texts per locale, ids, numbers, spans, dates.

Every type carries an example of its right form, which problems quote.
"""

import re
from datetime import date, datetime, time
from decimal import Decimal
from typing import Annotated, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    RootModel,
    ValidationInfo,
    model_validator,
)
from pydantic_core import PydanticCustomError


def wrong(message: str) -> PydanticCustomError:
    """An error whose sentence follows the entry's name: "topics.x.route must ..."."""
    return PydanticCustomError("facts", "{sentence}", {"sentence": message})


class Fact(BaseModel):
    """A record of the facts: unchangeable, strict about types, closed to unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, populate_by_name=True)


def matches(pattern: str, sentence: str) -> AfterValidator:
    """Accepts a text that fits `pattern` as a whole; says `sentence` otherwise."""
    compiled = re.compile(pattern)

    def check(value: str) -> str:
        if not compiled.fullmatch(value):
            raise wrong(sentence)
        return value

    return AfterValidator(check)


# ---------------------------------------------------------------------------------- texts


class LocalText(RootModel[dict[str, str]]):
    """A text in every locale of the shop; the source locale's comes first."""

    model_config = ConfigDict(frozen=True, strict=True)

    @model_validator(mode="before")
    @classmethod
    def _in_every_locale(cls, value: object, info: ValidationInfo) -> object:
        if not isinstance(value, dict):
            raise wrong("must be a text per locale")
        empty = [tag for tag, text in value.items() if isinstance(text, str) and not text.strip()]
        missing = [tag for tag in _locales(info) if tag not in value]
        unknown = [str(tag) for tag in value if _locales(info) and tag not in _locales(info)]
        if missing or empty:
            raise wrong(f"lacks a text for {', '.join(missing + empty)}")
        if unknown:
            raise wrong(f"has a text for {', '.join(unknown)}, which is no locale of the shop")
        first = _source_locale(info)
        return {first: value[first], **value} if first in value else value

    def in_locale(self, tag: str) -> str:
        """The text for a BCP 47 tag, or the source locale's."""
        return self.root.get(tag) or next(iter(self.root.values()))

    def __hash__(self) -> int:
        return hash(tuple(self.root.items()))


def _locales(info: ValidationInfo) -> list[str]:
    return list((info.context or {}).get("locales", ()))


def _source_locale(info: ValidationInfo) -> str:
    return str((info.context or {}).get("source_locale", ""))


Text = Annotated[str, Field(min_length=1, examples=["Example Bank"])]
LocaleTag = Annotated[
    str,
    matches(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", "must be a language tag (BCP 47)"),
    Field(examples=["en"]),
]
Slug = Annotated[
    str,
    matches(r"[a-z0-9]+(-[a-z0-9]+)*", "must be lower-case letters, digits and single hyphens"),
    Field(examples=["cash-on-delivery"]),
]
ArticleId = Annotated[
    str,
    matches(
        r"[a-z0-9]+(-[a-z0-9]+)*/[a-z0-9]+(-[a-z0-9]+)*",
        "must be an article as section/name, without locale and suffix",
    ),
    Field(examples=["delivery/track-your-order"]),
]

# -------------------------------------------------------------------------------- numbers


def _decimal(value: object) -> object:
    """A Decimal of a whole number."""
    is_whole = isinstance(value, int) and not isinstance(value, bool)
    return Decimal(value) if is_whole else value  # type: ignore[arg-type]  # as tested above


Money = Annotated[
    Decimal,
    Field(ge=0, decimal_places=2, max_digits=10, examples=["3.50"]),
    BeforeValidator(_decimal),
]
"""An amount in the shop's currency."""

Percent = Annotated[Decimal, Field(ge=0, le=100, examples=["20"]), BeforeValidator(_decimal)]
Count = Annotated[int, Field(ge=0, examples=["14"])]
Positive = Annotated[int, Field(ge=1, examples=["14"])]


class Span(Fact):
    """From one number to another, both included; a single number is written alone."""

    from_: Annotated[int, Field(alias="from", ge=0, examples=["2"])]
    to: Annotated[int, Field(ge=0, examples=["4"])]

    @model_validator(mode="before")
    @classmethod
    def _of_one_number(cls, value: object) -> object:
        if isinstance(value, int) and not isinstance(value, bool):
            return {"from": value, "to": value}
        return value

    @model_validator(mode="after")
    def _rising(self) -> Self:
        if self.from_ > self.to:
            raise wrong(f"must not end ({self.to}) before it begins ({self.from_})")
        return self


SpanField = Annotated[Span, Field(examples=["{from: 2, to: 4}"])]

# -------------------------------------------------------------------------- dates, times


def _moment(value: object) -> object:
    if isinstance(value, str):
        try:
            return datetime.fromisoformat(value).replace(tzinfo=None)
        except ValueError:
            raise wrong("must be a date and a time") from None
    return value


Day = Annotated[date, Field(examples=["2026-12-24"])]
Moment = Annotated[datetime, BeforeValidator(_moment), Field(examples=["2026-12-01 00:00"])]
"""A wall clock time in the shop's time zone."""


def _clock(value: object) -> object:
    if isinstance(value, time):
        return value
    if not isinstance(value, str) or not re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d(:00)?", value):
        raise wrong("must be a time of day in quotes")
    return time.fromisoformat(value)


Clock = Annotated[time, BeforeValidator(_clock), Field(examples=['"14:00"'])]

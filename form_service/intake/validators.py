"""What a form asks of its fields; each message tells the shopper what to do."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Protocol

from flask_babel import gettext, ngettext
from wtforms import Form, ValidationError
from wtforms.validators import StopValidation

from form_service.addresses import parse_address
from form_service.text import ascii_digits

if TYPE_CHECKING:
    from helpcenter_build.facts import Shop

Message = Callable[[], str]
"""A message in the page's language, asked for when it is needed."""
DASHES = re.compile(r"[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]")
NAME_EXTRAS = frozenset(" .'-’")


class Field(Protocol):
    """What validators use of a WTForms field."""

    data: Any
    errors: Any


class Required:
    """Something must be typed or chosen."""

    field_flags = {"required": True}  # noqa: RUF012  # read by WTForms from the class

    def __init__(self, message: Message) -> None:
        self._message = message

    def __call__(self, form: Form, field: Field) -> None:
        if not field.data:
            raise StopValidation(self._message())


class OneOf:
    """A choice must be one that was offered."""

    def __init__(self, message: Message) -> None:
        self._message = message

    def __call__(self, form: Form, field: Any) -> None:
        if field.data not in {choice.value for choice in field.choices}:
            raise StopValidation(self._message())


class AtMost:
    """Not longer than so many characters."""

    def __init__(self, length: int) -> None:
        self._length = length

    def __call__(self, form: Form, field: Field) -> None:
        too_many = len(field.data or "") - self._length
        if too_many > 0:
            raise StopValidation(
                ngettext(
                    "Shorten this text by %(num)s character: at most %(most)s fit.",
                    "Shorten this text by %(num)s characters: at most %(most)s fit.",
                    too_many,
                    most=self._length,
                )
            )


class Email:
    """An address that mail can reach, judged by its form alone."""

    def __call__(self, form: Form, field: Field) -> None:
        if parse_address(field.data) is None:
            raise StopValidation(gettext("Enter an e-mail address like name@example.com"))


class OrderNumber:
    """As the topic asks: required, optional, or not asked for; normalised to the shop's pattern.

    What a topic does not ask for is not shown with an error: an unreadable one stays as typed.
    """

    def __call__(self, form: Any, field: Field) -> None:
        need = form.order_number_need
        if not field.data:
            if need == "required":
                raise StopValidation(
                    gettext(
                        "Enter your order number, for example %(example)s", example=form.example
                    )
                )
            return
        found = parse_order_number(field.data, form.shop)
        if found is None and need != "none":
            raise ValidationError(
                gettext("Enter the order number as in %(example)s", example=form.example)
            )
        field.data = found or field.data


class PlainName:
    """A name of letters, spaces and . ' - only: it is repeated in a mail to a typed address."""

    def __call__(self, form: Form, field: Field) -> None:
        if not is_plain_name(field.data):
            raise StopValidation(
                gettext("Enter your name with letters, spaces, dots, apostrophes or hyphens only")
            )


class Positions:
    """Line numbers of an order: 1 to 99, separated by commas."""

    def __call__(self, form: Any, field: Field) -> None:
        if form.scope.data != "part":
            field.data = ""
            return
        numbers = parse_positions(field.data or "")
        if not numbers:
            raise StopValidation(
                gettext("Enter the line numbers from your order confirmation, for example 1, 3")
            )
        field.data = ", ".join(map(str, numbers))


def parse_order_number(text: str, shop: Shop) -> str | None:
    """The order number as the shop writes it, typed in whatever way; None when it is none."""
    pattern, example = shop.orders.number_pattern, shop.orders.number_example
    plain = DASHES.sub("-", text.replace("№", ""))
    typed = ascii_digits(unicodedata.normalize("NFKC", plain)).upper()
    compact = "".join(character for character in typed if character.isalnum())
    for candidate in (typed.strip().lstrip("# "), _shaped(compact, example)):
        if re.fullmatch(pattern, candidate):
            return candidate
    return None


def parse_positions(text: str) -> list[int]:
    """The line numbers in a list like `1, 3`; empty when it is anything else."""
    parts = [part for part in re.split(r"[\s,;،]+", ascii_digits(text)) if part]
    if not 0 < len(parts) <= 20 or not all(re.fullmatch(r"[1-9]\d?", part) for part in parts):
        return []
    return sorted({int(part) for part in parts})


def is_plain_name(text: str) -> bool:
    """Whether nothing but a name fits in: letters of any script, marks, . ' - and spaces."""
    return len(text) <= 80 and all(
        character in NAME_EXTRAS or unicodedata.category(character)[0] in "LM" for character in text
    )


def _shaped(compact: str, example: str) -> str:
    """The letters and digits with the separators of the example put back in their places."""
    wanted = sum(character.isalnum() for character in example)
    if len(compact) != wanted:
        return ""
    rest = iter(compact)
    return "".join(next(rest) if character.isalnum() else character for character in example)

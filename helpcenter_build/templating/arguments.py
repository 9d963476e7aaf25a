"""What a filter was given: accepted, or refused with an example of what it formats."""

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import TypeVar

from helpcenter_build.facts import Fact, LocalText, Span, WeeklyHours
from helpcenter_build.facts.shop_parts import Address

T = TypeVar("T")


class FilterError(Exception):
    """A fact that does not exist or cannot be printed this way."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


def expect(value: object, kinds: tuple[type[T], ...], name: str, example: str) -> T:
    """The value, when it is of one of these kinds."""
    if isinstance(value, kinds) and not isinstance(value, bool):
        return value
    raise FilterError(f"The filter {name} cannot format {described(value)}.", f"Example: {example}")


def number_in(value: object, name: str, example: str) -> int | Decimal:
    """A whole number or an amount."""
    is_whole = isinstance(value, int) and not isinstance(value, bool)
    return value if is_whole else expect(value, (Decimal,), name, example)  # type: ignore[return-value]


def amount_in(value: object, name: str) -> int | Decimal | Span:
    """A number or a span of numbers."""
    if isinstance(value, Span):
        return value
    fact = "technical.sign_in_tries" if name == "number" else "returns.withdrawal_days"
    return number_in(value, name, f"{{{{ {fact} | {name} }}}}")


def text_in(value: object, name: str, example: str, pattern: str) -> str:
    """A text that fits the pattern as a whole."""
    text = expect(value, (str,), name, example)
    if not re.fullmatch(pattern, text):
        raise FilterError(f"The filter {name} cannot format {text}.", f"Example: {example}")
    return text


def items_in(value: object, name: str) -> list[object]:
    """The entries of a list, of what filters make of one, or of a group of facts."""
    if isinstance(value, Mapping):
        return list(value.values())
    if isinstance(value, Iterable) and not isinstance(value, str | Fact | LocalText):
        return list(value)
    example = "{{ delivery.methods.office.carriers | all_of }}"
    raise FilterError(
        f"The filter {name} needs a list, not {described(value)}.", f"Example: {example}"
    )


def described(value: object) -> str:
    """What an editor would call the value."""
    match value:
        case None:
            return "nothing"
        case bool():
            return "a yes or no"
        case str():
            return f'the text "{value}"'
        case LocalText():
            return "a text"
        case WeeklyHours():
            return "opening hours"
        case Address():
            return "an address"
        case list() | tuple():
            return "a list"
        case Fact() | dict():
            return "a group of facts"
    return f"{value}"


def hint_for(value: object) -> str:
    """How to print a value that is no text."""
    match value:
        case WeeklyHours():
            return "Add | opening."
        case Address():
            return "Add | postal."
        case list() | tuple():
            return "Add | all_of or | any_of."
        case Fact():
            names = [field.alias or name for name, field in type(value).model_fields.items()]
            return f"Name one of its entries: {', '.join(names)}."
        case dict():
            return f"Name one of its entries: {', '.join(map(str, value))}."
    return ""

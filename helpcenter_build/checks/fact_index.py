"""The facts looked up by value: which expression prints "14 days", "€3.50" or a phone number."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import time
from decimal import Decimal
from typing import Literal

from helpcenter_build.facts import Fact, LocalText, Shop, Span, WeeklyHours

Unit = Literal[
    "working day", "day", "hour", "minute", "week", "month", "year", "percent", "kilogram"
]
MEASURES: dict[str, tuple[str, int]] = {
    "working day": ("working day", 1),
    "minute": ("time", 1),
    "hour": ("time", 60),
    "day": ("time", 24 * 60),
    "week": ("time", 7 * 24 * 60),
    "month": ("months", 1),
    "year": ("months", 12),
    "percent": ("percent", 1),
    "kilogram": ("kilogram", 1),
}
"""What a unit measures, and in how many of the smallest unit."""

UNIT_OF_NAME = re.compile(r"(?:^|_)(minute|hour|day|month|year|percent|kilogram)s?(?:_|$)")
FILTER_OF_UNIT = {
    "minute": "minutes",
    "hour": "hours",
    "day": "days",
    "month": "months",
    "year": "years",
    "percent": "percent",
    "kilogram": "number",
}
CODES = {"iban", "bic", "vat_number", "company_number", "number_example", "street"}


@dataclass(slots=True, kw_only=True)
class FactIndex:
    """Expressions by value; the most fitting come first."""

    mail_domain: str
    quantities: dict[tuple[str, Decimal, Decimal], list[tuple[str, str]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    money: dict[Decimal, list[str]] = field(default_factory=lambda: defaultdict(list))
    mailboxes: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    phones: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    clocks: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    codes: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, shop: Shop) -> "FactIndex":
        """The index of a shop's facts."""
        index = cls(mail_domain=shop.identity.mail_domain)
        for path, name, value in _leaves(shop, ""):
            index.add(path, name, value)
        return index

    def add(self, path: str, name: str, value: object) -> None:
        unit = UNIT_OF_NAME.search(name)
        match value:
            case int() | Span() if unit:
                self._add_quantity(path, unit[1], value)
            case Decimal() if unit:
                self._add_quantity(path, unit[1], value)
            case Decimal():
                self.money[value].append(f"{{{{ {path} | money }}}}")
            case time():
                self.clocks[value.hour * 60 + value.minute].append(f"{{{{ {path} | time }}}}")
            case WeeklyHours():
                self._add_hours(path, value)
            case str():
                self._add_text(path, name, value)

    def _add_quantity(self, path: str, unit: str, value: int | Decimal | Span) -> None:
        low, high = (value.from_, value.to) if isinstance(value, Span) else (value, value)
        measure, factor = MEASURES[unit]
        expression = f"{{{{ {path} | {FILTER_OF_UNIT[unit]} }}}}"
        key = (measure, Decimal(low) * factor, Decimal(high) * factor)
        self.quantities[key].append((unit, expression))
        if unit == "day":
            working = f"{{{{ {path} | working_days }}}}"
            self.quantities["working day", Decimal(low), Decimal(high)].append((unit, working))

    def _add_hours(self, path: str, hours: WeeklyHours) -> None:
        for opening in (opening for day in hours.days for opening in day):
            for minute in (opening.opens, opening.closes % (24 * 60)):
                expression = f"{{{{ {path} | opening }}}}"
                if expression not in self.clocks[minute]:
                    self.clocks[minute].append(expression)

    def _add_text(self, path: str, name: str, value: str) -> None:
        if re.fullmatch(r"\+\d{6,15}", value):
            self.phones[value[1:]].append(f"{{{{ {path} | phone }}}}")
        elif "@" in value:
            self.mailboxes[value.lower()].append(f"{{{{ {path} | mail }}}}")
        elif name in CODES and len(value) > 5:
            self.codes[value] = (*self.codes.get(value, ()), f"{{{{ {path} }}}}")

    # ------------------------------------------------------------------------------ look-up

    def of_quantity(self, numbers: list[Decimal], unit: str) -> tuple[str, ...]:
        """Expressions of a number or range with a unit; 60 minutes are found as 1 hour too."""
        measure, factor = MEASURES[unit]
        found = self.quantities.get((measure, numbers[0] * factor, numbers[-1] * factor), [])
        same = [expression for own, expression in found if own == unit]
        return tuple(dict.fromkeys(same or [expression for _, expression in found]))

    def of_money(self, amount: Decimal) -> tuple[str, ...]:
        return tuple(self.money.get(amount, ()))

    def of_mailbox(self, address: str) -> tuple[str, ...]:
        return tuple(self.mailboxes.get(address.lower(), ()))

    def of_phone(self, typed: str) -> tuple[str, ...]:
        """A number as written abroad or, without its country code, at home."""
        digits = digits_of(typed)
        international = self.phones.get(digits.removeprefix("00"), ())
        at_home = digits.removeprefix("0")
        national = [
            expression
            for number, expressions in self.phones.items()
            for expression in expressions
            if len(at_home) >= 7 and number.endswith(at_home)
        ]
        return tuple(international or national)

    def of_clock(self, typed: str) -> tuple[str, ...]:
        parts = [int(part) for part in re.findall(r"\d+", typed)]
        if "/" in typed:
            return ()
        hour = parts[0] % 12 + 12 if re.search(r"p\.?m", typed, re.IGNORECASE) else parts[0]
        return tuple(self.clocks.get(hour * 60 + (parts[1] if len(parts) > 1 else 0), ()))


def digits_of(text: str) -> str:
    """The digits of a text as 0-9, whichever script they are written in."""
    return "".join(str(unicodedata.digit(one)) for one in text if one.isdigit())


def _leaves(value: object, path: str, name: str = "") -> Iterator[tuple[str, str, object]]:
    """Every single value with its way as articles write it and the name of its field."""
    match value:
        case Span() | WeeklyHours():
            yield path, name, value
        case LocalText():
            return
        case Fact():
            for own_name, own in type(value).model_fields.items():
                key = own.alias or own_name
                way = f"{path}.{key}" if path else key
                yield from _leaves(getattr(value, own_name), way, own_name)
        case Mapping():
            for key, child in value.items():
                way = f"{path}.{key}" if key.isidentifier() else f'{path}["{key}"]'
                yield from _leaves(child, way, name)
        case _:
            yield path, name, value

"""The facts as a service reads them from a bundle: the same values, without what checked them.

`dump.py` writes them with the names of their types, so that reading needs no pydantic, which takes
11 MB of a service's memory and has nothing left to say about facts that a build has accepted.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

MINUTES_A_DAY = 24 * 60
KIND, VALUE = "$", "value"
"""The type of a record or scalar, among the names of its fields; no fact is called so."""
SCALARS: Mapping[str, Callable[[str], object]] = {
    "date": date.fromisoformat,
    "datetime": datetime.fromisoformat,
    "time": time.fromisoformat,
    "Decimal": Decimal,
}


class Record:
    """Fields as attributes; like the facts of the build, it does not change."""

    def __init__(self, values: Mapping[str, object]) -> None:
        self.__dict__.update(values)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{name} is a fact and does not change")


class LocalText(Record):
    """As `types.LocalText`."""

    root: Mapping[str, str]

    def in_locale(self, tag: str) -> str:
        """The text for a BCP 47 tag, or the source locale's."""
        return self.root.get(tag) or next(iter(self.root.values()))


class Shop(Record):
    """As `model.Shop`."""

    time_zone: str

    @property
    def zone_info(self) -> ZoneInfo:
        """The time zone of opening hours and promises."""
        return ZoneInfo(self.time_zone)


RECORDS: Mapping[str, type[Record]] = {"LocalText": LocalText, "Shop": Shop}


def parse_facts(text: bytes) -> object:
    """What `dump.facts_json` wrote; raises ValueError or KeyError for anything else."""
    return json.loads(text, object_hook=_parsed)


def _parsed(values: dict[str, Any]) -> object:
    kind = values.pop(KIND, None)
    if kind in SCALARS:
        return SCALARS[kind](values[VALUE])
    frozen = {name: _frozen(value) for name, value in values.items()}
    return frozen if kind is None else RECORDS.get(kind, Record)(frozen)


def _frozen(value: object) -> object:
    return tuple(map(_frozen, value)) if isinstance(value, list) else value

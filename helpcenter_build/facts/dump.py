"""Writes the facts into the bundle, each record and scalar with the name of its type."""

import json
from datetime import date, datetime, time
from decimal import Decimal

from pydantic import BaseModel, RootModel

from helpcenter_build.facts.model import Shop
from helpcenter_build.facts.plain import KIND, VALUE


def facts_json(shop: Shop) -> str:
    """The shop for `plain.parse_facts`."""
    return json.dumps(_named(shop), ensure_ascii=False, separators=(",", ":"))


def _named(value: object) -> object:
    match value:
        case RootModel():
            return {KIND: type(value).__name__, "root": value.root}
        case BaseModel():
            fields = {name: _named(getattr(value, name)) for name in type(value).model_fields}
            return {KIND: type(value).__name__, **fields}
        case dict():
            return {key: _named(entry) for key, entry in value.items()}
        case tuple() | list():
            return [_named(entry) for entry in value]
        case Decimal():
            return {KIND: "Decimal", VALUE: str(value)}
        case datetime() | date() | time():
            return {KIND: type(value).__name__, VALUE: value.isoformat()}
    return value

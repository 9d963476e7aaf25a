"""A stand-in for facts that cannot be read, so that everything else can still be checked.

Entries that are wrong or missing are replaced by the example of their right form, unknown ones are
left out. Nothing is ever built of it.
"""

from collections import Counter
from copy import deepcopy
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from helpcenter_build.facts.explain import example_of, keys_of
from helpcenter_build.facts.model import Shop
from helpcenter_build.facts.types import LocalText
from helpcenter_build.located_yaml import Keys, parse_located

ROUNDS = 5


def mended(facts: dict[str, Any], context: dict[str, Any]) -> Shop | None:
    """A shop made of what is right in `facts`; None when they are beyond repair."""
    facts = deepcopy(facts)
    tried: Counter[Keys] = Counter()
    for _ in range(ROUNDS):
        try:
            return Shop.model_validate(facts, context=context)
        except ValidationError as error:
            for detail in error.errors():
                keys = keys_of(detail)
                # What an example did not put right is replaced with what stands around it.
                _mend(facts, keys[: len(keys) - tried[keys]], detail["type"], context)
                tried[keys] += 1
    return None


def _mend(facts: dict[str, Any], keys: Keys, kind: str, context: dict[str, Any]) -> None:
    around = _at(facts, keys[:-1])
    if not keys or not isinstance(around, dict | list):
        return
    if kind == "extra_forbidden" and isinstance(around, dict):
        around.pop(str(keys[-1]), None)
    else:
        place: Any = keys[-1]
        around[place] = _stand_in(keys, context)


def _at(facts: Any, keys: Keys) -> object:
    try:
        for key in keys:
            facts = facts[key]
    except (KeyError, IndexError, TypeError):
        return None
    return facts


def _stand_in(keys: Keys, context: dict[str, Any]) -> object:
    kind, example = example_of(Shop, keys)
    if kind is LocalText:
        return dict.fromkeys(context["locales"], "...")
    located, _ = parse_located(example, Path())
    return located.value if located else None

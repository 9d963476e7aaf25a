"""What is wrong with an entry of the facts, and the way to entries by dotted patterns."""

from collections.abc import Iterator
from dataclasses import dataclass

from helpcenter_build.located_yaml import Keys


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Something wrong at an entry of the facts; the sentence follows the entry's name."""

    keys: Keys
    id: str
    sentence: str
    hint: str


def entries(facts: object, pattern: str) -> Iterator[tuple[Keys, object]]:
    """Every entry a dotted pattern reaches, with its keys; what is absent yields nothing."""
    found: list[tuple[Keys, object]] = [((), facts)]
    for part in pattern.split("."):
        found = [child for keys, value in found for child in _children(keys, value, part)]
    yield from found


def _children(keys: Keys, value: object, part: str) -> Iterator[tuple[Keys, object]]:
    if isinstance(value, dict):
        for key, child in value.items():
            if part in {"*", "*!", key}:
                yield (*keys, key), key if part == "*!" else child
    elif isinstance(value, list) and part == "*":
        for place, child in enumerate(value):
            yield (*keys, place), child

"""The lexicon: everything about a locale's words that understanding a query needs, and nothing more.

It is compiled once and read by both engines: as JSON beside the Whoosh index, and as the first part of the
browser's index.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """`words` are surface forms in code point order; a term is the number of a stem.

    `term_of` runs along `words`; `groups` are terms that mean the same.
    """

    locale: str
    words: tuple[str, ...]
    term_of: tuple[int, ...]
    groups: tuple[tuple[int, ...], ...]

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> Lexicon:
        return cls(
            locale=values["locale"],
            words=tuple(values["words"]),
            term_of=tuple(values["term_of"]),
            groups=tuple(tuple(group) for group in values["groups"]),
        )

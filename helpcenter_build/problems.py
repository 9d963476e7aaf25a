"""What is wrong with the content, as a value: where it is, what it is and how to put it right."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Place:
    """A file and a line in it, counted from 1; 0 stands for the file as a whole."""

    path: Path
    line: int = 0

    def __str__(self) -> str:
        return f"{self.path}:{self.line}" if self.line else str(self.path)


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One finding; `id` names the check and is stable, `message` and `hint` are sentences."""

    id: str
    place: Place
    message: str
    hint: str = ""
    severity: Severity = "error"

    def __str__(self) -> str:
        return f"{self.place}: {self.message}" + (f"\n    {self.hint}" if self.hint else "")


def in_reading_order(problems: Iterable[Problem]) -> list[Problem]:
    """By file and line, each problem once."""
    return sorted(dict.fromkeys(problems), key=lambda problem: (problem.place, problem.id))


def closest(word: str, known: Iterable[str]) -> str | None:
    """The known word the writer most likely meant, or None when nothing comes near."""
    matches = get_close_matches(word, list(known), n=1, cutoff=0.6)
    return matches[0] if matches else None


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A hint sentence: the nearest known word, or the known words when nothing comes near."""
    words = sorted(set(known))
    nearest = closest(word, words)
    if nearest:
        return f"Did you mean {nearest}?"
    return f"Known: {', '.join(words)}." if words else ""

"""Editors' groups of words that mean the same: from parsed YAML, checked for contradictions.

`content/<locale>/synonyms.yml` holds `groups`, a list of lists of words or short expressions
("money back"), and may hold `kinds`: a word of a group and the list of its kinds.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from helpcenter_build.problems import Place, Problem, did_you_mean
from helpcenter_build.search.alternatives import LONGEST_PHRASE
from helpcenter_build.search.analysis import split_words
from helpcenter_build.search.document import Vocabulary
from helpcenter_build.search.languages import Language, language_for

Keys = tuple[str | int, ...]
LineOf = Callable[[Keys], int]
KEYS = ("groups", "kinds")
EXAMPLE = "groups:\n  - [parcel, package]"


def no_lines(_: Keys) -> int:
    return 0


def parse_vocabulary(
    values: object, path: Path, line_of: LineOf = no_lines
) -> tuple[Vocabulary, tuple[Problem, ...]]:
    """Vocabulary of a parsed `content/<locale>/synonyms.yml` and all that is wrong with it.

    What is wrong is left out, the rest counts. `line_of` tells the line of an entry by its keys.
    """
    if values is None:
        return Vocabulary(), ()
    if not isinstance(values, Mapping):
        place = Place(path=path, line=line_of(()))
        return Vocabulary(), (_problem(place, "shape", "The file needs the key groups."),)
    reader = _Reader(path=path, line_of=line_of, language=language_for(path.parent.name))
    reader.check_keys(values)
    groups = reader.groups(values.get("groups", []))
    kinds = reader.kinds(values.get("kinds", {}), groups)
    return Vocabulary(groups=groups, kinds=kinds), tuple(reader.problems)


@dataclass(slots=True, kw_only=True)
class _Reader:
    path: Path
    line_of: LineOf
    language: Language
    problems: list[Problem] = field(default_factory=list)
    read: dict[tuple[str, ...], Keys] = field(default_factory=dict)
    lists: dict[tuple[str, ...], Keys] = field(default_factory=dict)

    def report(self, keys: Keys, kind: str, message: str, hint: str = "") -> None:
        place = Place(path=self.path, line=self.line_of(keys))
        self.problems.append(_problem(place, kind, message, hint))

    def check_keys(self, values: Mapping[object, object]) -> None:
        for key in values:
            if key not in KEYS:
                hint = did_you_mean(str(key), KEYS)
                self.report((str(key),), "key", f"There is no key {key}.", hint)

    def groups(self, values: object) -> tuple[tuple[str, ...], ...]:
        if not isinstance(values, list):
            self.report(("groups",), "shape", "groups is a list of lists of words.")
            return ()
        groups = [self.words(("groups", number), group) for number, group in enumerate(values)]
        for number, group in enumerate(groups):
            if len(group) == 1:
                message = "A group of one word changes nothing; name another word or take it out."
                self.report(("groups", number), "single", message)
        return tuple(group for group in groups if len(group) > 1)

    def kinds(
        self, values: object, groups: Sequence[Sequence[str]]
    ) -> tuple[tuple[str, tuple[str, ...]], ...]:
        if not isinstance(values, Mapping):
            self.report(("kinds",), "shape", "kinds names words of groups, each with its kinds.")
            return ()
        known = {word for group in groups for word in group}
        kinds = []
        for word, listed in values.items():
            if word in known:
                kinds.append((str(word), self.words(("kinds", str(word)), listed)))
            else:
                hint = did_you_mean(str(word), known)
                self.report(("kinds", str(word)), "kind", f'"{word}" is in no group.', hint)
        return tuple(kinds)

    def words(self, keys: Keys, values: object) -> tuple[str, ...]:
        """The sound words of a list, each once; a word may stand in one list of the file only."""
        if not isinstance(values, list) or not all(isinstance(word, str | int) for word in values):
            self.report(keys, "group", "A group is a list of words, such as [parcel, package].")
            return ()
        found = [
            str(word) for at, word in enumerate(values) if self.is_sound((*keys, at), str(word))
        ]
        return tuple(found)

    def is_sound(self, keys: Keys, word: str) -> bool:
        parts = tuple(split_words(word, self.language))
        meant = tuple(self.language.stem(part) for part in parts)
        if fault := _fault(parts, self.language):
            self.report(keys, "word", f'"{word}" {fault}')
        elif parts in self.read:
            self.report_twice(keys, f'"{word}" also stands', self.read[parts])
        elif meant in self.lists and self.lists[meant] != keys[:-1]:
            self.report_twice(keys, f'A form of "{word}" stands', self.lists[meant])
        else:
            self.read[parts] = self.lists[meant] = keys[:-1]
            return True
        return False

    def report_twice(self, keys: Keys, what: str, other: Keys) -> None:
        if other != keys[:-1]:
            message = f"{what} in the list on line {self.line_of(other)} too."
            self.report(keys, "twice", message, "Keep it where most shoppers mean it.")


def _fault(parts: Sequence[str], language: Language) -> str:
    if not parts:
        return "holds no letter or digit."
    if len(parts) > LONGEST_PHRASE:
        return f"has more than {LONGEST_PHRASE} words; keep those that matter."
    if len(parts) == 1 and parts[0] in language.stop_words:
        return "never counts in this language; take it out."
    return ""


def _problem(place: Place, kind: str, message: str, hint: str = "") -> Problem:
    return Problem(
        id=f"synonyms.{kind}", place=place, message=message, hint=hint or f"Example:\n{EXAMPLE}"
    )

"""YAML read with the line of every entry, so that each problem can name its place.

Plain values follow the core schema of YAML 1.2, so that NO is a country and 09:00 a text; decimals
become `Decimal` and dates `date`.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from helpcenter_build.problems import Place, Problem

Keys = tuple[str | int, ...]
"""The way to an entry: ("topics", "payment", "articles", 2)."""

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # some ten times as fast, where it is built
WORDS = {"": None, "~": None, "null": None, "true": True, "false": False}
WHOLE = re.compile(r"[-+]?[0-9]+")
DECIMAL = re.compile(r"[-+]?(\.[0-9]+|[0-9]+\.[0-9]*)([eE][-+]?[0-9]+)?|[-+]?[0-9]+[eE][-+]?[0-9]+")
DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Located:
    """Plain values (dict, list, str, int, Decimal, bool, date, None) and the line of each."""

    value: object
    lines: Mapping[Keys, int]

    def line_of(self, keys: Keys) -> int:
        """The entry's own line, or that of the nearest entry around it."""
        while keys and keys not in self.lines:
            keys = keys[:-1]
        return self.lines.get(keys, 0)


def dotted(keys: Keys) -> str:
    """Keys as a reader writes them: topics.payment.articles[2]."""
    text = ""
    for key in keys:
        text += f"[{key}]" if isinstance(key, int) else f".{key}"
    return text.removeprefix(".")


def parse_located(
    text: str, path: Path, *, first_line: int = 1
) -> tuple[Located | None, list[Problem]]:
    """The document in `text`, whose first line is `first_line` of the file at `path`.

    Broken syntax leaves nothing to return and is one problem; a key given twice is a problem
    of its own and the later entry counts.
    """
    reader = _Reader(path=path, offset=first_line)
    loader = LOADER(text)
    try:
        node = loader.get_single_node()
    except yaml.MarkedYAMLError as error:
        return None, [reader.syntax_problem(error)]
    except yaml.YAMLError as error:
        return None, [_problem(path, first_line, "yaml.syntax", f"{error}".splitlines()[0], "")]
    finally:
        loader.dispose()
    value = None if node is None else reader.value_of(node, ())
    reader.lines.setdefault((), first_line)
    return Located(value=value, lines=reader.lines), reader.problems


def plain_value(text: str) -> object:
    """The value of a scalar without quotes; ValueError for a date that does not exist."""
    if text in WORDS:
        return WORDS[text]
    if WHOLE.fullmatch(text):
        return int(text)
    if DECIMAL.fullmatch(text):
        return Decimal(text)
    return date.fromisoformat(text) if DATE.fullmatch(text) else text


@dataclass(slots=True, kw_only=True)
class _Reader:
    path: Path
    offset: int
    lines: dict[Keys, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    open_nodes: set[int] = field(default_factory=set)

    def value_of(self, node: Node, keys: Keys) -> object:
        self.lines.setdefault(keys, self.line(node))
        if id(node) in self.open_nodes:
            self.report(node, "yaml.recursion", f"{dotted(keys)} contains itself.", "")
            return None
        self.open_nodes.add(id(node))
        try:
            return self.inner_value(node, keys)
        finally:
            self.open_nodes.discard(id(node))

    def inner_value(self, node: Node, keys: Keys) -> object:
        if isinstance(node, MappingNode):
            return {
                key: self.value_of(child, (*keys, key)) for key, child in self.pairs(node, keys)
            }
        if isinstance(node, SequenceNode):
            return [self.value_of(child, (*keys, place)) for place, child in enumerate(node.value)]
        assert isinstance(node, ScalarNode)
        return self.scalar(node, keys)

    def pairs(self, node: MappingNode, keys: Keys) -> Iterator[tuple[str, Node]]:
        entries: dict[str, Node] = {}
        for key_node, child in node.value:
            key = key_node.value if isinstance(key_node, ScalarNode) else ""
            if key in entries:
                first = self.lines[(*keys, key)]
                self.report(
                    key_node,
                    "yaml.duplicate",
                    f"{dotted((*keys, key))} is given twice, first in line {first}.",
                    "Keep one of the two entries.",
                )
            self.lines[(*keys, key)] = self.line(key_node)
            entries[key] = child
        yield from entries.items()

    def scalar(self, node: ScalarNode, keys: Keys) -> object:
        try:
            return node.value if node.style else plain_value(node.value)
        except ValueError:
            message = f"{dotted(keys)}: {node.value} is no date."
            self.report(node, "yaml.value", message, "A date is written 2026-11-20.")
            return None

    def line(self, node: Node) -> int:
        return int(node.start_mark.line) + self.offset

    def report(self, node: Node, id: str, message: str, hint: str) -> None:
        self.problems.append(_problem(self.path, self.line(node), id, message, hint))

    def syntax_problem(self, error: yaml.MarkedYAMLError) -> Problem:
        mark = error.problem_mark or error.context_mark
        line = self.offset + (int(mark.line) if mark else 0)
        sentence = ", ".join(part for part in (error.context, error.problem) if part)
        hint = (
            "Text with a colon, a quote or a leading special character stands in quotes: "
            'title: "Step by step: how".'
        )
        return _problem(self.path, line, "yaml.syntax", f"Not valid YAML: {sentence}.", hint)


def _problem(path: Path, line: int, id: str, message: str, hint: str) -> Problem:
    return Problem(id=id, place=Place(path=path, line=line), message=message, hint=hint)

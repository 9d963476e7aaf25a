"""YAML read with the line of every entry, so that each problem can name its place."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from ruamel.yaml import YAML
from ruamel.yaml.constructor import ConstructorError
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from helpcenter_build.problems import Place, Problem

Keys = tuple[str | int, ...]
"""The way to an entry: ("topics", "payment", "articles", 2)."""

FLOAT = "tag:yaml.org,2002:float"


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
    yaml = YAML(typ="safe", pure=True)
    reader = _Reader(yaml=yaml, path=path, offset=first_line)
    try:
        node = yaml.compose(text)
    except MarkedYAMLError as error:
        return None, [reader.syntax_problem(error)]
    except YAMLError as error:
        return None, [_problem(path, first_line, "yaml.syntax", f"{error}".splitlines()[0], "")]
    value = None if node is None else reader.value_of(node, ())
    reader.lines.setdefault((), first_line)
    return Located(value=value, lines=reader.lines), reader.problems


@dataclass(slots=True, kw_only=True)
class _Reader:
    yaml: YAML
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

    def scalar(self, node: Node, keys: Keys) -> object:
        try:
            if node.tag == FLOAT or str(node.tag) == FLOAT:
                return Decimal(node.value.replace("_", ""))
            return self.yaml.constructor.construct_object(node)
        except (ConstructorError, ValueError, ArithmeticError):
            message = f"{dotted(keys)}: {node.value!r} cannot be read."
            self.report(node, "yaml.value", message, f'Put it in quotes: "{node.value}".')
            return None

    def line(self, node: Node) -> int:
        return int(node.start_mark.line) + self.offset

    def report(self, node: Node, id: str, message: str, hint: str) -> None:
        self.problems.append(_problem(self.path, self.line(node), id, message, hint))

    def syntax_problem(self, error: MarkedYAMLError) -> Problem:
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

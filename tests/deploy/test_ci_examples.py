"""The examples for editors' pull requests: valid, and every command in them exists."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from click import Command, Context

from helpcenter_build.cli import main

ROOT = Path(__file__).parents[2]
EXAMPLES = sorted((ROOT / "deploy" / "ci").glob("*.yml"))
PIPED = re.compile(r"\b(helpcenter [^|>;}]*)")


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    for child in (
        value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    ):
        yield from _strings(child)


def _calls(path: Path) -> list[list[str]]:
    lines = "\n".join(_strings(yaml.safe_load(path.read_text(encoding="utf-8")))).splitlines()
    return [shlex.split(call)[1:] for line in lines for call in PIPED.findall(line)]


def test_there_is_an_example_for_both_hosts() -> None:
    assert [path.name for path in EXAMPLES] == [
        "github-pull-request.yml",
        "gitlab-merge-request.yml",
    ]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_command_of_an_example_is_understood(path: Path) -> None:
    calls = _calls(path)
    assert ["check", "--format", path.stem.partition("-")[0]] in calls
    context = Context(main, info_name="helpcenter")
    for name, *options in calls:
        command = main.get_command(context, name)
        assert isinstance(command, Command), name
        command.make_context(name, options, parent=context)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_file_an_example_names_exists(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    named = re.findall(r"requirements/[\w.]+|deploy/ci/[\w.-]+", text)
    assert named
    assert [name for name in named if not (ROOT / name).exists()] == []

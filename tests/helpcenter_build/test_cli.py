"""The helpcenter command: every command loads alone, and says what it lacks."""

from importlib.metadata import EntryPoint, entry_points

import click
import pytest
from click.testing import CliRunner

from helpcenter_build import cli

COMMANDS = sorted(entry.name for entry in entry_points(group=cli.GROUP))


def test_help_lists_every_command_with_a_sentence_and_examples() -> None:
    result = CliRunner().invoke(cli.main, ["--help"])
    assert result.exit_code == 0
    for name in COMMANDS:
        assert f"\n  {name} " in result.output
    assert "Examples:" in result.output
    assert "helpcenter serve" in result.output
    assert "..." not in result.output.partition("Commands:")[2]  # no sentence is cut short


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself(name: str) -> None:
    result = CliRunner().invoke(cli.main, [name, "--help"])
    assert result.exit_code == 0, result.output
    assert result.output.startswith("Usage: ")
    assert len(result.output.splitlines()) > 4


def test_an_unknown_command_is_refused() -> None:
    result = CliRunner().invoke(cli.main, ["biuld"])
    assert result.exit_code == 2
    assert "biuld" in result.output


@pytest.mark.parametrize(
    ("module", "extra"), [("helpcenter_build.absent", "build"), ("form_service.absent", "service")]
)
def test_a_command_without_its_libraries_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, module: str, extra: str
) -> None:
    entry = EntryPoint(name="absent", value=f"{module}:command", group=cli.GROUP)

    def only_absent(*, group: str, name: str = "absent") -> tuple[EntryPoint, ...]:
        return (entry,) if name == "absent" else ()

    monkeypatch.setattr(cli, "entry_points", only_absent)
    listed = CliRunner().invoke(cli.main, ["--help"])
    assert listed.exit_code == 0
    result = CliRunner().invoke(cli.main, ["absent", "--now", "x"])
    assert result.exit_code == 1
    assert f'pip install "shop-help-center[{extra}]"' in result.output
    assert module in result.output


def test_commands_are_click_commands() -> None:
    assert all(isinstance(entry.load(), click.Command) for entry in entry_points(group=cli.GROUP))

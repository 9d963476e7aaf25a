"""README describes the product as it is: every setting and every command."""

import re
from importlib.metadata import entry_points
from pathlib import Path

import pytest

from form_service.settings import SETTINGS, Setting

README = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| `(HELPCENTER_[A-Z_]+)` \| (.+) \| (.+) \|$", re.MULTILINE)
ROWS = {name: (meaning, default) for name, meaning, default in ROW.findall(README)}
COMMANDS = sorted(entry.name for entry in entry_points(group="helpcenter.commands"))


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.name)
def test_every_setting_is_described(setting: Setting) -> None:
    meaning, default = ROWS[setting.name]
    assert setting.meaning.lower() in meaning.lower()
    assert (f"{setting.name}_FILE" in meaning) is setting.secret
    assert default == (f"`{setting.default}`" if setting.default else "–")


def test_nothing_else_is_described_as_a_setting() -> None:
    assert set(ROWS) == {setting.name for setting in SETTINGS}


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_described(command: str) -> None:
    assert f"helpcenter {command}" in README


@pytest.mark.parametrize("target", ["make serve", "make test", "make bench", "make faults"])
def test_the_newcomers_commands_exist(target: str) -> None:
    makefile = (Path(__file__).parents[1] / "Makefile").read_text(encoding="utf-8")
    assert target in README
    assert re.search(rf"^{target.removeprefix('make ')}:.*## ", makefile, re.MULTILINE)

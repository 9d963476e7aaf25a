"""The small shop's content, copied, and the commands run on it."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from helpcenter_build.cli import main
from tests.helpcenter_build.checks.copies import TODAY, copied, problems_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Editor:
    """Runs commands on a content folder."""

    content: Path
    root: Path  # of catalogues and mails, for a test to fill

    def run(self, *arguments: str, exit_code: int = 0) -> str:
        """What the command printed; its exit code must be as expected."""
        group = main.get_command(click.Context(main), arguments[0])
        assert group is not None
        nested = arguments[1:2] if arguments[1:2] in {("begin",), ("done",)} else ()
        if arguments[0] in {"translations", "new-locale"} and not nested:
            arguments = (arguments[0], "--root", str(self.root), *arguments[1:])
        if arguments[0] == "new":
            arguments = (*arguments, "--date", TODAY.isoformat())
        rest = [*nested, "--content", str(self.content), *arguments[1 + len(nested) :]]
        result = CliRunner().invoke(group, rest)
        assert result.exit_code == exit_code, result.output
        return result.output

    def read(self, name: str) -> str:
        return (self.content / name).read_text(encoding="utf-8")

    def write(self, name: str, text: str) -> None:
        (self.content / name).parent.mkdir(parents=True, exist_ok=True)
        (self.content / name).write_text(text, encoding="utf-8")

    def replace(self, name: str, old: str, new: str) -> None:
        text = self.read(name)
        assert old in text, (name, old)
        self.write(name, text.replace(old, new, 1))

    def problems(self) -> list[str]:
        return [str(problem) for problem in problems_of(self.content)]

    def hashes(self) -> Mapping[str, str]:
        """Every file with the hash of its bytes."""
        return {
            path.relative_to(self.content).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in self.content.rglob("*")
            if path.is_file()
        }


@pytest.fixture
def editor(tmp_path: Path) -> Editor:
    (tmp_path / "root").mkdir()
    return Editor(content=copied(tmp_path), root=tmp_path / "root")

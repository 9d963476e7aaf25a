"""Wrong usage of the operator's commands: one sentence and a status, never a traceback."""

from collections.abc import Callable
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from form_service.commands.database import database
from form_service.commands.deliver import deliver
from form_service.commands.outbox import outbox
from form_service.commands.submissions import submissions
from form_service.commands.upkeep import digest, purge, settings
from tests.form_service.bundles import write_small_bundle

COMMANDS: dict[str, click.Command] = {
    "database": database,
    "deliver": deliver,
    "digest": digest,
    "outbox": outbox,
    "purge": purge,
    "settings": settings,
    "submissions": submissions,
}
Run = Callable[..., Result]
HUGE = "9" * 30


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """`run("outbox list", bundle=...)`: a command and the settings that differ."""
    (tmp_path / "text.db").write_text("This is a letter and not a database. " * 50)
    places = {
        "mode": "development",
        "bundle": str(tmp_path / "bundle"),
        "database": f"sqlite:///{tmp_path / 'help.db'}",
    }

    def invoke(words: str, **changes: str) -> Result:
        name, *arguments = words.format(folder=tmp_path).split()
        chosen = places | {key: text.format(folder=tmp_path) for key, text in changes.items()}
        environ = {f"HELPCENTER_{key.upper()}": value for key, value in chosen.items()}
        return CliRunner().invoke(COMMANDS[name], arguments, env=environ)

    return invoke


def _is_plain(result: Result, status: int, said: str) -> bool:
    assert isinstance(result.exception, SystemExit), repr(result.exception)
    assert result.exit_code == status, result.output
    assert said in result.output
    return "Traceback" not in result.output


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself(name: str, run: Run) -> None:
    assert run(f"{name} --help").output.startswith("Usage: ")


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        ("outbox show 99", 1, "There is no mail 99"),
        (f"outbox show {HUGE}", 2, "not in the range"),
        (f"outbox retry {HUGE}", 2, "not in the range"),
        ("outbox list --limit 0", 2, "not in the range"),
        (f"submissions held --limit {HUGE}", 2, "not in the range"),
        ("submissions show letter", 1, "letter is no reference"),
        ("submissions show 7KQF-2MXA-9TRWC", 1, "There is no submission 7KQF-2MXA-9TRWC"),
        ("submissions export nobody", 1, "nobody is no e-mail address"),
        (f"digest --days {HUGE}", 2, "not in the range"),
        ("database backup {folder}/text.db/x/copy.db", 1, "text.db"),
        ("database backup {folder}", 2, "is a directory"),
        ("database copy mysql://x", 1, "The target must be like sqlite:"),
        ("database copy postgresql://u:p@host:port/x", 1, "The target must be like sqlite:"),
        ("database copy sqlite:///{folder}/help.db", 1, "The target is the database in use"),
        ("database copy sqlite:///{folder}/text.db", 1, "file is not a database"),
        ("database copy sqlite:///{folder}/text.db/x/help.db", 1, "text.db"),
    ],
)
def test_wrong_usage_is_answered_with_a_sentence(
    words: str, status: int, said: str, run: Run
) -> None:
    assert run("outbox list").output == "Nothing waits.\n"
    assert _is_plain(run(words), status, said)


@pytest.mark.parametrize("words", ["purge", "digest --mail", "submissions release 7KQF-2MXA-9TRWC"])
def test_without_a_bundle_the_command_says_how_to_get_one(words: str, run: Run) -> None:
    assert _is_plain(run(words), 1, "Run helpcenter build, or set HELPCENTER_BUNDLE")


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("sqlite:///{folder}/text.db", "file is not a database"),
        ("sqlite:///{folder}", "unable to open database file"),
        ("sqlite:///{folder}/text.db/x/help.db", "text.db"),
        ("postgresql://u:p@127.0.0.1:1/x", "port 1 failed"),
    ],
)
@pytest.mark.parametrize("words", ["database check", "database upgrade", "outbox list", "purge"])
def test_an_unusable_database_is_named(
    words: str, place: str, said: str, run: Run, capfd: pytest.CaptureFixture[str]
) -> None:
    result = run(words, database=place)
    assert isinstance(result.exception, SystemExit), repr(result.exception)
    assert result.exit_code in {1, 2}
    assert said in result.output + capfd.readouterr().err


def test_a_misspelt_locale_of_staff_is_named(run: Run, tmp_path: Path) -> None:
    write_small_bundle(tmp_path / "bundle")
    assert run("deliver --once", staff_locale="bg").exit_code == 0
    said = "HELPCENTER_STAFF_LOCALE must be one of en, "
    assert _is_plain(run("deliver --once", staff_locale="bgg"), 2, said)


def test_a_good_bundle_and_database_are_no_trouble(run: Run, tmp_path: Path) -> None:
    write_small_bundle(tmp_path / "bundle")
    assert run("purge").exit_code == 0
    assert run("deliver --once").output == "0 mails tried\n"

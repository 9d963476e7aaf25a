"""The lock beside the database: one process writes, the next is woken at once."""

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from form_service.storage.database import open_database
from form_service.storage.schema import prepare
from form_service.storage.turns import Turn
from form_service.storage.writer import DatabaseUnavailableError
from tests.conftest import ROOT

HOLD = """
import sys
from form_service.storage.turns import Turn
with Turn(sys.argv[1]):
    print("mine", flush=True)
    sys.stdin.read()
"""


def hold(path: Path) -> subprocess.Popen[str]:
    """Another process that has its turn until its input ends."""
    pipe = subprocess.PIPE
    command = [sys.executable, "-c", HOLD, str(path)]
    process = subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "mine\n"
    return process


def take(turn: Turn, taken: threading.Event) -> None:
    with turn:
        taken.set()


@pytest.mark.parametrize("is_killed", [False, True])
def test_the_next_has_its_turn_when_the_other_process_lets_go_or_dies(
    tmp_path: Path, is_killed: bool
) -> None:
    path = tmp_path / "turn"
    other, taken, turn = hold(path), threading.Event(), Turn(str(path))
    waiting = threading.Thread(target=take, args=(turn, taken))
    waiting.start()
    assert not taken.wait(0.2)
    if is_killed:
        os.kill(other.pid, signal.SIGKILL)
    other.communicate()
    assert taken.wait(30)
    waiting.join()
    turn.close()


def test_a_process_that_keeps_its_turn_makes_the_others_say_so_and_nothing_is_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("form_service.storage.writer.PATIENCE", 0.2)
    path = tmp_path / "helpcenter.db"
    database = open_database(f"sqlite:///{path}")
    prepare(database)
    other = hold(Path(f"{path}-turn"))
    with pytest.raises(DatabaseUnavailableError, match="busy"):
        database.write(lambda _c: 1)
    other.communicate()
    assert database.write(lambda _c: 2) == 2
    database.close()

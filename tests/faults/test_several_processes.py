"""Several web processes behind one port: one service, that begins, counts and ends as one."""

import os
import signal
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from form_service.settings import Settings
from form_service.storage.tables import outbox
from tests.faults.running import Running, Visitor, form, is_up, send_many
from tests.faults.test_crashes import chosen, opened, stored_references
from tests.form_service.test_start import start as start_and_wait
from tests.tools.missing import missing
from tests.tools.smtp import SmtpSink
from tests.tools.waiting import wait_until

PROCESSES = 3


def children(running: Running) -> list[int]:
    """The web processes, by proc(5)."""
    assert running.process is not None
    file = Path(f"/proc/{running.process.pid}/task/{running.process.pid}/children")
    if not file.exists():
        missing("/proc", "run on Linux")
    return [int(word) for word in file.read_text().split()]


def has_ended(process: int) -> bool:
    return not Path(f"/proc/{process}").exists()


def send_apart(port: int, values: dict[str, str]) -> int:
    """Send a form over a connection of its own; the answer's status."""
    visitor = Visitor(port)
    status = visitor.send(values).status
    visitor.close()
    return status


def test_every_process_answers_and_one_of_them_delivers(
    running: Any, settings: Settings, database_url: str, smtp_sink: SmtpSink
) -> None:
    place = chosen(settings, database_url)
    service = running(processes=str(PROCESSES), smtp=smtp_sink.url, **place)
    assert len(children(service)) == PROCESSES
    answers = send_many(service.port, [form(number) for number in range(40)], visitors=20)
    assert {answer.status for answer in answers} == {303}
    assert len(stored_references(place)) == 40
    smtp_sink.wait_for(80)
    assert wait_until(lambda: states(place) == {"sent": 80}, 30)
    assert set(Counter(str(mail.message["Message-ID"]) for mail in smtp_sink.mails).values()) == {1}


def states(place: dict[str, str]) -> Counter[str]:
    database = opened(place)
    found = database.read(lambda c: Counter(c.execute(select(outbox.c.state)).scalars()))
    database.close()
    return found


def test_a_limit_holds_for_all_processes_together(
    running: Any, settings: Settings, database_url: str
) -> None:
    place = chosen(settings, database_url)
    limits = {"limit_per_address": "5", "limit_minutes": "1440"}
    service = running(processes=str(PROCESSES), **limits, **place)
    statuses = Counter(send_apart(service.port, form(number)) for number in range(30))
    assert statuses == {303: 5, 429: 25}


@pytest.mark.parametrize("sign", [signal.SIGKILL, signal.SIGTERM])
def test_the_end_of_one_process_ends_the_service(running: Any, sign: signal.Signals) -> None:
    service = running(processes="2")
    first, second = children(service)
    os.kill(first, sign)
    assert service.process.wait(30) == 1
    assert has_ended(second)
    assert not is_up(service.port)


def test_the_others_end_when_the_first_process_is_killed(running: Any) -> None:
    service = running(processes="2")
    others = children(service)
    service.kill()
    assert wait_until(lambda: all(map(has_ended, others)), 30)
    service.launch()  # the port is free again
    assert send_apart(service.port, form(1)) == 303


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT])
def test_a_service_that_is_told_to_end_ends_in_order(running: Any, sign: signal.Signals) -> None:
    service = running(processes="2")
    others = children(service)
    service.process.send_signal(sign)
    assert service.process.wait(30) == 0
    assert all(map(has_ended, others))
    assert "Traceback" not in (service.folder / "service.log").read_text()


def test_a_port_in_use_is_said_in_a_sentence(
    running: Any, bundle_folder: Path, tmp_path: Path
) -> None:
    port = running().port
    given = {"HELPCENTER_BUNDLE": str(bundle_folder), "HELPCENTER_PORT": str(port)}
    ended = start_and_wait(tmp_path, "import form_service.__main__ as m; m.main()", **given)
    assert ended.returncode == 2
    assert "The form service does not start:\n" in ended.stderr
    assert "Address already in use" in ended.stderr
    assert "Traceback" not in ended.stderr

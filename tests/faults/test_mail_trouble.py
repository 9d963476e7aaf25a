"""Mail servers that are down, slow, full, suspicious or wrong; mails that nobody can write."""

import re
import time
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select, update

from form_service.background import build_delivery
from form_service.delivery.mailer import Answer, Mailer, SmtpMailer
from form_service.delivery.outbox import ACKNOWLEDGEMENT
from form_service.service import Service
from form_service.storage.tables import outbox, submissions
from tests.faults.conftest import Scaled, State
from tests.faults.running import Visitor, form, percentile
from tests.faults.test_crashes import drain as deliver_rest
from tests.form_service.conftest import TestClock
from tests.form_service.shoppers import CONTACT, KeepingMailer, Shopper
from tests.form_service.smtp_servers import hangs_up_after, one_byte_a_second, server, silent
from tests.form_service.storage.test_submissions import arrive, naming, submission
from tests.tools.ports import reserve_port
from tests.tools.smtp import SmtpSink
from tests.tools.waiting import wait_until

NEVER = 10**9
LATER = Answer(kind="deferred", reason="451 4.7.1 later")


def drain(service: Service, mailer: Mailer) -> None:
    delivery = build_delivery(service, mailer)
    while delivery.deliver_one():
        pass
    delivery.close()


def states(service: Service) -> dict[str, int]:
    query = select(outbox.c.mail, outbox.c.state, func.count()).group_by(
        outbox.c.mail, outbox.c.state
    )
    return service.database.read(lambda c: {f"{m} {s}": n for m, s, n in c.execute(query)})


def test_smtp_down_while_shoppers_write(
    running: Any, settings: Any, database_url: str, fault_bundle: Path, scaled: Scaled,
    state: State,
) -> None:  # fmt: skip
    """The hour is scaled down; what matters is the size of the queue and the pace of the posts."""
    place = {"database": settings.database if "sqlite" in database_url else database_url}
    port = reserve_port()
    service = running(smtp=f"smtp://127.0.0.1:{port}", **place)
    count = scaled(3000, 100)
    visitor, waits = Visitor(service.port), []
    for number in range(count):
        began = time.monotonic()
        answer = visitor.send(form(number))
        assert answer.status == 303
        waits.append(answer.seconds)
        time.sleep(max(0.0, began + scaled(100, 20) / 1000 - time.monotonic()))
    visitor.close()
    service.end()
    kept: list[bytes] = []
    with server(hangs_up_after(NEVER, kept)) as url:
        service.environ["HELPCENTER_SMTP"] = url
        service.launch()
        began = time.monotonic()
        most = int(count * 2 * 0.9)
        arrived = wait_until(lambda: len(kept) >= most, 120)
        seconds = time.monotonic() - began
        wait_until(lambda: len(kept) >= count * 2, 3)
        service.end()
        # The mails that were tried while the server was down wait for their minute.
        deliver_rest(settings, place, fault_bundle, url)
    kinds = [b".ticket@" in mail.split(b"Message-ID", 1)[1][:90] for mail in kept]
    early = sum(kinds[: int(count * 0.9)]) / int(count * 0.9)
    p99 = percentile(waits, 0.99) * 1000
    pace = most / seconds
    state(
        3,
        f"SMTP down, {count} submissions, then up",
        f"POST p99 {p99:.0f} ms, {pace:.0f} mails/s, tickets first {early:.0%}",
        "all arrive, tickets first",
        arrived and len(kept) == count * 2 and early > 0.97,
        pace="p99 <= 50 ms, >= 300/s",
        keeps_pace=p99 <= 50 and pace >= 300,
    )


def test_451_once_and_for_five_days(both_services: Service, clock: TestClock, state: State) -> None:
    arrive(both_services, naming("mailer-daemon@example.com", 1))  # a ticket alone
    answers = iter([LATER])
    mailer = KeepingMailer(answer=lambda _m: next(answers, Answer(kind="sent")))
    for _ in range(3):
        drain(both_services, mailer)
        clock.turn(minutes=2)
    once = len(mailer.messages)
    arrive(both_services, naming("mailer-daemon@example.com", 2, arrived_at=clock.now))
    stubborn = KeepingMailer(
        answer=lambda m: LATER if "ticket" in m.message_id else Answer(kind="sent")
    )
    times = []
    for _ in range(6 * 24 * 4):
        before = len(stubborn.messages)
        drain(both_services, stubborn)
        times += [clock.now] * sum("ticket" in m.message_id for m in stubborn.messages[before:])
        clock.turn(minutes=15)
    shortest = min(b - a for a, b in pairwise(times))
    alerts = sum("alert-failed" in m.message_id for m in stubborn.messages)
    final = states(both_services)
    state(
        5,
        "451 once; 451 for five days",
        f"{once} attempts; {len(times)} attempts, rejected, {alerts} alert",
        "2; a final state, 1 alert, <= 1/min",
        once == 2
        and final.get("ticket rejected") == 1
        and alerts == 1
        and shortest >= timedelta(minutes=1),
    )


def trouble(name: str) -> tuple[Any, str]:
    return {"silent banner": (silent, "smtp"), "1 byte/s": (one_byte_a_second, "smtp"),
            "TLS failure": (hangs_up_after(NEVER, []), "smtps"),
            "AUTH failure": (hangs_up_after(NEVER, []), "smtp")}[name]  # fmt: skip


@pytest.mark.parametrize("name", ["silent banner", "1 byte/s", "TLS failure", "AUTH failure"])
def test_servers_that_lead_nowhere(
    service: Service, clock: TestClock, scaled: Scaled, state: State, name: str
) -> None:
    arrive(service, submission(1))
    behave, scheme = trouble(name)
    limit = scaled(30, 1)
    with server(behave) as url:
        password = "user:secret@" if name == "AUTH failure" else ""
        address = url.replace("smtp://", f"{scheme}://{password}")
        mailer = SmtpMailer(address, "bounces@marigold.example", seconds=limit)
        delivery = build_delivery(service, mailer)
        began = time.monotonic()
        delivery.deliver_one()
        seconds = time.monotonic() - began
        delivery.close()
    kept: list[bytes] = []
    clock.turn(minutes=2)
    with server(hangs_up_after(NEVER, kept)) as url:
        drain(service, SmtpMailer(url, "bounces@marigold.example"))
    state(
        6,
        f"a mail server with {name}",
        f"{seconds:.1f} s, then {len(kept)} of 2 mails delivered",
        f"<= {limit} s an attempt, all delivered",
        seconds <= limit + 1 and len(kept) == 2,
    )


@pytest.mark.parametrize("reply", ["550 5.1.1 unknown", "552 5.2.2 full", "no SMTPUTF8"])
def test_refused_shoppers(service: Service, smtp_sink: SmtpSink, state: State, reply: str) -> None:
    address = "анна@example.com" if reply == "no SMTPUTF8" else "anna@example.com"
    arrive(service, naming(address, 1))
    kept: list[bytes] = []
    if reply == "no SMTPUTF8":
        with server(hangs_up_after(NEVER, kept)) as url:
            drain(service, SmtpMailer(url, "bounces@marigold.example"))
    else:
        smtp_sink.refuse("RCPT", reply, address=address)
        drain(service, SmtpMailer(smtp_sink.url, "bounces@marigold.example"))
    found = states(service)
    state(
        6,
        f"acknowledgement refused: {reply}",
        ", ".join(sorted(found)),
        "ticket sent, staff told",
        found.get("ticket sent") == 1
        and found.get("acknowledgement rejected") == 1
        and found.get("alert-failed sent") == 1,
    )


def test_two_autoresponders(
    shopper: Shopper, service: Service, clock: TestClock, scaled: Scaled, state: State
) -> None:
    """Whatever reaches the shopper's address makes it write again, for 24 hours."""
    mailer = KeepingMailer()
    answers = 0
    for turn in range(scaled(24 * 60, 96)):
        order = f"MG-{turn:07}"
        shopper.send("/desk/en/contact", CONTACT | {"order_number": order})
        drain(service, mailer)
        answers = sum(ACKNOWLEDGEMENT in m.message_id for m in mailer.messages)
        clock.turn(seconds=24 * 3600 / scaled(24 * 60, 96) - 20)
    state(10, "two autoresponders for 24 h", f"{answers} acknowledgements", "<= 3", answers <= 3)


def test_a_mail_that_cannot_be_composed(
    both_services: Service, clock: TestClock, scaled: Scaled, state: State
) -> None:
    count = scaled(500, 20)
    for number in range(count):
        arrive(both_services, submission(number), client=f"10.1.{number // 100}.{number % 100}")
    broken = update(submissions).where(submissions.c.reference == "REF-0007")
    both_services.database.write(lambda c: c.execute(broken.values(locale="xx")))
    mailer = KeepingMailer()
    for _ in range(8):
        drain(both_services, mailer)
        clock.turn(minutes=2)
    counted = Counter(re.sub(r"^.*\.(\w+)@.*$", r"\1", m.message_id) for m in mailer.messages)
    alerts = sum("alert-failed" in m.message_id for m in mailer.messages)
    attempts = both_services.database.read(
        lambda c: (
            c.execute(select(outbox.c.attempts).where(outbox.c.state == "held")).scalars().all()
        )
    )
    state(
        23,
        f"a mail that cannot be composed, among {count * 2}",
        f"{counted['ticket']} tickets flow, parked after {set(attempts)}, {alerts} alert",
        f"{count - 1} tickets, after 5, 1 alert",
        counted["ticket"] == count - 1 and set(attempts) == {5} and alerts == 1,
    )


def test_the_loop_is_the_service_s_own(make_service: Callable[..., Service]) -> None:
    """What the experiments above replace is the mailer alone."""
    service = make_service(smtp="smtp://127.0.0.1:9")
    assert isinstance(build_delivery(service)._mailer, SmtpMailer)

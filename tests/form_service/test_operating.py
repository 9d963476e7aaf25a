"""What operators do: hold and release, export and erase, purge, send again, read the digest."""

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from click.testing import Result
from sqlalchemy import event, select, update

from form_service.background import Background, build_delivery, keep_house
from form_service.commands.deliver import deliver
from form_service.commands.outbox import outbox as outbox_command
from form_service.commands.submissions import submissions as submissions_command
from form_service.commands.upkeep import digest
from form_service.delivery.outbox import new_mail
from form_service.service import Service
from form_service.settings import Settings
from form_service.storage.copying import scrub
from form_service.storage.custody import erase_address, export_address, reject, release
from form_service.storage.database import open_database
from form_service.storage.housekeeping import BATCH, purge
from form_service.storage.submissions import queue_alert
from form_service.storage.tables import (
    acknowledgements,
    delivery_attempts,
    feedback,
    metadata,
    outbox,
    photos,
    rate_limits,
    submissions,
)
from tests.form_service.conftest import MONDAY, TestClock
from tests.form_service.photos.test_photos import DAMAGED, upload
from tests.form_service.pictures import jpeg
from tests.form_service.posts import count, deliver_all
from tests.form_service.shoppers import CONTACT, Shopper
from tests.form_service.storage.test_submissions import arrive, mails, naming, submission
from tests.tools.smtp import SmtpSink

DAY = timedelta(days=1)
SPAM = CONTACT | {
    "leave_empty": "x",
    "message": "Buy https://a.example and https://b.example and www.c.example now",
}


def test_spam_is_held_and_released_with_one_command(
    shopper: Shopper, service: Service, run_command: Callable[..., Result], smtp_sink: SmtpSink
) -> None:
    sent = shopper.send("/desk/en/contact", SPAM)
    assert sent.status_code == 303  # nobody is told that it was recognised
    reference = sent.headers["Location"].rsplit("/", 1)[1]
    deliver_all(service, smtp_sink)
    assert smtp_sink.mails == []
    held = run_command(submissions_command, "held").output
    assert reference in held
    assert "hidden field filled in" in held
    assert "is on its way" in run_command(submissions_command, "release", reference.lower()).output
    deliver_all(service, smtp_sink)
    assert len(smtp_sink.wait_for(2)) == 2
    assert "is not held" in run_command(submissions_command, "release", reference).output


def test_rejected_spam_sends_nothing_ever(both_services: Service) -> None:
    arrive(both_services, submission(state="held"))
    assert both_services.database.write(lambda c: reject(c, "REF-0001", MONDAY))
    rules = both_services.rules(both_services.bundle.current())
    assert not both_services.database.write(lambda c: release(c, "REF-0001", rules, MONDAY))
    states = select(outbox.c.state)
    assert both_services.database.read(lambda c: c.execute(states).scalars().all()) == ["rejected"]


def test_everything_of_a_person_can_be_handed_out(
    shopper: Shopper, service: Service, run_command: Callable[..., Result]
) -> None:
    shopper.send("/desk/en/contact", DAMAGED | upload(jpeg()))
    shopper.send("/desk/en/contact", CONTACT | {"email": "boris@example.com"})
    (found,) = json.loads(run_command(submissions_command, "export", "ANNA@example.com").output)
    assert found["message"] == DAMAGED["message"]
    assert found["name"] == "Anna Ivanova"
    assert {mail["mail"] for mail in found["mails"]} == {"ticket", "acknowledgement"}
    assert len(found["photos"]) == 1


def test_a_person_is_found_by_the_index(service: Service) -> None:
    """A scan of a million submissions would hold up whoever writes to the shop."""
    statements: list[str] = []
    event.listen(
        service.database.engine, "before_cursor_execute", lambda *args: statements.append(args[2])
    )
    service.database.write(lambda c: export_address(c, "anna@example.com"))
    found = next(statement for statement in statements if "FROM submissions" in statement)
    with service.database.engine.connect() as connection:
        plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {found}", ("x",)).all()
    assert "USING INDEX submissions_by_mailbox" in str(plan)


def test_an_erased_address_leaves_no_byte_behind(
    shopper: Shopper, service: Service, run_command: Callable[..., Result], settings: Settings,
    smtp_sink: SmtpSink, caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    shopper.send("/desk/en/contact", DAMAGED | upload(jpeg()))
    friend = {"email": "boris@example.com", "message": "Answer to Anna@Example.com, please"}
    shopper.send("/desk/en/contact", CONTACT | friend)
    smtp_sink.refuse("RCPT", "550 5.1.1 <anna@example.com> is unknown", address="anna@example.com")
    deliver_all(service, smtp_sink)
    development = replace(service, settings=replace(service.settings, smtp=""))
    service.database.write(lambda c: c.execute(update(outbox).values(state="queued")))
    delivery = build_delivery(development)
    while delivery.deliver_one():
        pass
    folder = Path(settings.database.removeprefix("sqlite:///")).parent
    assert any(b"anna@example.com" in path.read_bytes() for path in folder.rglob("*.*"))

    assert (
        "1 submissions erased"
        in run_command(submissions_command, "erase", "anna@example.com", "--yes").output
    )

    for path in folder.rglob("*"):
        if path.is_file():
            content = path.read_bytes().lower()
            for trace in (b"anna@example.com", b"anna ivanova", b"the vase is in pieces"):
                owner = b"boris@example.com" if trace == b"anna ivanova" else b"\x00"
                assert trace not in content or owner in content, f"{trace!r} in {path.name}"
    assert count(service, photos) == 0
    left = service.database.read(lambda c: c.execute(select(submissions.c.message)).scalar_one())
    assert left == "Answer to [erased], please"
    assert "example.com" not in caplog.text


def test_erasing_works_on_postgresql_too(both_services: Service) -> None:
    arrive(both_services, naming("anna@example.com", 1, message="a secret of anna"))
    arrive(both_services, submission(2, message="I am not anna@example.com"))
    mailbox_hash = both_services.keys.keyed_hash("mailbox", "anna@example.com")
    erased = both_services.database.write(
        lambda c: erase_address(c, "anna@example.com", mailbox_hash)
    )
    assert erased == 1
    assert scrub(both_services.database)
    for table in metadata.sorted_tables:
        rows = both_services.database.read(lambda c, t=table: c.execute(select(t)).all())
        assert "anna@example.com" not in str(rows)
    assert both_services.database.read(lambda c: export_address(c, "anna@example.com")) == []
    assert count(both_services, acknowledgements) == 1


def test_what_is_too_old_is_deleted_and_what_waits_stays(both_services: Service) -> None:
    shop = both_services.bundle.current().shop
    ages = {1: 0, 2: 31, 3: 366, 4: 366}
    for number, days in ages.items():
        arrive(both_services, submission(number, arrived_at=MONDAY - days * DAY, network="n" * 32))

    def prepare_rows(connection: object) -> None:
        sent = update(outbox).where(outbox.c.submission != "REF-0004").values(state="sent")
        connection.execute(sent)  # type: ignore[attr-defined]
        picture = {"token": "t", "width": 1, "height": 1, "content": b"x", "preview": b"x"}
        for owner, age in (("REF-0001", 91), ("REF-0001", 1), (None, 3), (None, 1)):
            row = picture | {"submission": owner, "stored_at": MONDAY - age * DAY}
            connection.execute(photos.insert(), row)  # type: ignore[attr-defined]
        alert = new_mail("alert-failed", "x@x.example", "alert@x", MONDAY - 60 * DAY, state="sent")
        connection.execute(outbox.insert(), alert)  # type: ignore[attr-defined]

    both_services.database.write(prepare_rows)
    done = purge(both_services.database, shop, timedelta(minutes=10), MONDAY)
    assert done["submissions"] == 1
    assert done["photos"] == 2
    assert done["alerts"] == 1
    assert done["acknowledgements"] >= 2
    left = both_services.database.read(
        lambda c: {r.reference: r.network for r in c.execute(select(submissions))}
    )
    assert left == {"REF-0001": "n" * 32, "REF-0002": None, "REF-0004": None}
    assert count(both_services, rate_limits) == 2


def test_waiting_mails_are_listed_with_age_and_reason_and_can_be_sent_again(
    shopper: Shopper, service: Service, run_command: Callable[..., Result], smtp_sink: SmtpSink
) -> None:
    shopper.send("/desk/en/contact", CONTACT)
    smtp_sink.refuse("RCPT", "550 5.1.1 unknown", address="anna@example.com", times=1)
    deliver_all(service, smtp_sink)
    listed = run_command(outbox_command, "list").output
    assert "rejected" in listed
    assert "550 5.1.1 unknown" in listed
    assert "anna" not in listed
    assert "550 5.1.1 unknown" in run_command(outbox_command, "show", "2").output
    run_command(outbox_command, "show", "99", status=1)
    assert "1 of 1 mails are queued again" in run_command(outbox_command, "retry", "2").output
    deliver_all(service, smtp_sink)
    assert len(smtp_sink.to("anna@example.com")) == 1


def test_deliver_once_sends_what_is_due(
    shopper: Shopper, run_command: Callable[..., Result], settings: Settings
) -> None:
    shopper.send("/desk/en/contact", CONTACT)
    assert "tried" in run_command(deliver, "--once").output


def test_the_digest_tells_what_shoppers_asked_and_missed(
    shopper: Shopper, run_command: Callable[..., Result], service: Service
) -> None:
    shopper.send("/desk/en/contact", CONTACT)
    shopper.open("/desk/en/search?q=quantum+chromodynamics")
    shopper.post("/desk/en/feedback", {"article": "returns/refund-times", "helpful": "no"})
    service.database.write(lambda c: c.execute(update(feedback).values(comment="Which day?")))
    said = run_command(digest, "--days", "3650", "--mail").output
    for part in ("1  where-is-my-order", "1  en  quantum chromodynamics",
                 "0 /   1  en  returns/refund-times", "Which day?"):  # fmt: skip
        assert part in said
    assert ("digest", "orders@marigold.example") in mails(service)


def test_attempts_go_with_their_mails(both_services: Service, clock: TestClock) -> None:
    arrive(both_services, naming("anna@example.com", 1))
    row = {"outbox_id": 1, "at": MONDAY, "seconds": 0.1, "outcome": "sent", "reason": ""}
    both_services.database.write(lambda c: c.execute(delivery_attempts.insert(), row))
    both_services.database.write(lambda c: erase_address(c, "anna@example.com", "x"))
    assert count(both_services, delivery_attempts) == 0


def test_old_rows_go_some_at_a_time_until_none_is_left(both_services: Service) -> None:
    shop, old = both_services.bundle.current().shop, MONDAY - 60 * DAY
    alerts = [
        new_mail("alert-failed", "x@x.example", f"alert{number}@x", old, state="sent")
        for number in range(BATCH + 1)
    ]
    both_services.database.write(lambda c: c.execute(outbox.insert(), alerts))
    assert purge(both_services.database, shop, timedelta(minutes=10), MONDAY)["alerts"] == BATCH + 1
    assert count(both_services, outbox) == 0


def test_an_alert_of_two_processes_at_one_moment_is_one_mail(both_services: Service) -> None:
    rules = both_services.rules(both_services.bundle.current())
    other = open_database(both_services.settings.database)
    queue = partial(queue_alert, mail="alert-failed", rules=rules, key="now", now=MONDAY)
    with ThreadPoolExecutor(1) as pool, both_services.database.engine.begin() as connection:
        queue(connection)
        second = pool.submit(other.write, queue)
        assert not wait([second], timeout=0.2).done  # it waits for the first, whatever comes of it
        connection.commit()
        second.result(timeout=30)
    other.close()
    assert [mail for mail, _ in mails(both_services)] == ["alert-failed"]


def test_staff_get_one_digest_a_day_while_something_is_held(
    both_services: Service, clock: TestClock
) -> None:
    keep_house(both_services)
    assert mails(both_services) == []
    arrive(both_services, submission(state="held", reasons=("3 links",)))
    for _ in range(3):
        keep_house(both_services)
    clock.turn(days=1)
    keep_house(both_services)
    assert [mail for mail, _ in mails(both_services)] == ["ticket", "digest", "digest"]


def test_background_work_ends_when_it_is_told_to(service: Service) -> None:
    background = Background(service)
    background.start()
    background.stop()
    assert not any(thread.is_alive() for thread in background._threads)

"""The mailer against real servers, polite and otherwise."""

import smtplib
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from form_service.composition.compose import Mail, Message, compose
from form_service.delivery.mailer import FolderMailer, SmtpMailer, hide_addresses
from tests.form_service import smtp_servers
from tests.tools.ports import reserve_port
from tests.tools.smtp import SmtpSink

BOUNCES = "bounces@marigold.example"


def message(recipient: str = "anna@example.com", number: int = 1) -> Message:
    return compose(
        Mail(
            sender_name="Marigold",
            sender="help@marigold.example",
            recipient=recipient,
            subject="Здравейте",
            text="Hello\n.\n.. dots\n",
            message_id=f"{number}.test@marigold.example",
            thread="thread@marigold.example",
            date=datetime(2026, 11, 23, tzinfo=UTC),
            locale="en",
        )
    )


@pytest.fixture
def mailer(smtp_sink: SmtpSink) -> Iterator[SmtpMailer]:
    made = SmtpMailer(smtp_sink.url, BOUNCES, seconds=3)
    yield made
    made.close()


def test_a_mail_arrives_byte_for_byte(smtp_sink: SmtpSink, mailer: SmtpMailer) -> None:
    sent = message()
    assert mailer.send(sent).kind == "sent"
    (mail,) = smtp_sink.wait_for(1)
    assert mail.raw.rstrip() == sent.content.rstrip()
    assert mail.sender == BOUNCES
    assert mail.recipients == ("anna@example.com",)


def test_an_empty_envelope_sender_is_possible(smtp_sink: SmtpSink) -> None:
    mailer = SmtpMailer(smtp_sink.url, "<>")
    mailer.send(message())
    mailer.close()
    assert smtp_sink.mails[0].sender == "<>"


def test_one_connection_serves_many_mails(smtp_sink: SmtpSink, mailer: SmtpMailer) -> None:
    for number in range(5):
        assert mailer.send(message(number=number)).kind == "sent"
    assert len({mail.connection for mail in smtp_sink.wait_for(5)}) == 1


@pytest.mark.parametrize(
    ("command", "reply", "kind"),
    [
        ("RCPT", "450 4.2.0 greylisted, come back", "deferred"),
        ("RCPT", "451 4.7.1 later", "deferred"),
        ("RCPT", "550 5.1.1 no such user", "rejected"),
        ("MAIL", "451 4.3.0 busy", "deferred"),
        ("MAIL", "553 5.7.1 not your domain", "rejected"),
        ("DATA", "452 4.3.1 disk full", "deferred"),
        ("DATA", "552 5.3.4 too large", "rejected"),
        ("DATA", "554 5.7.1 spam", "rejected"),
        ("RCPT", "421 4.3.2 shutting down", "unreachable"),
    ],
)
def test_what_the_server_says_decides(
    smtp_sink: SmtpSink, mailer: SmtpMailer, command: str, reply: str, kind: str
) -> None:
    smtp_sink.refuse(command, reply, times=1)  # type: ignore[arg-type]
    answer = mailer.send(message())
    assert answer.kind == kind
    assert answer.reason == reply
    assert mailer.send(message(number=2)).kind == "sent"


def test_an_address_that_needs_smtputf8_goes_over_servers_that_have_it(
    smtp_sink: SmtpSink, mailer: SmtpMailer
) -> None:
    assert mailer.send(message("анна@example.com")).kind == "sent"
    assert smtp_sink.wait_for(1)[0].recipients == ("анна@example.com",)


def test_a_server_without_smtputf8_is_a_reason_not_a_loop() -> None:
    kept: list[bytes] = []
    with smtp_servers.server(smtp_servers.hangs_up_after(99, kept)) as url:
        mailer = SmtpMailer(url, BOUNCES, seconds=3)
        answer = mailer.send(message("анна@example.com"))
        assert (answer.kind, answer.reason) == ("rejected", "the mail server has no SMTPUTF8")
        assert mailer.send(message()).kind == "sent"
        mailer.close()


@pytest.mark.parametrize("behave", [smtp_servers.silent, smtp_servers.one_byte_a_second])
def test_a_slow_server_holds_a_sender_no_longer_than_an_attempt(
    behave: smtp_servers.Behaviour,
) -> None:
    with smtp_servers.server(behave) as url:
        mailer = SmtpMailer(url, BOUNCES, seconds=0.6)
        started = time.monotonic()
        answer = mailer.send(message())
        assert answer.kind == "unreachable"
        assert "timed out" in answer.reason or "too long" in answer.reason
        assert time.monotonic() - started < 1.5
        mailer.close()


def test_a_server_that_is_down_is_unreachable() -> None:
    answer = SmtpMailer(f"smtp://127.0.0.1:{reserve_port()}", BOUNCES).send(message())
    assert answer.kind == "unreachable"
    assert "refused" in answer.reason


def test_a_password_is_never_sent_without_tls(smtp_sink: SmtpSink) -> None:
    url = smtp_sink.url.replace("smtp://", "smtp://user:secret@")
    answer = SmtpMailer(url, BOUNCES).send(message())
    assert answer.kind == "unreachable"
    assert "no STARTTLS is offered" in answer.reason
    assert "secret" not in answer.reason


def test_a_server_that_only_pretends_to_speak_tls_is_unreachable() -> None:
    with smtp_servers.server(smtp_servers.hangs_up_after(99, [])) as url:
        mailer = SmtpMailer(url.replace("smtp://", "smtps://"), BOUNCES, seconds=2)
        answer = mailer.send(message())
    assert answer.kind == "unreachable"
    assert "SSL" in answer.reason


def test_a_connection_that_died_between_mails_is_opened_anew() -> None:
    kept: list[bytes] = []
    with smtp_servers.server(smtp_servers.hangs_up_after(99, kept)) as url:
        mailer = SmtpMailer(url, BOUNCES, seconds=3)
        assert mailer.send(message()).kind == "sent"
        server = mailer._server
        assert server is not None
        assert server.sock is not None
        server.sock.shutdown(2)
        assert mailer.send(message(number=2)).kind == "sent"
        mailer.close()
    assert len(kept) == 2


def test_a_connection_dropped_after_data_counts_as_unreachable() -> None:
    kept: list[bytes] = []
    with smtp_servers.server(smtp_servers.hangs_up_after(1, kept)) as url:
        answer = SmtpMailer(url, BOUNCES, seconds=3).send(message())
    assert answer.kind == "unreachable"
    assert len(kept) == 1


def test_a_kept_connection_dropped_after_data_is_not_tried_again_at_once() -> None:
    kept: list[bytes] = []
    with smtp_servers.server(smtp_servers.hangs_up_after(2, kept)) as url:
        mailer = SmtpMailer(url, BOUNCES, seconds=3)
        assert mailer.send(message()).kind == "sent"
        assert mailer.send(message(number=2)).kind == "unreachable"
    assert len(kept) == 2


def test_closing_never_raises(smtp_sink: SmtpSink) -> None:
    mailer = SmtpMailer(smtp_sink.url, BOUNCES)
    mailer.send(message())
    assert isinstance(mailer._server, smtplib.SMTP)
    assert mailer._server.sock is not None
    mailer._server.sock.close()
    mailer.close()
    mailer.close()


def test_reasons_name_no_address() -> None:
    reason = "550 5.1.1 <anna@example.com>: unknown; see anna@example.com, bye"
    assert hide_addresses(reason) == "550 5.1.1 <address>: unknown; see <address>, bye"


def test_development_mails_become_files_that_are_written_once(tmp_path: Path) -> None:
    mailer = FolderMailer(tmp_path / "mail")
    for _ in range(2):
        assert mailer.send(message()).kind == "sent"
    mailer.close()
    (file,) = (tmp_path / "mail").iterdir()
    assert file.name == "1.test.eml"
    assert file.read_bytes() == message().content

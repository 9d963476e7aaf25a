"""A real SMTP server on loopback that keeps what it gets and can be told to refuse."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Literal

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.tools.ports import reserve_port

Command = Literal["MAIL", "RCPT", "DATA"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceivedMail:
    sender: str
    recipients: tuple[str, ...]
    raw: bytes
    message: EmailMessage
    connection: tuple[str, int]  # the client's address: equal for mails of one connection


@dataclass(slots=True, kw_only=True)
class _Refusal:
    command: Command
    reply: str
    address: str | None
    times: int | None


@dataclass  # without slots: aiosmtpd looks through its members, which slots trip up on 3.11.2
class SmtpSink:
    """`mails` in order of arrival; `refuse()` makes the server say no."""

    host: str = "127.0.0.1"
    port: int = 0
    mails: list[ReceivedMail] = field(default_factory=list)
    _refusals: list[_Refusal] = field(default_factory=list)
    _arrived: threading.Condition = field(default_factory=threading.Condition)

    @property
    def url(self) -> str:
        return f"smtp://{self.host}:{self.port}"

    def to(self, address: str) -> list[ReceivedMail]:
        """The mails for one recipient."""
        return [mail for mail in self.mails if address in mail.recipients]

    def wait_for(self, count: int, *, seconds: float = 10) -> list[ReceivedMail]:
        """The first `count` mails; an AssertionError when fewer arrive in time."""
        deadline = time.monotonic() + seconds
        with self._arrived:
            while len(self.mails) < count and (left := deadline - time.monotonic()) > 0:
                self._arrived.wait(left)
        assert len(self.mails) >= count, f"{len(self.mails)} of {count} mails after {seconds} s"
        return self.mails[:count]

    def refuse(
        self,
        command: Command,
        reply: str,
        *,
        address: str | None = None,
        times: int | None = None,
    ) -> None:
        """Answer a command with `reply` ("451 4.7.1 Later"); for one address, so many times."""
        self._refusals.append(_Refusal(command=command, reply=reply, address=address, times=times))

    def accept_everything(self) -> None:
        self._refusals.clear()

    def _refusal(self, command: Command, addresses: list[str]) -> str | None:
        for refusal in self._refusals:
            fits = refusal.address is None or refusal.address in addresses
            if refusal.command == command and fits and refusal.times != 0:
                if refusal.times is not None:
                    refusal.times -= 1
                return refusal.reply
        return None

    # What aiosmtpd calls; the names are its own.

    async def handle_MAIL(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if reply := self._refusal("MAIL", [address]):
            return reply
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 OK"

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if reply := self._refusal("RCPT", [address]):
            return reply
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        if reply := self._refusal("DATA", envelope.rcpt_tos):
            return reply
        raw = envelope.original_content or b""
        mail = ReceivedMail(
            sender=envelope.mail_from or "",
            recipients=tuple(envelope.rcpt_tos),
            raw=raw,
            message=message_from_bytes(raw, policy=policy.default),
            connection=session.peer or ("", 0),
        )
        with self._arrived:
            self.mails.append(mail)
            self._arrived.notify_all()
        return "250 OK"


@contextmanager
def run_sink(*, smtputf8: bool = True) -> Iterator[SmtpSink]:
    """A listening sink until the block ends."""
    sink = SmtpSink(port=reserve_port())
    controller = Controller(
        sink, hostname=sink.host, port=sink.port, enable_SMTPUTF8=smtputf8, ready_timeout=10
    )
    controller.start()
    try:
        yield sink
    finally:
        controller.stop()

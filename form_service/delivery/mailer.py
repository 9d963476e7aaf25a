"""Handing messages to a mail server, or to files in development."""

import re
import smtplib
import socket
import ssl
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Protocol
from urllib.parse import unquote, urlsplit

from form_service.composition.compose import Message
from form_service.delivery.smtp_connection import Deadline, TimedSMTP, TimedSMTPSSL
from form_service.text import clean_line

ATTEMPT_SECONDS = 30.0
"""For one attempt from the greeting to the last reply, however slowly the server speaks."""
IDLE_SECONDS = 20.0
"""A connection unused for longer is opened anew: servers close idle ones."""
MAILS_PER_CONNECTION = 200
ADDRESS = re.compile(r"<?[^\s<>]+@[^\s<>,;]+>?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the server made of a message."""

    kind: str
    """sent | deferred (this mail, for now) | rejected (this mail, for good) | unreachable (all)"""
    reason: str = ""


class Mailer(Protocol):
    """The narrow door to the network."""

    def send(self, message: Message) -> Answer:
        """Hand over one message; never raises for what a server can do wrong."""
        ...

    def close(self) -> None:
        """Let go of a connection that may be open."""
        ...


class FolderMailer:
    """Writes mails to files; for development."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def send(self, message: Message) -> Answer:
        """A file named by the Message-ID: sent twice, it is still one."""
        self._folder.mkdir(parents=True, exist_ok=True)
        path = self._folder / f"{message.message_id.partition('@')[0]}.eml"
        draft = path.with_suffix(".new")
        draft.write_bytes(message.content)
        draft.replace(path)
        return Answer(kind="sent", reason=f"written to {path.name}")

    def close(self) -> None:
        """Nothing is held."""


class SmtpMailer:
    """One connection to a mail server, kept open between mails. Belongs to one thread."""

    def __init__(
        self,
        url: str,
        envelope_from: str,
        *,
        seconds: float = ATTEMPT_SECONDS,
        monotonic: Callable[[], float] = time.monotonic,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self._parts = urlsplit(url)
        self._from = "" if envelope_from == "<>" else envelope_from
        self._seconds = seconds
        self._monotonic = monotonic
        self._given_tls = tls
        self._server: TimedSMTP | TimedSMTPSSL | None = None
        self._deadline = Deadline(monotonic)
        self._used = 0.0
        self._count = 0

    @cached_property
    def _tls(self) -> ssl.SSLContext:
        """Made when it is needed: the certificates take several megabytes."""
        return self._given_tls or ssl.create_default_context()

    def send(self, message: Message) -> Answer:
        """As Mailer.send."""
        began, was_open = self._monotonic(), self._server is not None
        self._deadline.start(self._seconds)
        answer, is_begun = self._attempt(message)
        if was_open and answer.kind == "unreachable" and not is_begun:
            # The server let go of a connection that was kept; a new one may well be welcome.
            self._deadline.start(self._seconds - (self._monotonic() - began))
            answer, _ = self._attempt(message)
        self._used = self._monotonic()
        return answer

    def _attempt(self, message: Message) -> tuple[Answer, bool]:
        """What came of it, and whether the message itself was on its way."""
        try:
            server = self._connected()
        except (OSError, smtplib.SMTPException) as error:
            self.close()
            return Answer(kind="unreachable", reason=_describe(error)), False
        server.is_begun = False
        answer = self._hand_over(server, message)
        self._count += 1
        if answer.kind == "unreachable" or self._count >= MAILS_PER_CONNECTION:
            self.close()
        return answer, server.is_begun

    def close(self) -> None:
        """Say goodbye if the server listens; otherwise just hang up."""
        server, self._server, self._count = self._server, None, 0
        if server is not None:
            self._deadline.start(2.0)
            with suppress(OSError, smtplib.SMTPException):
                server.quit()
            server.close()

    def _connected(self) -> TimedSMTP | TimedSMTPSSL:
        if self._server is not None and self._monotonic() - self._used > IDLE_SECONDS:
            self.close()
            self._deadline.start(self._seconds)
        if self._server is None:
            self._server = self._connect()
        return self._server

    def _connect(self) -> TimedSMTP | TimedSMTPSSL:
        host = self._parts.hostname or ""
        name = socket.gethostname() or "localhost"
        server: TimedSMTP | TimedSMTPSSL
        if self._parts.scheme == "smtps":
            server = TimedSMTPSSL(self._deadline, local_hostname=name, context=self._tls)
        else:
            server = TimedSMTP(self._deadline, local_hostname=name)
        try:
            server.greet(host, self._parts.port)
            self._secure(server)
        except BaseException:
            server.close()
            raise
        return server

    def _secure(self, server: smtplib.SMTP) -> None:
        server.ehlo_or_helo_if_needed()
        if self._parts.scheme == "smtp" and server.has_extn("starttls"):
            server.starttls(context=self._tls)
            server.ehlo_or_helo_if_needed()
        elif self._parts.scheme == "smtp" and self._parts.password:
            raise smtplib.SMTPException("no STARTTLS is offered, and the password is not sent bare")
        if self._parts.username:
            server.login(unquote(self._parts.username), unquote(self._parts.password or ""))

    def _hand_over(self, server: smtplib.SMTP, message: Message) -> Answer:
        options = ["SMTPUTF8"] if message.needs_smtputf8 else []
        if options and not server.has_extn("smtputf8"):
            return Answer(kind="rejected", reason="the mail server has no SMTPUTF8")
        try:
            server.sendmail(self._from, [message.recipient], message.content, options)
        except smtplib.SMTPRecipientsRefused as error:
            return _judge(*next(iter(error.recipients.values())))
        except (smtplib.SMTPSenderRefused, smtplib.SMTPDataError) as error:
            return _judge(error.smtp_code, error.smtp_error)
        except (OSError, smtplib.SMTPException) as error:
            return Answer(kind="unreachable", reason=_describe(error))
        return Answer(kind="sent")


def hide_addresses(reason: str) -> str:
    """Servers quote the recipient; reasons are logged, and logs carry no addresses."""
    return ADDRESS.sub("<address>", clean_line(reason))


def _judge(code: int, text: bytes | str) -> Answer:
    """A 4xx may pass later, also for a recipient (greylisting); after 421 the server hangs up."""
    words = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
    reason = hide_addresses(f"{code} {' '.join(words.split())}")[:300]
    if code == 421:
        return Answer(kind="unreachable", reason=reason)
    return Answer(kind="deferred" if 400 <= code < 500 else "rejected", reason=reason)


def _describe(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        return _judge(error.smtp_code, error.smtp_error).reason
    return hide_addresses(f"{type(error).__name__}: {error}")[:300]

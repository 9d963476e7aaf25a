"""SMTP connections whose whole conversation has one deadline.

A socket's timeout starts anew with every byte, so a server that speaks one byte a second would
hold a sender for ever. Here each read and write gets only what is left of the attempt's time.
"""

import smtplib
import socket
import ssl
from collections.abc import Callable
from typing import Any


class Deadline:
    """How much of an attempt's time is left."""

    def __init__(self, monotonic: Callable[[], float]) -> None:
        self._monotonic = monotonic
        self._ends = 0.0

    def start(self, seconds: float) -> None:
        """From now on, so many seconds."""
        self._ends = self._monotonic() + seconds

    def left(self) -> float:
        """Seconds, above zero; raises TimeoutError when they are used up."""
        left = self._ends - self._monotonic()
        if left <= 0:
            raise TimeoutError("the mail server took too long")
        return left


class _Replies:
    """What `smtplib` reads its replies from; stops at the deadline."""

    def __init__(self, sock: socket.socket, deadline: Deadline) -> None:
        self._sock = sock
        self._deadline = deadline
        self._buffer = b""

    def readline(self, limit: int) -> bytes:
        while b"\n" not in self._buffer and len(self._buffer) < limit:
            self._sock.settimeout(self._deadline.left())
            received = self._sock.recv(4096)
            if not received:
                break
            self._buffer += received
        end = min(self._buffer.find(b"\n") + 1 or len(self._buffer), limit)
        line, self._buffer = self._buffer[:end], self._buffer[end:]
        return line

    def close(self) -> None:
        """The socket is closed by its owner."""


class _Timed(smtplib.SMTP):
    _deadline: Deadline
    file: Any
    sock: socket.socket | None
    default_port: int
    is_begun = False
    """Whether a message was on its way: then the server may have taken it, whatever came after."""

    def greet(self, host: str, port: int | None) -> None:
        """Connect and read the banner; raises SMTPConnectError unless it welcomes."""
        self._host = host  # what TLS checks the certificate against
        code, text = self.connect(host, port or self.default_port)
        if code != 220:
            self.close()
            raise smtplib.SMTPConnectError(code, text)

    def connect(self, host: str = "localhost", port: int = 0, source_address: Any = None) -> Any:
        self.timeout = self._deadline.left()
        return super().connect(host, port, source_address)

    def send(self, s: Any) -> None:
        if self.sock is not None:
            self.sock.settimeout(self._deadline.left())
        super().send(s)

    def data(self, msg: Any) -> tuple[int, bytes]:
        """As in smtplib."""
        self.is_begun = True
        return super().data(msg)

    def getreply(self) -> tuple[int, bytes]:
        if self.file is None and self.sock is not None:
            self.file = _Replies(self.sock, self._deadline)
        return super().getreply()

    def starttls(self, *, context: ssl.SSLContext | None = None) -> tuple[int, bytes]:  # type: ignore[override]  # without the parameters that Python 3.12 removed
        """As in smtplib; the handshake keeps to the deadline too."""
        if self.sock is not None:
            self.sock.settimeout(self._deadline.left())
        return super().starttls(context=context)


class TimedSMTP(_Timed):
    """Plain SMTP, with STARTTLS where it is offered."""

    def __init__(self, deadline: Deadline, *, local_hostname: str) -> None:
        self._deadline = deadline
        super().__init__(local_hostname=local_hostname)


class TimedSMTPSSL(_Timed, smtplib.SMTP_SSL):
    """SMTP inside TLS from the first byte."""

    def __init__(self, deadline: Deadline, *, local_hostname: str, context: ssl.SSLContext) -> None:
        self._deadline = deadline
        smtplib.SMTP_SSL.__init__(self, local_hostname=local_hostname, context=context)

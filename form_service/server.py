"""waitress as measured: thousands of slow connections, bodies refused by their announced length."""

import socket
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from flask import Flask
from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser
from waitress.server import TcpWSGIServer, create_server
from waitress.task import ErrorTask
from waitress.utilities import Error, RequestEntityTooLarge
from werkzeug.http import parse_options_header

from form_service.application import FORM_PARTS
from form_service.settings import Settings
from form_service.views.errors import too_large
from form_service.views.headers import HEADERS

SWITCH_SECONDS = 0.001
"""How long a busy thread keeps Python's lock from others (sys.setswitchinterval).

With the default of 5 ms the thread that commits waits as long after each of its dozen statements,
whenever another thread is busy: forms took three times as long at 200 a second.
"""
CONNECTIONS = 4000
BACKLOG = 1024
"""Connections that wait to be accepted."""
SILENCE_SECONDS = 15
FORM_LIMIT = 256 * 1024
PHOTO_LIMIT = 32 * 1024 * 1024
LINGER_BYTES = 128 * 1024 * 1024
"""Of a refused body, read and forgotten; SILENCE_SECONDS end it, too."""
PHOTO_PAGES = ("/contact", "/report")


def body_limit(path: str) -> int:
    """Bytes that a page takes: photos only where they can be given."""
    return PHOTO_LIMIT if path.endswith(PHOTO_PAGES) else FORM_LIMIT


class LengthRequiredError(Error):
    """Answered without reading the body (RFC 9110, section 15.5.12)."""

    code = 411
    reason = "Length Required"


class LimitedParser(HTTPRequestParser):
    """Refuses a body by its page's limit, as soon as the headers are read, or by its parts."""

    delimiter = b""
    """Before each part of a form with files, and after the last (RFC 2046, section 5.1.1)."""
    parts = 0

    def parse_header(self, header_plus: bytes) -> None:
        """Read the headers, then judge the announced length."""
        super().parse_header(header_plus)  # type: ignore[no-untyped-call]  # no annotations
        if self.chunked:
            # No browser sends a form without its length; only then could it be endless.
            refusal: Any = LengthRequiredError("The length is missing.")  # type: ignore[no-untyped-call]
            self.error = refusal
        _, options = parse_options_header(self.headers.get("CONTENT_TYPE"))
        if boundary := options.get("boundary"):
            self.delimiter = b"--" + boundary.encode("latin-1", "replace")
        limited: Any = _Limited(self.adj, body_limit(self.path))
        self.adj = limited

    def received(self, data: bytes) -> int:
        """Count what a body without a length brings, too, and the parts of one that has them."""
        is_body, taken = self.delimiter != b"", int(HTTPRequestParser.received(self, data))
        if is_body:
            self._count_parts(data[:taken])
        self.completed = self.completed or self.error is not None
        return taken

    def _count_parts(self, data: bytes) -> None:
        """Parsing parts takes long, counting nothing; those that a piece of data cuts are few."""
        self.parts += data.count(self.delimiter)
        if self.parts > FORM_PARTS + 1:
            refusal: Any = RequestEntityTooLarge("more parts than any form has")
            self.error = refusal


class _Limited:
    """The server's adjustments with another limit for bodies."""

    def __init__(self, adjustments: Any, limit: int) -> None:
        self._adjustments = adjustments
        self.max_request_body_size = limit

    def __getattr__(self, name: str) -> Any:
        return getattr(self._adjustments, name)


class StrictErrorTask(ErrorTask):
    """The server's own refusals look like every other answer."""

    def execute(self) -> None:
        """A shopper whose photos are too big gets a page in the shopper's language."""
        self.channel.left_to_read = LINGER_BYTES
        if not isinstance(self.request.error, RequestEntityTooLarge):
            ErrorTask.execute(self)
            return
        page = too_large(self.channel.server.application, self.request.path)
        self.status = page.status
        self.response_headers = page.headers.to_wsgi_list()
        self.set_close_on_finish()
        self.content_length = len(page.data)  # type: ignore[assignment]  # None until now
        self.write(page.data)  # type: ignore[no-untyped-call]

    def build_response_header(self) -> bytes:
        """Add the headers to what the server says."""
        known = {name for name, _ in self.response_headers}
        self.response_headers += [pair for pair in HEADERS.items() if pair[0] not in known]
        return ErrorTask.build_response_header(self)  # type: ignore[no-any-return]


class LimitedChannel(HTTPChannel):
    """A connection whose requests are read by the parser above.

    After a refusal it reads on and forgets: closed upon unread bytes, it would be reset, and the
    browser would show that instead of the answer (RFC 9112, section 9.6).
    """

    parser_class = LimitedParser
    error_task_class = StrictErrorTask
    left_to_read = 0
    is_lingering = False

    def handle_close(self) -> None:
        """End what is sent; close when the other side has ended, too."""
        if self.left_to_read <= 0 or not self.connected:
            HTTPChannel.handle_close(self)
            return
        self.will_close, self.is_lingering = False, True
        connection: Any = self.socket
        with suppress(OSError):  # the other side was faster
            connection.shutdown(socket.SHUT_WR)

    def readable(self) -> bool:
        """As before, and while lingering."""
        return self.is_lingering or bool(HTTPChannel.readable(self))

    def handle_read(self) -> None:
        """Forget what comes while lingering."""
        if not self.is_lingering:
            HTTPChannel.handle_read(self)
            return
        try:
            taken = len(self.recv(self.adj.recv_bytes))  # type: ignore[no-untyped-call]
        except OSError:
            taken = 0
        self.left_to_read = self.left_to_read - taken if taken else 0
        if self.left_to_read <= 0:
            HTTPChannel.handle_close(self)

    def handle_write(self) -> None:
        """Silent for too long: the server asks to close."""
        if self.is_lingering:
            self.left_to_read = 0
        HTTPChannel.handle_write(self)


Sockets = Sequence[socket.socket]


def listen(settings: Settings) -> list[Sockets]:
    """For each web process a socket for each address of the host; raises OSError.

    They share a port, and the kernel gives each connection to one of them (SO_REUSEPORT in
    socket(7)). Of one socket for all, the first to wake would take every connection of a burst.
    """
    found = socket.getaddrinfo(
        settings.host, settings.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
    )
    addresses = dict.fromkeys((family, address[:2]) for family, _, _, _, address in found)
    columns = [_listen_at(family, address, settings) for family, address in addresses]
    return list(zip(*columns, strict=True))


def _listen_at(family: int, address: Any, settings: Settings) -> Sockets:
    sockets: list[socket.socket] = []
    for _ in range(settings.processes):
        place = sockets[0].getsockname()[:2] if sockets else address  # port 0 is chosen once
        shares = settings.processes > 1
        made = socket.create_server(place, family=family, backlog=BACKLOG, reuse_port=shares)
        sockets.append(made)
    return sockets


def make_server(app: Flask, settings: Settings, sockets: Sockets) -> Any:
    """A server behind sockets that listen; `run()` serves."""
    listening: dict[int, Any] = {}
    server = create_server(
        app,
        map=listening,
        sockets=sockets,
        threads=settings.threads,
        backlog=BACKLOG,
        connection_limit=CONNECTIONS,
        channel_timeout=SILENCE_SECONDS,
        cleanup_interval=5,
        asyncore_use_poll=True,
        max_request_body_size=PHOTO_LIMIT,
        max_request_header_size=32 * 1024,
        ident=None,
        clear_untrusted_proxy_headers=False,
    )
    for part in listening.values():
        if isinstance(part, TcpWSGIServer):  # one for each address of the host
            part.channel_class = LimitedChannel
    return server

"""waitress as measured: thousands of slow connections, bodies refused by their announced length."""

from typing import Any

from flask import Flask
from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser
from waitress.server import TcpWSGIServer, create_server
from waitress.task import ErrorTask
from waitress.utilities import Error, RequestEntityTooLarge

from form_service.settings import Settings
from form_service.views.headers import HEADERS

CONNECTIONS = 4000
SILENCE_SECONDS = 15
FORM_LIMIT = 256 * 1024
PHOTO_LIMIT = 32 * 1024 * 1024
TOO_LARGE = "This is more than the page takes. Go back: your text is still there."
PHOTO_PAGES = ("/contact", "/report")


def body_limit(path: str) -> int:
    """Bytes that a page takes: photos only where they can be given."""
    return PHOTO_LIMIT if path.endswith(PHOTO_PAGES) else FORM_LIMIT


class LengthRequiredError(Error):
    """Answered without reading the body (RFC 9110, section 15.5.12)."""

    code = 411
    reason = "Length Required"


class LimitedParser(HTTPRequestParser):
    """Refuses a body by its page's limit, as soon as the headers are read."""

    def parse_header(self, header_plus: bytes) -> None:
        """Read the headers, then judge the announced length."""
        super().parse_header(header_plus)  # type: ignore[no-untyped-call]  # no annotations
        if self.chunked:
            # No browser sends a form without its length; only then could it be endless.
            refusal: Any = LengthRequiredError("The length is missing.")  # type: ignore[no-untyped-call]
            self.error = refusal
        limited: Any = _Limited(self.adj, body_limit(self.path))
        self.adj = limited

    def received(self, data: bytes) -> int:
        """Count what a body without a length brings, too."""
        taken: int = HTTPRequestParser.received(self, data)
        error: Any = self.error
        if isinstance(error, RequestEntityTooLarge):
            error.body = TOO_LARGE
        self.completed = self.completed or error is not None
        return taken


class _Limited:
    """The server's adjustments with another limit for bodies."""

    def __init__(self, adjustments: Any, limit: int) -> None:
        self._adjustments = adjustments
        self.max_request_body_size = limit

    def __getattr__(self, name: str) -> Any:
        return getattr(self._adjustments, name)


class StrictErrorTask(ErrorTask):
    """The server's own refusals carry the headers of every other answer."""

    def build_response_header(self) -> bytes:
        """Add the headers to what the server says."""
        self.response_headers += list(HEADERS.items())
        return ErrorTask.build_response_header(self)  # type: ignore[no-any-return]


class LimitedChannel(HTTPChannel):
    """A connection whose requests are read by the parser above."""

    parser_class = LimitedParser
    error_task_class = StrictErrorTask


def make_server(app: Flask, settings: Settings) -> Any:
    """A server that listens already; `run()` serves."""
    listening: dict[int, Any] = {}
    server = create_server(
        app,
        map=listening,
        host=settings.host,
        port=settings.port,
        threads=settings.threads,
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

"""A plain web server over a built site, as any host of static files would be."""

import gzip
import io
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any, BinaryIO

PACKED = {".html", ".css", ".js", ".json", ".svg", ".xml", ".txt", ".md"}


@dataclass(slots=True, kw_only=True)
class Line:
    """The way to the server: `seconds` every answer takes, and whether texts go compressed.

    `broken_at` is a text at whose last place pages rest for a second: what stands before it is
    painted alone.

    `sent` are the bytes of each answer's body, by its address.
    """

    seconds: float = 0
    is_packed: bool = False
    broken_at: bytes = b""
    sent: dict[str, int] = field(default_factory=dict)


class _Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __init__(self, *arguments: Any, line: Line, **options: Any) -> None:
        self.line = line
        super().__init__(*arguments, **options)

    def do_GET(self) -> None:
        time.sleep(self.line.seconds)
        super().do_GET()

    def send_head(self) -> io.BytesIO | BinaryIO | None:
        """The file to send, after its headers."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() and self.path.endswith("/") else path
        if path.is_file():
            self.line.sent[self.path] = path.stat().st_size
        if not (self.line.is_packed and path.is_file() and path.suffix in PACKED):
            return super().send_head()
        copy = path.with_name(f"{path.name}.gz")
        content = copy.read_bytes() if copy.is_file() else gzip.compress(path.read_bytes(), 9)
        self.line.sent[self.path] = len(content)
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        return io.BytesIO(content)

    def copyfile(self, source: Any, outputfile: Any) -> None:
        content = source.read()
        at = content.rfind(self.line.broken_at) if self.line.broken_at else -1
        if at > 0:
            outputfile.write(content[:at])
            outputfile.flush()
            time.sleep(1)
        outputfile.write(content[max(at, 0) :])

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """The 404 page of the locale the address begins with."""
        root = Path(self.directory)
        own = root / self.path.strip("/").partition("/")[0] / "404.html"
        found = own if own.is_file() else root / "404.html"
        if code != HTTPStatus.NOT_FOUND or not found.is_file():
            super().send_error(code, message, explain)
            return
        content = found.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the base's name
        pass


@contextmanager
def serve_folder(folder: Path, line: Line | None = None) -> Iterator[str]:
    """Its address until the block ends."""
    handler = partial(_Handler, directory=str(folder), line=line or Line())
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()

"""The example configurations, tried with the real servers where they are installed."""

import gzip
import http.client
import os
import re
import shlex
import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import brotli
import pytest

from helpcenter_build.pages.csp import HEADER_POLICY
from tests.tools.missing import missing
from tests.tools.nginx import BROTLI, start_nginx
from tests.tools.ports import reserve_port

DEPLOY = Path(__file__).parents[2] / "deploy"
FILES = {
    "index.html": "home",
    "404.html": "not found",
    "contact/chat/index.html": "chat",
    "bg/contact/chat/index.html": "чат",
    "bg/404.html": "не е намерено",
    "bg/returns/policy/index.html": "политика",
    "assets/0123abcd/hc.css": "a {}",
    "assets/0123abcd/hc.js": "hc()",
    "assets/0123abcd/icon.svg": "<svg/>",
    "search/words.0123abcdef.json": "{}",
    "search/index.json": "{}",
    "sitemap.xml": "<urlset/>",
}
TOO_MUCH = "صور كبيرة جدًا"
CHAT_POLICY = "default-src 'none'; script-src 'self' https://chat.example"
CHAT_LINE = f'?contact/chat/"   "{HEADER_POLICY}'
CHAT = f'?contact/chat/"   "{CHAT_POLICY}'
CURL_TRIES, CURL_PARTIAL = 4, 18  # times, exit code
HOME_DESK = "127.0.0.1:8000"


class _Desk(BaseHTTPRequestHandler):
    """Answers with what the proxy told it, each time in one piece, as the service does."""

    wbufsize = -1

    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()
        names = ("Host", "X-Forwarded-For", "X-Forwarded-Proto")
        self.wfile.write("|".join(str(self.headers[name]) for name in names).encode())

    def do_POST(self) -> None:
        """Refuses as the service does: before it reads on, and then lets the sender finish."""
        self.send_response(413)
        self.send_header("Connection", "close")
        self.send_header("Content-Length", str(len(TOO_MUCH.encode())))
        self.end_headers()
        self.wfile.write(TOO_MUCH.encode())
        self.wfile.flush()
        self.connection.shutdown(socket.SHUT_WR)
        while self.rfile.read(65536):
            pass

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the base's name
        pass


@pytest.fixture
def desk() -> Iterator[int]:
    with ThreadingHTTPServer(("127.0.0.1", 0), _Desk) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_port
        server.shutdown()


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        file = tmp_path / "site" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    return tmp_path / "site"


def _start_nginx(folder: Path, site: Path, desk: int, port: int) -> subprocess.Popen[bytes]:
    return start_nginx(folder, site, port, {HOME_DESK: f"127.0.0.1:{desk}", CHAT_LINE: CHAT})


def _start_caddy(folder: Path, site: Path, desk: int, port: int) -> subprocess.Popen[bytes]:
    options = "{\n admin off\n auto_https disable_redirects\n skip_install_trust\n}\n"
    (folder / "Caddyfile").write_text(options + (DEPLOY / "caddy/Caddyfile").read_text())
    places = {
        "PUBLIC_NAME": f"localhost:{port}",
        "SITE_ROOT": str(site),
        "DESK": f"127.0.0.1:{desk}",
        "CHAT_POLICY": CHAT_POLICY,
        "XDG_DATA_HOME": str(folder),
        "XDG_CONFIG_HOME": str(folder),
        "HOME": str(folder),
    }
    with (folder / "log").open("wb") as log:
        return subprocess.Popen(
            ["caddy", "run", "--config", folder / "Caddyfile"],
            env=os.environ | places,
            stdout=log,
            stderr=log,
        )


class Client:
    def __init__(self, server: str, port: int) -> None:
        self.server, self.port = server, port

    def get(self, path: str, **headers: str) -> tuple[http.client.HTTPResponse, str]:
        response, body = self.fetch(path, **headers)
        return response, body.decode()

    def fetch(self, path: str, **headers: str) -> tuple[http.client.HTTPResponse, bytes]:
        connection = self._connect()
        connection.request("GET", path, headers=headers)
        response = connection.getresponse()
        body = response.read()
        connection.close()
        return response, body

    def post(self, path: str, body: Path) -> tuple[int, str]:
        """As browsers do, with HTTP/2: an answer may come before the body has ended.

        curl, unlike browsers, may let go of a stream whose answer comes so early before it has read
        all of that: then it is asked again.
        """
        if shutil.which("curl") is None:
            missing("curl", "install the package curl, or big uploads are not tried")
        url = f"https://localhost:{self.port}{path}"
        command = shlex.split("curl --silent --insecure --max-time 60 --header Expect:")
        command += ["--write-out", "|%{http_code}", "--data-binary", f"@{body}", url]
        for _ in range(CURL_TRIES):
            done = subprocess.run(command, capture_output=True, text=True)
            if done.returncode != CURL_PARTIAL:
                break
        assert done.returncode == 0, done
        text, _, code = done.stdout.rpartition("|")
        return int(code), text

    def _connect(self) -> http.client.HTTPSConnection:
        context = ssl.create_default_context()
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        return http.client.HTTPSConnection("localhost", self.port, context=context, timeout=30)


def _wait(client: Client, process: subprocess.Popen[bytes]) -> None:
    for _ in range(200):
        try:
            client.get("/")
            return
        except OSError:
            assert process.poll() is None, "the server did not start"
            time.sleep(0.05)
    raise AssertionError("the server does not answer")


@pytest.fixture(params=["nginx", "caddy"])
def client(
    request: pytest.FixtureRequest, tmp_path: Path, site: Path, desk: int
) -> Iterator[Client]:
    if shutil.which(request.param) is None:
        missing(request.param, f"install the package {request.param}, or its example is not tried")
    start = {"nginx": _start_nginx, "caddy": _start_caddy}[request.param]
    port = reserve_port()
    process = start(tmp_path, site, desk, port)
    try:
        client = Client(request.param, port)
        _wait(client, process)
        yield client
    finally:
        process.terminate()
        process.wait(10)


def test_example_lets_the_chats_own_page_load_the_chat(client: Client) -> None:
    for path, text in {"/contact/chat/": "chat", "/bg/contact/chat/": "чат"}.items():
        page, found = client.get(path)
        assert (found, page.headers["Content-Security-Policy"]) == (text, CHAT_POLICY)
    for path in ("/contact/", "/bg/returns/policy/", "/bg/nowhere/"):
        assert client.get(path)[0].headers["Content-Security-Policy"] == HEADER_POLICY


def test_the_examples_print_the_policy_of_the_build() -> None:
    assert (DEPLOY / "nginx/helpcenter.conf").read_text().count(f'"{HEADER_POLICY}"') == 2
    assert (DEPLOY / "caddy/Caddyfile").read_text().count(HEADER_POLICY) == 2


def test_example_serves_site_and_desk(client: Client) -> None:
    home, text = client.get("/")
    assert (home.status, text) == (200, "home")
    assert home.headers["Content-Security-Policy"] == HEADER_POLICY
    assert home.headers["X-Content-Type-Options"] == "nosniff"
    assert home.headers["Strict-Transport-Security"]
    assert home.headers["Cache-Control"] == "no-cache"
    assert home.headers["ETag"]

    assert client.get("/bg/returns/policy/")[1] == "политика"
    moved, _ = client.get("/bg/returns/policy")
    assert moved.status in {301, 308}
    assert moved.headers["Location"].endswith("/bg/returns/policy/")

    for path, page in {"/nowhere/": "404.html", "/bg/nowhere/": "bg/404.html"}.items():
        lost, text = client.get(path)
        assert (lost.status, text) == (404, FILES[page])
        assert lost.headers["Content-Security-Policy"] == HEADER_POLICY

    for path in ("/assets/0123abcd/hc.css", "/search/words.0123abcdef.json"):
        hashed, _ = client.get(path)
        assert "immutable" in hashed.headers["Cache-Control"]
        assert hashed.headers["X-Content-Type-Options"] == "nosniff"
    for path in ("/assets/0123abcd/hc.js", "/assets/0123abcd/icon.svg"):
        assert client.get(path)[0].headers["Content-Security-Policy"] == HEADER_POLICY
    assert "immutable" not in client.get("/search/index.json")[0].headers["Cache-Control"]

    _, told = client.get("/desk/en/contact", **{"X-Forwarded-For": "192.0.2.7"})
    host, address, scheme = told.split("|")
    assert host.startswith("localhost")
    assert re.fullmatch(r"127\.0\.0\.1|::1", address)
    assert scheme == "https"


def test_photos_that_are_too_big_are_answered_by_the_service(
    client: Client, tmp_path: Path
) -> None:
    photos = tmp_path / "photos"
    photos.write_bytes(bytes(33 * 2**20))
    assert client.post("/desk/ar/report", photos) == (413, TOO_MUCH)


def test_what_the_build_packed_is_sent_as_it_is(client: Client, site: Path) -> None:
    packed = gzip.compress(b"home, packed by the build")
    (site / "index.html.gz").write_bytes(packed)
    response, body = client.fetch("/", **{"Accept-Encoding": "gzip"})
    assert (response.headers["Content-Encoding"], body) == ("gzip", packed)


def test_browsers_that_take_brotli_get_it(client: Client, site: Path) -> None:
    if client.server == "nginx" and not BROTLI.exists():
        missing("Brotli", "install libnginx-mod-http-brotli-static, or nginx is tried without")
    packed = brotli.compress(b"home, packed by the build")
    (site / "index.html.br").write_bytes(packed)
    response, body = client.fetch("/", **{"Accept-Encoding": "gzip, deflate, br"})
    assert (response.headers["Content-Encoding"], body) == ("br", packed)


def test_a_folder_that_is_no_language_gets_the_source_languages_page(client: Client) -> None:
    lost, text = client.get("/xx/nowhere/")
    assert (lost.status, text) == (404, "not found")

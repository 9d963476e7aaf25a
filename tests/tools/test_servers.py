import gzip
import smtplib
import socket
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool

from tests.tools.chromium import PageOpener
from tests.tools.folder_server import Line, serve_folder
from tests.tools.network import NetworkClosedError
from tests.tools.ports import reserve_port
from tests.tools.smtp import SmtpSink

PAGE = """<!doctype html><html lang="en" dir="ltr"><head><title>{0}</title>
<link rel="icon" href="data:,"></head><body><h1>{0}</h1>
<a href="/good">good</a> <a href="/bad">bad</a>{1}</body></html>"""
PAGES = {
    "/good": PAGE.format("Good", ""),
    "/bad": PAGE.format("Bad", '<input id="q">'),
    "/loud": PAGE.format("Loud", '<script src="/loud.js"></script>'),
    "/loud.js": "console.error('out of order')",
    "/broken": PAGE.format("Broken", '<script src="/broken.js"></script>'),
    "/broken.js": "nothing.at.all()",
    "/stranger": PAGE.format("Stranger", '<script src="/stranger.js"></script>'),
    "/stranger.js": "fetch('http://tracker.example/').catch(() => {})",
}


class _Pages(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        body = PAGES.get(self.path, "")
        self.send_response(200 if body else 404)
        if self.path == "/lost":
            body = PAGE.format("Lost", "")
        kind = "text/javascript" if self.path.endswith(".js") else "text/html; charset=utf-8"
        self.send_header("Content-Type", kind)
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the base's name
        pass


@pytest.fixture(scope="module")
def pages_url() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), _Pages) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def _mail(recipient: str) -> EmailMessage:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "desk@shop.example", recipient, "Поръчка"
    mail.set_content("где мой заказ")
    return mail


def test_python_reaches_nobody_else() -> None:
    with pytest.raises(NetworkClosedError, match=r"192\.0\.2\.1"):
        socket.create_connection(("192.0.2.1", 80), timeout=1)
    with pytest.raises(NetworkClosedError, match=r"tracker\.example"):
        urllib.request.urlopen("http://tracker.example/")


def test_every_test_gets_an_empty_database(database_url: str) -> None:
    engine = create_engine(database_url, poolclass=NullPool)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE submissions (reference TEXT)"))
        connection.execute(text("INSERT INTO submissions VALUES ('A')"))
        assert connection.execute(text("SELECT reference FROM submissions")).scalars().all() == [
            "A"
        ]


def test_sink_keeps_mails_as_sent(smtp_sink: SmtpSink) -> None:
    with smtplib.SMTP(smtp_sink.host, smtp_sink.port) as client:
        client.send_message(_mail("a@shop.example"))
        client.send_message(_mail("b@shop.example"))
    first, second = smtp_sink.wait_for(2)
    assert first.message["Subject"] == "Поръчка"
    assert first.message.get_content().strip() == "где мой заказ"
    assert first.connection == second.connection
    assert smtp_sink.to("b@shop.example") == [second]


def test_sink_refuses_as_told(smtp_sink: SmtpSink) -> None:
    smtp_sink.refuse("RCPT", "550 5.1.1 Unknown", address="a@shop.example")
    smtp_sink.refuse("DATA", "451 4.7.1 Later", times=1)
    with smtplib.SMTP(smtp_sink.host, smtp_sink.port) as client:
        with pytest.raises(smtplib.SMTPRecipientsRefused):
            client.send_message(_mail("a@shop.example"))
        with pytest.raises(smtplib.SMTPDataError, match="Later"):
            client.send_message(_mail("b@shop.example"))
        client.send_message(_mail("b@shop.example"))
    assert len(smtp_sink.mails) == 1


def test_good_pages_open(open_page: PageOpener, pages_url: str) -> None:
    page = open_page(f"{pages_url}/good")
    assert page.locator("h1").inner_text() == "Good"


def test_pages_reached_by_a_click_are_inspected_too(open_page: PageOpener, pages_url: str) -> None:
    page = open_page(f"{pages_url}/good")
    page.get_by_text("bad").click()
    page.wait_for_load_state()
    with pytest.raises(AssertionError, match="a control without a label"):
        open_page.check()
    open_page.allow("a control without a label")
    open_page.check()


@pytest.mark.parametrize(
    ("path", "problem", "follows"),
    [
        ("/bad", "a control without a label", ""),
        ("/loud", "console error: out of order", ""),
        ("/broken", "script error: nothing is not defined", ""),
        ("/stranger", "a request to a third party: http://tracker.example/", "Failed to load"),
    ],
)
def test_what_a_page_does_wrong_fails_the_test(
    open_page: PageOpener, pages_url: str, path: str, problem: str, follows: str
) -> None:
    with pytest.raises(AssertionError, match=problem):
        open_page(pages_url + path)
    open_page.allow(problem)
    if follows:
        open_page.allow(follows)


def test_pages_are_inspected_without_javascript(open_page: PageOpener, pages_url: str) -> None:
    assert open_page(f"{pages_url}/good", javascript=False).title() == "Good"
    with pytest.raises(AssertionError, match="a control without a label"):
        open_page(f"{pages_url}/bad", javascript=False)
    open_page.allow("a control without a label")


def test_a_page_that_says_404_is_no_problem(open_page: PageOpener, pages_url: str) -> None:
    assert open_page(f"{pages_url}/lost").title() == "Lost"


def test_unknown_pages_are_heard_of_by_python_too(pages_url: str) -> None:
    with pytest.raises(urllib.error.HTTPError) as caught:
        urllib.request.urlopen(f"{pages_url}/nowhere")
    caught.value.close()
    assert caught.value.code == 404


def test_texts_go_compressed_where_a_peer_does_the_same(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<h1>Hello</h1>" * 100)
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")
    with serve_folder(tmp_path, Line(is_packed=True)) as url:
        with urllib.request.urlopen(f"{url}/") as answer:
            assert answer.headers["Content-Type"].startswith("text/html")
            assert answer.headers["Content-Encoding"] == "gzip"
            assert gzip.decompress(answer.read()) == (tmp_path / "index.html").read_bytes()
        with urllib.request.urlopen(f"{url}/picture.png") as answer:
            assert answer.headers["Content-Encoding"] is None
            assert answer.read() == b"\x89PNG"


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a port cannot be held for a server")
def test_a_reserved_port_is_only_for_who_names_it() -> None:
    port = reserve_port()
    with socket.socket() as anybody, pytest.raises(OSError, match="in use"):
        anybody.bind(("127.0.0.1", port))
    with socket.create_server(("127.0.0.1", port)):
        socket.create_connection(("127.0.0.1", port)).close()
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port))

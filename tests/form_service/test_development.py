"""What only a developer's machine has: mails as pages, the release, the static site."""

import gzip
from collections.abc import Callable
from pathlib import Path

import brotli
import pytest
from flask.testing import FlaskClient

from form_service.application import build_app
from form_service.background import build_delivery
from form_service.service import Service
from tests.form_service.conftest import TestClock
from tests.form_service.shoppers import CONTACT, Shopper, soup
from tests.tools.inspection import inspect_html

PAGE = "<!doctype html><html lang=en dir=ltr><title>Home</title><h1>Home</h1></html>"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    for name in ("index.html", "404.html", "returns/refund-times/index.html", "bg/404.html"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(PAGE.replace("Home", name))
    (folder / "assets" / "0123456789").mkdir(parents=True)
    for name in ("0123456789/main.css", "main.0123456789ab.css", "hc.js", "site.webmanifest"):
        (folder / "assets" / name).write_text(f"/* {name} */" * 50)
    script = (folder / "assets" / "hc.js").read_bytes()
    (folder / "assets" / "hc.js.gz").write_bytes(gzip.compress(script))
    (folder / "assets" / "hc.js.br").write_bytes(brotli.compress(script))
    (tmp_path / "private").write_text("not for anybody")
    return folder


@pytest.fixture
def developer(
    make_service: Callable[..., Service], site: Path, clock: TestClock
) -> tuple[Service, FlaskClient]:
    service = make_service(mode="development", smtp="", site=site, public_url="")
    return service, build_app(service).test_client()


def test_mails_are_shown_with_their_text_and_html(
    developer: tuple[Service, FlaskClient], clock: TestClock
) -> None:
    service, client = developer
    assert "No mail yet" in client.get("/desk/mail").text
    Shopper(client=client, clock=clock).send("/desk/ar/contact", CONTACT)
    delivery = build_delivery(service)
    while delivery.deliver_one():
        pass
    listed = client.get("/desk/mail")
    assert inspect_html(listed.text, policy=listed.headers["Content-Security-Policy"]) == []
    links = [str(link["href"]) for link in soup(listed).select(".hc-result__title a")]
    assert len(links) == 2
    for link in links:
        shown = client.get(link)
        assert inspect_html(shown.text, policy=shown.headers["Content-Security-Policy"]) == []
    acknowledgement = next(link for link in links if "acknowledgement" in link)
    page = client.get(acknowledgement)
    frame = soup(page).select_one("iframe")
    assert frame is not None
    html = client.get(str(frame["src"]))
    assert soup(html).html["dir"] == "rtl"
    assert "sandbox" in html.headers["Content-Security-Policy"]
    assert client.get("/desk/mail/nothing").status_code == 404


def test_a_page_can_ask_for_the_release(developer: tuple[Service, FlaskClient]) -> None:
    service, client = developer
    assert client.get("/desk/dev/release").text == service.bundle.current().id


def test_in_production_there_is_neither(client: FlaskClient) -> None:
    assert client.get("/desk/mail").status_code == 404
    assert client.get("/desk/dev/release").status_code == 404


@pytest.mark.parametrize(
    ("path", "status", "media_type"),
    [
        ("/", 200, "text/html"),
        ("/returns/refund-times/", 200, "text/html"),
        ("/returns/refund-times", 308, "text/html"),
        ("/assets/hc.js", 200, "text/javascript"),
        ("/assets/site.webmanifest", 200, "application/manifest+json"),
        ("/nothing/here/", 404, "text/html"),
        ("/bg/nothing/", 404, "text/html"),
        ("/../private", 404, "text/html"),
        ("/..%2fprivate", 404, "text/html"),
        ("/assets/", 404, "text/html"),
        ("/%00", 404, "text/html"),
    ],
)
def test_the_site_is_served_from_its_folder_and_nothing_beside_it(
    developer: tuple[Service, FlaskClient], path: str, status: int, media_type: str
) -> None:
    answer = developer[1].get(path, buffered=True)
    assert (answer.status_code, answer.mimetype) == (status, media_type)
    assert "not for anybody" not in answer.text
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    if status == 308:
        assert answer.headers["Location"] == "/returns/refund-times/"


def test_a_lost_reader_gets_the_page_of_the_language(
    developer: tuple[Service, FlaskClient],
) -> None:
    assert "bg/404.html" in developer[1].get("/bg/nothing/", buffered=True).text
    assert "bg" not in developer[1].get("/nothing/", buffered=True).text


def test_files_are_compressed_and_cached_as_their_names_allow(
    developer: tuple[Service, FlaskClient],
) -> None:
    client = developer[1]
    plain = client.get("/assets/hc.js", buffered=True)
    assert "Content-Encoding" not in plain.headers
    cases = (("gzip, deflate", "gzip"), ("gzip, br", "br"), ("br;q=0, gzip", "gzip"))
    unpack = {"gzip": gzip.decompress, "br": brotli.decompress}
    for taken, coding in cases:
        packed = client.get("/assets/hc.js", headers={"Accept-Encoding": taken}, buffered=True)
        assert packed.headers["Content-Encoding"] == coding
        assert packed.headers["Vary"] == "Accept-Encoding"
        assert unpack[coding](packed.data) == plain.data
        assert packed.headers["Cache-Control"] == "no-cache"
    for name in ("main.0123456789ab.css", "0123456789/main.css"):
        hashed = client.get(f"/assets/{name}", buffered=True)
        assert "immutable" in hashed.headers["Cache-Control"]
    tag = client.get("/", buffered=True).headers["ETag"]
    again = client.get("/", headers={"If-None-Match": tag}, buffered=True)
    assert again.status_code == 304

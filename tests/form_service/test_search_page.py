"""The results page: what it finds, what it remembers, an index that cannot be read."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import select

from form_service.application import build_app
from form_service.service import Service
from form_service.storage.tables import fruitless_searches
from tests.form_service.conftest import TestClock
from tests.form_service.posts import count, deliver_all
from tests.form_service.shoppers import CONTACT, Shopper, soup
from tests.tools.smtp import SmtpSink

ARTICLE = "returns/refund-times"


def test_a_search_leads_to_its_article(shopper: Shopper) -> None:
    page = soup(shopper.open("/desk/en/search?q=when+do+I+get+my+refund"))
    first = page.select_one(".hc-result__title a")
    assert first["href"] == f"/{ARTICLE}/"
    assert page.select_one("#hc-q")["value"] == "when do I get my refund"


def test_a_search_without_a_word_offers_what_is_asked_most(shopper: Shopper) -> None:
    page = soup(shopper.open("/desk/en/search"))
    assert page.select(".hc-links a")
    assert page.select_one('a[href="/desk/en/contact"]')


def test_a_search_that_finds_nothing_leads_on_and_is_remembered(
    shopper: Shopper, service: Service
) -> None:
    for _ in range(2):
        page = soup(shopper.open("/desk/en/search?q=Quantum+chromodynamics"))
    assert page.select_one('a.hc-button[href="/desk/en/contact?q=Quantum%20chromodynamics"]')
    assert page.select_one("[role=status]")
    rows = service.database.read(lambda c: c.execute(select(fruitless_searches)).all())
    assert [(row.query, row.locale, row.count) for row in rows] == [
        ("quantum chromodynamics", "en", 2)
    ]


def test_so_many_fruitless_searches_are_remembered_a_day_and_no_more(
    shopper: Shopper, service: Service, clock: TestClock
) -> None:
    service.novelties._most = 2
    for query in ("xyzzya", "xyzzyb", "xyzzyc", "xyzzya"):
        assert shopper.client.get(f"/desk/en/search?q={query}").status_code == 200
    clock.turn(days=1)
    shopper.client.get("/desk/en/search?q=xyzzyc")
    rows = service.database.read(lambda c: c.execute(select(fruitless_searches)).all())
    assert [(row.query, row.count) for row in rows] == [("xyzzya", 2), ("xyzzyb", 1), ("xyzzyc", 1)]


@pytest.mark.parametrize("query", ["anna@example.com xyzzy", "xyzzy 1234567", "http://xyzzy"])
def test_a_search_that_may_name_somebody_is_not_remembered(
    shopper: Shopper, service: Service, query: str
) -> None:
    shopper.client.get("/desk/en/search", query_string={"q": query})
    assert count(service, fruitless_searches) == 0


@pytest.mark.parametrize("query", ["<script>alert(1)</script>", "\x00", "'" * 500, "ي" * 400, "*"])
def test_any_search_is_answered(shopper: Shopper, query: str) -> None:
    answer = shopper.client.get("/desk/en/search", query_string={"q": query})
    assert answer.status_code == 200
    assert "<script>alert" not in answer.text


def test_a_search_index_of_another_release_holds_up_no_ticket(
    make_service: Callable[..., Service],
    tmp_path: Path,
    bundle_folder: Path,
    clock: TestClock,
    smtp_sink: SmtpSink,
) -> None:
    folder = tmp_path / "bundle"
    shutil.copytree(bundle_folder, folder)
    for lexicon in folder.glob("*/search/lexicon.json"):
        lexicon.write_text('{"format": 0}')
    service = make_service(bundle=folder)
    shopper = Shopper(client=build_app(service).test_client(), clock=clock)
    assert shopper.send("/desk/en/contact", CONTACT).status_code == 303
    deliver_all(service, smtp_sink)
    assert len(smtp_sink.mails) == 2

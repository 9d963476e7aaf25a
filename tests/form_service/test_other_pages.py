"""Feedback, status, "this was not me", headers, pages that are not there."""

import json
import re
import shutil
from pathlib import Path

import pytest
from sqlalchemy import select

from form_service.application import build_app
from form_service.service import Service
from form_service.storage.tables import acknowledgements, feedback, submissions
from tests.form_service.posts import body, count, deliver_all
from tests.form_service.shoppers import CONTACT, Shopper, read_token, soup
from tests.tools.smtp import SmtpSink

ARTICLE = "returns/refund-times"
LOCALES = ["en", "bg", "ru", "ar"]


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("page", ["contact", "report", "withdraw", "search", "search?q=refund"])
def test_every_page_stands_in_every_language(shopper: Shopper, locale: str, page: str) -> None:
    answer = shopper.open(f"/desk/{locale}/{page}")
    assert answer.status_code == 200
    html = soup(answer).html
    assert html["lang"] == locale
    if locale != "en":
        english = soup(shopper.open(f"/desk/en/{page}")).h1.text
        assert soup(answer).h1.text != english


def test_one_press_on_an_article_is_a_vote(shopper: Shopper, service: Service) -> None:
    answer = shopper.post("/desk/en/feedback", {"article": ARTICLE, "helpful": "no"})
    assert answer.status_code == 200
    assert soup(answer).select_one(f'a[href="/{ARTICLE}/"]')
    row = service.database.read(lambda c: c.execute(select(feedback)).one())
    assert (row.article, row.locale, row.helpful, row.comment) == (ARTICLE, "en", False, "")


def test_a_comment_goes_with_the_form(shopper: Shopper, service: Service) -> None:
    page = f"/desk/en/feedback?article={ARTICLE}&helpful=no"
    form = shopper.open(page)
    assert form.status_code == 200
    sent = {"article": ARTICLE, "helpful": "no", "comment": "Which bank day?"}
    for _ in range(2):  # pressed twice, stored once
        shopper.post("/desk/en/feedback", sent | {"token": read_token(form)})
    rows = service.database.read(lambda c: c.execute(select(feedback.c.comment)).scalars().all())
    assert rows == ["Which bank day?"]


def test_a_vote_from_elsewhere_is_asked_again(shopper: Shopper, service: Service) -> None:
    shopper.headers = {}
    answer = shopper.post("/desk/en/feedback", {"article": ARTICLE, "helpful": "yes"})
    assert soup(answer).select_one("form.hc-form")
    foreign = {"Sec-Fetch-Site": "cross-site"}
    refused = shopper.post("/desk/en/feedback", {"article": ARTICLE, "helpful": "yes"}, **foreign)
    assert refused.status_code == 403
    assert count(service, feedback) == 0


def test_only_articles_can_be_voted_on(shopper: Shopper) -> None:
    vote = {"article": "no/such-article", "helpful": "yes"}
    assert shopper.post("/desk/en/feedback", vote).status_code == 404


def test_the_status_page_says_where_the_message_is(
    shopper: Shopper, service: Service, smtp_sink: SmtpSink
) -> None:
    sent = shopper.send("/desk/en/contact", CONTACT)
    address = sent.headers["Location"].replace("thanks", "status")
    assert "on its way to the team" in shopper.open(address).text
    deliver_all(service, smtp_sink)
    page = shopper.open(address)
    assert "The team has your message." in page.text
    assert "anna" not in page.text.lower()
    typed = address.lower().replace("-", "%20")
    assert shopper.open(typed).status_code == 200


@pytest.mark.parametrize("reference", ["X", "2222-2222-22223", "AAAA-AAAA-AAAAA", "'--", "\u0660"])
def test_an_unknown_reference_is_not_found(shopper: Shopper, reference: str) -> None:
    for page in ("status", "thanks"):
        answer = shopper.open(f"/desk/en/{page}/{reference}")
        assert answer.status_code == 404
        lead = soup(answer).select_one(".hc-lead")
        assert "it looks like 7KQF-2MXA-9TRWC" in lead.text
        assert lead.select_one("bdi.hc-code").text == "7KQF-2MXA-9TRWC"


def test_the_link_in_an_acknowledgement_stops_further_ones(
    shopper: Shopper, service: Service, smtp_sink: SmtpSink
) -> None:
    shopper.send("/desk/en/contact", CONTACT)
    deliver_all(service, smtp_sink)
    text = body(smtp_sink.to("anna@example.com")[0].message, "plain")
    (link,) = re.findall(r"https://help\.marigold\.example(/desk/en/not-me/\S+)", text)
    page = shopper.open(link)
    assert count(service, acknowledgements) == 1  # looking is not yet saying so
    assert soup(page).select_one("form.hc-form button")
    shopper.post(link, {})
    shopper.send("/desk/en/contact", CONTACT | {"order_number": "MG-7654321"})
    deliver_all(service, smtp_sink)
    assert len(smtp_sink.to("anna@example.com")) == 1
    assert shopper.open(link[:-2] + "xx").status_code == 404


def test_every_answer_carries_strict_headers(shopper: Shopper) -> None:
    pages = ["/desk/en/contact", "/desk/en/nothing", "/desk/healthz", "/desk/en/thanks/x", "/"]
    for path in pages:
        headers = shopper.client.get(path).headers
        policy = headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["X-Frame-Options"] == "DENY"
        assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
        assert "camera=()" in headers["Permissions-Policy"]
        assert headers["Cache-Control"] == "no-store"
        assert "Server" not in headers


def test_a_page_that_does_not_exist_stands_in_the_shell(shopper: Shopper) -> None:
    page = shopper.open("/desk/bg/nothing")
    assert page.status_code == 404
    assert soup(page).html["lang"] == "bg"
    assert soup(page).select_one('a[href="/desk/bg/contact"]')


@pytest.mark.parametrize("path", ["/desk/xx/contact", "/desk/en-GB/search", "/desk/%00/contact"])
def test_an_unknown_language_is_not_found(shopper: Shopper, path: str) -> None:
    assert shopper.open(path).status_code == 404


def test_a_wrong_method_names_the_right_ones(shopper: Shopper) -> None:
    answer = shopper.client.delete("/desk/en/contact")
    assert answer.status_code == 405
    assert "POST" in answer.headers["Allow"]


def test_without_a_bundle_a_sentence_says_what_to_do(make_service: object, tmp_path: Path) -> None:
    client = build_app(make_service(bundle=tmp_path / "none")).test_client()  # type: ignore[operator]
    answer = client.get("/desk/en/contact")
    assert answer.status_code == 503
    assert "Run helpcenter build" in answer.text
    assert "HELPCENTER_BUNDLE" in answer.text
    assert client.get("/desk/healthz").status_code == 503


def test_a_new_release_is_shown_without_a_restart(
    make_service: object, tmp_path: Path, bundle_folder: Path
) -> None:
    folder = tmp_path / "bundle"
    shutil.copytree(bundle_folder, folder)
    service = make_service(bundle=folder)  # type: ignore[operator]
    service.bundle._monotonic = iter(range(0, 1000, 10)).__next__
    client = build_app(service).test_client()
    assert "Marigold" in client.get("/desk/en/contact").text
    facts = json.loads((folder / "facts.json").read_text())
    facts["identity"]["name"]["root"]["en"] = "Calendula"
    (folder / "facts.json").write_text(json.dumps(facts))
    release = json.loads((folder / "release.json").read_text())
    (folder / "release.json").write_text(json.dumps(release | {"release": "another"}))
    assert "Calendula" in client.get("/desk/en/contact").text
    (folder / "release.json").write_text("half written")
    assert "Calendula" in client.get("/desk/en/contact").text


def test_a_locked_database_keeps_the_text(shopper: Shopper, service: Service) -> None:
    token = shopper.fill("/desk/en/contact")
    service.database.close()
    answer = shopper.post("/desk/en/contact", CONTACT | {"token": token})
    assert answer.status_code == 503
    assert answer.headers["Retry-After"]
    assert "We could not store your message just now." in answer.text
    assert CONTACT["message"].split("\n")[0] in answer.text


def test_too_many_forms_are_refused_with_their_text(shopper: Shopper, service: Service) -> None:
    for number in range(20):
        sent = CONTACT | {"message": f"Message {number}"}
        assert shopper.send("/desk/en/contact", sent).status_code == 303
    answer = shopper.send("/desk/en/contact", CONTACT | {"message": "One too many"})
    assert answer.status_code == 429
    assert 0 < int(answer.headers["Retry-After"]) <= 600
    assert "One too many" in answer.text
    assert count(service, submissions) == 20
    shopper.address = "192.0.2.200"
    assert shopper.send("/desk/en/contact", CONTACT).status_code == 303


def test_a_missing_page_speaks_the_language_of_its_address(shopper: Shopper) -> None:
    answer = shopper.open("/desk/ru/nothing-here")
    assert answer.status_code == 404
    assert "Такой страницы нет" in answer.text
    assert "This page does not exist" not in answer.text

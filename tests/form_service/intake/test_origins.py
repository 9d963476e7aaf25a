"""Where a form comes from, and where nobody is ever led to."""

import pytest

from form_service.intake.origins import Origin, judge_origin
from form_service.service import Service
from form_service.storage.tables import submissions
from tests.form_service.posts import count
from tests.form_service.shoppers import CONTACT, MODERN, Shopper, soup, value_of
from tests.form_service.test_withdraw import hidden_values

PAGE = "/desk/en/contact"


@pytest.mark.parametrize(
    ("headers", "origin"),
    [
        ({"Sec-Fetch-Site": "same-origin"}, Origin.OWN),
        ({"Sec-Fetch-Site": "none"}, Origin.OWN),
        ({"Sec-Fetch-Site": "same-site"}, Origin.FOREIGN),
        ({"Sec-Fetch-Site": "cross-site"}, Origin.FOREIGN),
        ({"Sec-Fetch-Site": "cross-site", "Origin": "https://help.shop.example"}, Origin.FOREIGN),
        ({"Origin": "https://help.shop.example"}, Origin.OWN),
        ({"Origin": "https://help.shop.example.evil.example"}, Origin.FOREIGN),
        ({"Origin": "null"}, Origin.UNKNOWN),
        ({}, Origin.UNKNOWN),
        ({"Referer": "https://evil.example/"}, Origin.UNKNOWN),
    ],
)
def test_headers_say_where_a_form_comes_from(headers: dict[str, str], origin: Origin) -> None:
    assert judge_origin(headers, "help.shop.example") is origin


def test_a_form_of_another_site_is_refused_with_its_text(
    shopper: Shopper, service: Service
) -> None:
    answer = shopper.send(PAGE, CONTACT, **{"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403
    assert value_of(answer, "message") == CONTACT["message"]
    assert count(service, submissions) == 0


def test_a_browser_that_says_nothing_is_asked_to_check_and_send(
    shopper: Shopper, service: Service
) -> None:
    shopper.headers = {}
    check = shopper.send(PAGE, CONTACT)
    assert check.status_code == 200
    assert soup(check).h1.text == "Check and send"
    assert count(service, submissions) == 0
    sent = shopper.post(PAGE, hidden_values(check) | {"confirm": "1"})
    assert sent.status_code == 303
    assert count(service, submissions) == 1


def test_no_cookie_is_ever_set(shopper: Shopper) -> None:
    sent = shopper.send(PAGE, CONTACT)
    for answer in (shopper.open(PAGE), sent, shopper.open(sent.headers["Location"])):
        assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize("target", ["//evil.example", "\\\\evil.example", "javascript:alert(1)"])
@pytest.mark.parametrize("name", ["next", "return", "url", "redirect"])
def test_no_return_address_is_followed(shopper: Shopper, name: str, target: str) -> None:
    answer = shopper.send(f"{PAGE}?{name}={target}", CONTACT | {name: target})
    assert answer.headers["Location"].startswith("/desk/en/thanks/")


@pytest.mark.parametrize(
    "path",
    [
        "//evil.example/desk/en/contact",
        "/desk/en/thanks/..%2f..%2fx",
        "/desk//evil.example/contact",
        "/desk/en/\\evil.example",
    ],
)
def test_no_address_leads_away(shopper: Shopper, path: str) -> None:
    answer = shopper.client.get(path, headers=MODERN)
    location = answer.headers.get("Location", "/")
    assert location.startswith(("/", "http://localhost/"))
    assert "evil" not in location.partition("localhost")[2].split("/")[0]

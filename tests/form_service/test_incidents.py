"""A courier strike from Monday to Wednesday, as forms and acknowledgements tell of it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from form_service.application import build_app
from form_service.service import Service
from helpcenter_build.facts.shop_parts import Incident
from tests.form_service.bundles import read_facts, write_small_bundle
from tests.form_service.conftest import TestClock
from tests.form_service.posts import body, deliver_all
from tests.form_service.shoppers import CONTACT, WITHDRAWAL, Shopper, soup
from tests.tools.smtp import SmtpSink

STRIKE = {"en": "Couriers are on strike.", "bg": "Куриерите стачкуват.",
          "ru": "Курьеры бастуют.", "ar": "عمال التوصيل في إضراب."}  # fmt: skip


def incident(*topics: str, id: str = "strike") -> Incident:
    values = {"id": id, "from": "2026-11-23 00:00", "until": "2026-11-25 12:00"}
    return Incident.model_validate({**values, "topics": topics, "text": STRIKE})


@pytest.fixture
def struck(tmp_path: Path, make_service: Callable[..., Service]) -> Callable[..., Service]:
    """A service whose shop has incidents with these topics."""

    def make(*topics: str) -> Service:
        shop = read_facts().model_copy(update={"incidents": (incident(*topics),)})
        return make_service(bundle=write_small_bundle(tmp_path / "struck", shop))

    return make


def notices(service: Service, clock: TestClock, path: str) -> list[str]:
    client = build_app(service).test_client(use_cookies=False)
    page = soup(Shopper(client=client, clock=clock).open(path))
    return [tag.text for tag in page.select("[data-incident=strike]")]


@pytest.mark.parametrize("locale", list(STRIKE))
def test_a_form_tells_of_an_incident_of_its_topics(
    struck: Callable[..., Service], clock: TestClock, locale: str
) -> None:
    service = struck("where-is-my-order")
    assert notices(service, clock, f"/desk/{locale}/contact") == [STRIKE[locale]]
    assert notices(service, clock, f"/desk/{locale}/report") == []
    assert notices(service, clock, f"/desk/{locale}/withdraw") == []


def test_an_incident_without_topics_is_on_every_form(
    struck: Callable[..., Service], clock: TestClock
) -> None:
    service = struck()
    for form in ("contact", "report", "withdraw"):
        assert notices(service, clock, f"/desk/en/{form}") == [STRIKE["en"]]


@pytest.mark.parametrize(("hours", "is_shown"), [(-11, False), (-9, True), (49, True), (51, False)])
def test_the_shops_clock_decides_when_it_is_shown(
    struck: Callable[..., Service], clock: TestClock, hours: int, is_shown: bool
) -> None:
    service = struck("where-is-my-order")
    clock.turn(hours=hours)  # from Monday, 10:00 in Sofia
    assert bool(notices(service, clock, "/desk/en/contact")) is is_shown


@pytest.mark.parametrize("locale", list(STRIKE))
def test_an_acknowledgement_tells_of_what_was_wrong_when_the_message_came(
    struck: Callable[..., Service], clock: TestClock, smtp_sink: SmtpSink, locale: str
) -> None:
    service = struck("where-is-my-order")
    shopper = Shopper(client=build_app(service).test_client(use_cookies=False), clock=clock)
    shopper.send(f"/desk/{locale}/contact", CONTACT)
    shopper.send(f"/desk/{locale}/contact", CONTACT | {"topic": "payment", "email": "b@x.example"})
    clock.turn(days=4)  # the mail server was away until the strike was over
    deliver_all(service, smtp_sink)
    about_delivery, about_payment = (
        smtp_sink.to(address)[0].message for address in ("anna@example.com", "b@x.example")
    )
    for part in ("plain", "html"):
        assert STRIKE[locale] in body(about_delivery, part)
        assert STRIKE[locale] not in body(about_payment, part)


@pytest.mark.parametrize("locale", list(STRIKE))
def test_the_acknowledgement_of_a_withdrawal_tells_of_it_too(
    struck: Callable[..., Service], clock: TestClock, smtp_sink: SmtpSink, locale: str
) -> None:
    service = struck("return-or-refund")
    shopper = Shopper(client=build_app(service).test_client(use_cookies=False), clock=clock)
    path = f"/desk/{locale}/withdraw"
    checked = shopper.send(path, WITHDRAWAL)
    shown = {field["name"]: field["value"] for field in soup(checked).select("#hc-form input")}
    assert shopper.post(path, shown | {"confirm": "1"}).status_code == 303
    deliver_all(service, smtp_sink)
    assert STRIKE[locale] in body(smtp_sink.to("anna@example.com")[0].message, "plain")

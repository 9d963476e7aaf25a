"""What a monitor reads: health and figures."""

from collections.abc import Callable

from form_service.application import build_app
from form_service.service import Service
from tests.form_service.conftest import TestClock
from tests.form_service.shoppers import CONTACT, Shopper


def test_health_is_bad_while_a_mail_waits_too_long(
    shopper: Shopper, service: Service, clock: TestClock
) -> None:
    assert shopper.client.get("/desk/healthz").json == {"status": "ok", "faults": []}
    shopper.send("/desk/en/contact", CONTACT)
    clock.turn(minutes=14)
    assert shopper.client.get("/desk/healthz").status_code == 200
    clock.turn(minutes=2)
    answer = shopper.client.get("/desk/healthz")
    assert answer.status_code == 503
    assert "the oldest mail has waited" in answer.json["faults"][0]


def test_health_tells_that_acknowledgements_pause(
    service: Service, shopper: Shopper, make_service: Callable[..., Service], clock: TestClock
) -> None:
    capped = build_app(make_service(acknowledgements_per_hour=2)).test_client()
    for number in range(2):
        assert capped.get("/desk/healthz").status_code == 200
        shopper.send("/desk/en/contact", CONTACT | {"email": f"anna{number}@example.com"})
    answer = capped.get("/desk/healthz")
    assert answer.status_code == 503
    assert answer.json["faults"] == ["acknowledgements pause: 2 within an hour"]
    assert "helpcenter_acknowledgements_within_hour 2" in capped.get("/desk/metrics").text
    clock.turn(hours=1, seconds=1)
    assert "acknowledgements" not in capped.get("/desk/healthz").text


def test_figures_are_for_this_machine_or_a_token(
    shopper: Shopper, service: Service, make_service: object
) -> None:
    shopper.send("/desk/en/contact", CONTACT)
    lines = shopper.client.get("/desk/metrics").text.splitlines()
    assert 'helpcenter_mails{state="queued"} 2' in lines
    assert 'helpcenter_submissions{state="accepted"} 1' in lines
    elsewhere = {"REMOTE_ADDR": "192.0.2.1"}
    assert shopper.client.get("/desk/metrics", environ_base=elsewhere).status_code == 404
    guarded = build_app(make_service(metrics_token="let me read")).test_client()  # type: ignore[operator]
    assert guarded.get("/desk/metrics").status_code == 404
    passed = guarded.get("/desk/metrics", headers={"Authorization": "Bearer let me read"})
    assert passed.status_code == 200

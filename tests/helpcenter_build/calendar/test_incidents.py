from datetime import UTC, datetime, timedelta

import pytest

from helpcenter_build.calendar.incidents import active_incidents, banners
from helpcenter_build.facts import Shop
from helpcenter_build.facts.shop_parts import Incident
from tests.helpcenter_build.shops import small_shop

TEXT = {"en": "Strike", "bg": "Стачка", "ru": "Забастовка", "ar": "إضراب"}
BEGINS = datetime(2026, 11, 30, 22, 0, tzinfo=UTC)  # midnight in Sofia
ENDS = datetime(2026, 12, 3, 21, 59, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def shop_with(*topics: str) -> Shop:
    span = {"from": "2026-12-01 00:00", "until": "2026-12-03 23:59"}
    incident = Incident.model_validate({"id": "strike", **span, "topics": topics, "text": TEXT})
    return small_shop().model_copy(update={"incidents": (incident,)})


@pytest.mark.parametrize(
    ("now", "is_active"),
    [(BEGINS - SECOND, False), (BEGINS, True), (ENDS - SECOND, True), (ENDS, False)],
)
def test_an_incident_is_active_between_its_moments_on_the_shops_clock(
    now: datetime, is_active: bool
) -> None:
    assert bool(active_incidents(shop_with(), now, [])) is is_active


@pytest.mark.parametrize(
    ("topics", "of_page", "is_shown"),
    [
        ([], [], True),
        ([], ["damaged"], True),
        (["damaged"], ["damaged"], True),
        (["damaged"], ["where-is-my-order"], False),
        (["damaged"], [], False),
        (["damaged"], None, True),
    ],
)
def test_a_banner_is_on_the_pages_of_its_topics(
    topics: list[str], of_page: list[str] | None, is_shown: bool
) -> None:
    assert bool(banners(shop_with(*topics), BEGINS, "en", of_page)) is is_shown


def test_a_page_built_before_knows_the_incident_and_one_built_after_does_not() -> None:
    shop = shop_with()
    (before,) = banners(shop, BEGINS - SECOND, "ar", None)
    (during,) = banners(shop, BEGINS, "ar", None)
    assert (before.is_active, during.is_active) == (False, True)
    assert during.text == "إضراب"
    assert (during.begins, during.ends) == (BEGINS.timestamp(), ENDS.timestamp())
    assert banners(shop, ENDS, "ar", None) == ()

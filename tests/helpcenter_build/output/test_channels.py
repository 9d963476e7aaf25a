"""What a reader's clock makes of the channels: open now, opening next, and the form instead."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, expect

from helpcenter_build.calendar.hours import status
from tests.helpcenter_build.output.reader_clock import stop_clock
from tests.helpcenter_build.shops import small_shop
from tests.tools.chromium import PageOpener
from tests.tools.folder_server import serve_folder

SOFIA = "Europe/Sofia"
MONDAY_NOON = datetime(2026, 12, 7, 12, 30, tzinfo=ZoneInfo(SOFIA))


@pytest.fixture
def url(small_site: Path) -> Iterator[str]:
    with serve_folder(small_site) as address:
        yield address


def _said(page: Page, hours: str) -> str:
    place = page.locator(f"[data-hours={hours}]").first
    expect(place).not_to_be_empty()
    return place.inner_text()


@pytest.mark.parametrize(
    ("moment", "office", "phone"),
    [
        ("2026-12-07 12:00", "Open until 18:00", "Open until 12:30"),
        ("2026-12-07 12:30", "Open until 18:00", "Closed, opens today at 13:00"),
        ("2026-12-07 18:00", "Closed, opens tomorrow at 09:00", "Closed, opens tomorrow at 09:00"),
        ("2026-12-11 17:59", "Open until 18:00", "Closed, opens Sunday at 10:00"),
        ("2026-12-13 23:59", "Closed, opens tomorrow at 09:00", "Open until 00:00"),
    ],
)
def test_channels_say_what_is_open_by_the_shops_calendar(
    url: str, open_page: PageOpener, moment: str, office: str, phone: str
) -> None:
    page = open_page(f"{url}/", timezone_id=SOFIA)
    stop_clock(page, datetime.fromisoformat(moment).replace(tzinfo=ZoneInfo(SOFIA)))
    assert _said(page, "office") == office
    assert _said(page, "phone") == phone


def test_channels_are_closed_on_this_years_public_holidays(url: str, open_page: PageOpener) -> None:
    """Christmas is from 24 to 26 December; days off in the place of a Saturday or Sunday follow."""
    before = datetime(datetime.now(UTC).year, 12, 23, 18, tzinfo=ZoneInfo(SOFIA))
    page = open_page(f"{url}/", timezone_id=SOFIA)
    stop_clock(page, before)
    opens = status(small_shop(), "office", before).opens
    assert opens is not None
    assert (opens.date() - before.date()).days > 3
    assert _said(page, "office") == f"Closed, opens {opens:%A} at 09:00"


@pytest.mark.parametrize(
    ("zone", "said"),
    [
        (SOFIA, "Open until 18:00"),
        ("Europe/Athens", "Open until 18:00"),
        ("Asia/Dubai", "Open until 18:00 (your time: 20:00)"),
        ("Pacific/Auckland", "Open until 18:00 (your time: Tuesday 05:00)"),
    ],
)
def test_a_reader_elsewhere_is_told_the_time_there(
    url: str, open_page: PageOpener, zone: str, said: str
) -> None:
    page = open_page(f"{url}/", timezone_id=zone)
    stop_clock(page, MONDAY_NOON)
    assert _said(page, "office") == said
    expect(page.get_by_text("Time zone of the opening hours: Sofia")).to_be_visible()


def test_a_messenger_gives_way_to_the_form_while_nobody_answers(
    url: str, open_page: PageOpener
) -> None:
    page = open_page(f"{url}/", timezone_id=SOFIA)
    stop_clock(page, MONDAY_NOON)
    channel = page.locator(".hc-channel", has_text="WhatsApp")
    instead = channel.get_by_role("link", name="Write with the form instead")
    messenger = channel.get_by_role("link", name="WhatsApp")
    expect(messenger).to_have_attribute("href", "https://wa.me/35932000101")
    expect(instead).to_be_hidden()
    stop_clock(page, MONDAY_NOON.replace(hour=20))
    expect(instead).to_be_visible()
    expect(messenger).to_have_count(0)
    instead.click()  # nothing lies above it
    expect(page).to_have_url(re.compile("/contact"))


def test_without_script_every_channel_is_there_with_its_hours(
    url: str, open_page: PageOpener
) -> None:
    page = open_page(f"{url}/", javascript=False)
    channel = page.locator(".hc-channel", has_text="WhatsApp")
    expect(channel.get_by_role("link", name="WhatsApp")).to_be_visible()
    expect(channel).to_contain_text("Monday to Friday 09:00")

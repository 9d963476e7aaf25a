"""The small site with the openings of one winter, for browsers whose clock stands still."""

import json
import shutil
from datetime import UTC, datetime
from pathlib import Path

from playwright.sync_api import Page

from helpcenter_build.calendar.hours import opening_calendar
from helpcenter_build.facts import Shop

BEGIN = datetime(2026, 12, 1, tzinfo=UTC)


def copy_with_calendar(site: Path, folder: Path, shop: Shop) -> Path:
    """The site's copy in `folder`, whose calendar begins in December 2026."""
    copy = folder / "site"
    shutil.copytree(site, copy)
    calendar = opening_calendar(shop, BEGIN, days=60)
    (copy / "hours.json").write_text(json.dumps(calendar))
    return copy


def stop_clock(page: Page, moment: datetime) -> None:
    """Show the page as somebody sees it at `moment`."""
    page.clock.set_fixed_time(moment)
    page.reload()

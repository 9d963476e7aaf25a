"""Browsers whose clock stands still."""

from datetime import datetime

from playwright.sync_api import Page


def stop_clock(page: Page, moment: datetime) -> None:
    """Show the page as somebody sees it at `moment`."""
    page.clock.set_fixed_time(moment)
    page.reload()

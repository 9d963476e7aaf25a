"""A photo that is too big costs the photo, never the text that was typed beside it."""

import os
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import WordsOf
from tests.tools.chromium import PageOpener
from tests.tools.help_center import HelpCenter

MESSAGE = "الصندوق ممزق والمزهرية مكسورة."
TOO_LARGE = 33 * 2**20  # more than a page with photos takes


@pytest.mark.parametrize(("locale", "javascript"), [("en", True), ("ar", False)])
def test_the_text_is_still_there_after_going_back(
    help_center: HelpCenter,
    open_page: PageOpener,
    words_of: WordsOf,
    locale: str,
    javascript: bool,
    tmp_path: Path,
) -> None:
    say = words_of(locale)
    page = open_page(f"{help_center.url}/desk/{locale}/report", width=390, javascript=javascript)
    open_page.allow("413")
    page.get_by_label(say.form("What is it about?"), exact=True).select_option("damaged-or-wrong")
    page.get_by_label(say.form("What happened?"), exact=True).fill(MESSAGE)
    video = tmp_path / "clip.mov"
    video.touch()
    os.truncate(video, TOO_LARGE)
    page.locator("input[type=file]").set_input_files(video)
    page.get_by_role("button", name=say.form("Send report")).click()
    title = page.get_by_role("heading", name=say.form("That did not work"))
    expect(title).to_be_visible()

    page.go_back()
    expect(page).to_have_url(re.compile(f"/desk/{locale}/report"))
    expect(page.get_by_label(say.form("What happened?"), exact=True)).to_have_value(MESSAGE)
    topic = page.get_by_label(say.form("What is it about?"), exact=True)
    expect(topic).to_have_value("damaged-or-wrong")

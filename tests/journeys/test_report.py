import io
import re

import pytest
from PIL import Image
from playwright.sync_api import FilePayload, Page, expect

from tests.form_service.pictures import GPS_TEXT, jpeg
from tests.journeys.conftest import WordsOf
from tests.tools.chromium import PageOpener
from tests.tools.help_center import HelpCenter
from tests.tools.smtp import SmtpSink
from tests.tools.words import Words

PHOTO = FilePayload(name="IMG_2041.jpg", mimeType="image/jpeg", buffer=jpeg(exif=True))
MESSAGE = "الصندوق ممزق والمزهرية مكسورة."
ORDER = "MG-7654321"
EMAIL = "salma@shopper.example"


def _report(page: Page, say: Words) -> None:
    page.get_by_label(say.form("What is it about?"), exact=True).select_option("damaged-or-wrong")
    page.get_by_label(say.form("What happened?"), exact=True).fill(MESSAGE)
    page.locator("input[type=file]").set_input_files([PHOTO])
    page.get_by_label(say.form("Order number"), exact=True).fill(ORDER)
    page.get_by_label(say.form("Your name"), exact=True).fill("سلمى")


def _send(page: Page, say: Words) -> None:
    page.get_by_role("button", name=say.form("Send report")).click()


@pytest.mark.parametrize("javascript", [True, False], ids=["with-script", "without-script"])
def test_a_photo_survives_a_mistake_and_reaches_the_team(
    help_center: HelpCenter,
    open_page: PageOpener,
    smtp_sink: SmtpSink,
    words_of: WordsOf,
    javascript: bool,
) -> None:
    say = words_of("ar")
    page = open_page(
        help_center.url + say.path("problems/website-problem"), width=390, javascript=javascript
    )
    if not javascript:
        page.get_by_role("button", name=say.page("Open the report form")).click()
    _report(page, say)
    _send(page, say)  # without an e-mail address

    expect(page.locator(".hc-error-summary")).to_contain_text(say.form("Enter your e-mail address"))
    kept = page.get_by_role("img", name=say.form("Photo %(number)s", number="1"))
    expect(kept).to_be_visible()
    assert kept.evaluate("image => image.naturalWidth") > 0
    page.get_by_label(say.form("Your e-mail address"), exact=True).fill(EMAIL)
    _send(page, say)
    expect(page).to_have_url(re.compile("/desk/ar/thanks/"))

    smtp_sink.wait_for(2)
    (ticket,) = smtp_sink.to("returns@marigold.example")
    reference = page.locator(".hc-panel__value").inner_text()
    assert ticket.message["Subject"].startswith(f"[{reference}] ")
    (photo,) = ticket.message.iter_attachments()
    assert photo.get_content_type() == "image/jpeg"
    assert Image.open(io.BytesIO(photo.get_content())).size == (480, 640)
    assert GPS_TEXT not in photo.get_content()
    body = ticket.message.get_body(("plain",))
    assert body is not None
    assert MESSAGE in body.get_content()
    assert "Chrome" in body.get_content()  # the browser told us which one it is


def test_a_removed_photo_is_not_sent(
    help_center: HelpCenter, open_page: PageOpener, smtp_sink: SmtpSink, words_of: WordsOf
) -> None:
    say = words_of("en")
    page = open_page(f"{help_center.url}/desk/en/report", javascript=False)
    _report(page, say)
    _send(page, say)
    page.get_by_label("Remove photo 1").check()
    page.get_by_label("Your e-mail address").fill(EMAIL)
    _send(page, say)
    expect(page).to_have_url(re.compile("/desk/en/thanks/"))
    smtp_sink.wait_for(2)
    (ticket,) = smtp_sink.to("returns@marigold.example")
    assert list(ticket.message.iter_attachments()) == []

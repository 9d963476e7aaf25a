"""What photos should show, and photos made smaller before they travel."""

import io
import os
import re

import pytest
from PIL import Image
from playwright.sync_api import FilePayload, Page, expect

from form_service.photos.worker import LARGEST_EDGE
from tests.form_service.pictures import GPS_TEXT, jpeg
from tests.journeys.conftest import Reader, WordsOf, everywhere
from tests.tools.chromium import PageOpener
from tests.tools.help_center import HelpCenter
from tests.tools.smtp import SmtpSink
from tests.tools.words import Words

SLOW_MS = 1000
SLOW_TELEPHONE = f"""() => {{
  const read = createImageBitmap;
  const pause = () => new Promise((resolve) => setTimeout(resolve, {SLOW_MS}));
  window.createImageBitmap = (file) => pause().then(() => read(file));
}}"""


def large_photo() -> bytes:
    """Noise, which no JPEG makes small, as a telephone takes it: on its side, with its place."""
    width, height = 2 * LARGEST_EDGE, LARGEST_EDGE
    picture = Image.frombytes("L", (width, height), os.urandom(width * height)).convert("RGB")
    content = io.BytesIO()
    picture.save(
        content, "JPEG", quality=90, exif=Image.open(io.BytesIO(jpeg(exif=True))).getexif()
    )
    return content.getvalue()


def payload(content: bytes, name: str = "IMG_2041.jpg") -> FilePayload:
    return FilePayload(name=name, mimeType="image/jpeg", buffer=content)


def chosen(page: Page) -> list[dict[str, object]]:
    found: list[dict[str, object]] = page.locator("input[type=file]").evaluate(
        "input => [...input.files].map(({ name, size, type }) => ({ name, size, type }))"
    )
    return found


def fill_in(page: Page, say: Words) -> None:
    page.get_by_label(say.form("What is it about?"), exact=True).select_option("damaged-or-wrong")
    page.get_by_label(say.form("What happened?"), exact=True).fill("The vase is in pieces.")
    page.get_by_label(say.form("Order number"), exact=True).fill("MG-7654321")
    page.get_by_label(say.form("Your name"), exact=True).fill("Salma")
    page.get_by_label(say.form("Your e-mail address"), exact=True).fill("salma@shopper.example")


@everywhere
def test_the_checklist_is_that_of_the_topic(reader: Reader, locale: str) -> None:
    page = reader.open(f"/desk/{locale}/report")
    topic = page.get_by_label(reader.say.form("What is it about?"), exact=True)
    lists = page.locator("[data-about]")
    for name in ("damaged-or-wrong", "warranty"):
        topic.select_option(name)
        expect(page.locator(f"[data-about={name}] li")).to_have_count(3)
        expect(lists.filter(visible=True)).to_have_count(1)
        expect(lists.filter(visible=True)).to_contain_text(topic.locator(":checked").inner_text())
    topic.select_option("website-problem")
    expect(page.locator("input[type=file]")).to_be_hidden()


def test_without_the_script_every_topic_has_its_checklist(
    served: str, open_page: PageOpener
) -> None:
    page = open_page(f"{served}/desk/en/report", width=390, javascript=False)
    expect(page.locator("[data-about]")).to_have_count(2)
    expect(page.locator("[data-about] li").first).to_be_visible()


@pytest.mark.parametrize("locale", ["en", "ar"])
def test_a_large_photo_is_made_smaller_before_it_is_sent(
    help_center: HelpCenter,
    open_page: PageOpener,
    smtp_sink: SmtpSink,
    words_of: WordsOf,
    locale: str,
) -> None:
    say, original = words_of(locale), large_photo()
    assert GPS_TEXT in original
    page = open_page(f"{help_center.url}/desk/{locale}/report", width=390)
    page.evaluate(SLOW_TELEPHONE)
    fill_in(page, say)
    page.locator("input[type=file]").set_input_files([payload(original), payload(jpeg(), "small")])
    with page.expect_request(lambda request: request.method == "POST") as sent:
        page.get_by_role("button", name=say.form("Send report")).click()
    expect(page).to_have_url(re.compile(f"/desk/{locale}/thanks/"))
    assert int(sent.value.all_headers()["content-length"]) < len(original) / 2

    smtp_sink.wait_for(2)
    (ticket,) = smtp_sink.to("returns@marigold.example")
    pictures = [part.get_content() for part in ticket.message.iter_attachments()]
    sizes = [Image.open(io.BytesIO(picture)).size for picture in pictures]
    upright = (LARGEST_EDGE // 2, LARGEST_EDGE)
    assert sizes == [upright, (640, 480)]


def test_the_form_says_how_much_smaller_it_became(
    served: str, open_page: PageOpener, words_of: WordsOf
) -> None:
    say, original, small = words_of("en"), large_photo(), jpeg()
    page = open_page(f"{served}/desk/en/report", width=390)
    page.get_by_label(say.form("What is it about?"), exact=True).select_option("damaged-or-wrong")
    page.locator("input[type=file]").set_input_files([payload(original), payload(small, "2.jpg")])
    note = page.locator("[data-shrunk]")
    expect(note).to_have_text(
        re.compile(r"Made smaller for sending: [\d.]+\sMB instead of [\d.]+\sMB\.")
    )
    first, second = chosen(page)
    assert int(str(first["size"])) < len(original) / 2
    assert second == {"name": "2.jpg", "size": len(small), "type": "image/jpeg"}


def test_who_chooses_again_and_sends_at_once_sends_the_second_choice_smaller(
    help_center: HelpCenter, open_page: PageOpener, words_of: WordsOf
) -> None:
    say, original = words_of("en"), large_photo()
    page = open_page(f"{help_center.url}/desk/en/report", width=390)
    page.evaluate(SLOW_TELEPHONE)
    fill_in(page, say)
    files, note = page.locator("input[type=file]"), page.locator("[data-shrinking]")
    files.set_input_files([payload(large_photo())])
    expect(note).to_have_text(say.form("Making the photos smaller …"))
    page.wait_for_timeout(SLOW_MS / 2)
    files.set_input_files([payload(original)])
    page.wait_for_timeout(SLOW_MS * 3 / 4)  # the first is done by now, the second is not
    with page.expect_request(lambda request: request.method == "POST") as sent:
        page.get_by_role("button", name=say.form("Send report")).click()
    expect(page).to_have_url(re.compile("/desk/en/thanks/"))
    assert int(sent.value.all_headers()["content-length"]) < len(original) / 2


def test_what_the_browser_cannot_read_goes_as_it_is(
    help_center: HelpCenter, open_page: PageOpener, words_of: WordsOf
) -> None:
    say = words_of("en")
    page = open_page(f"{help_center.url}/desk/en/report", width=390)
    open_page.allow("422")
    fill_in(page, say)
    page.locator("input[type=file]").set_input_files([payload(b"no picture" * 100_000)])
    page.get_by_role("button", name=say.form("Send report")).click()
    expect(page.locator(".hc-error-summary")).to_contain_text("Photo 1 cannot be read")

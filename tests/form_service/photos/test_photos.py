"""Photos: kept, drawn anew, attached; nothing hostile or private gets through."""

import io
import sys
from collections.abc import Callable
from dataclasses import replace

import pytest
from PIL import Image, UnidentifiedImageError
from sqlalchemy import select

from form_service.composition import ticket
from form_service.photos.photos import BYTES, read_picture
from form_service.photos.worker import HEIC_READER, LARGEST_EDGE, formats
from form_service.service import Service
from form_service.storage.tables import photos, submissions
from tests.form_service.conftest import TestClock
from tests.form_service.pictures import GPS_TEXT, HEIC, HOSTILE, POLYGLOT, jpeg, png, webp
from tests.form_service.posts import body, count, deliver_all
from tests.form_service.shoppers import CONTACT, Shopper, problems_of, soup, value_of
from tests.tools.smtp import SmtpSink

DAMAGED = CONTACT | {"topic": "damaged-or-wrong", "message": "The vase is in pieces."}


def upload(*contents: bytes, name: str = "IMG_0001.jpg") -> dict[str, object]:
    return {"photos": [(io.BytesIO(content), name) for content in contents]}


def test_photos_reach_the_team_as_fresh_jpegs(
    shopper: Shopper, service: Service, smtp_sink: SmtpSink
) -> None:
    names = '"><script>=?utf-8?q?=0ABcc:x?=.jpg'
    sent = shopper.send("/desk/en/contact", DAMAGED | upload(jpeg(exif=True), png(), name=names))
    assert sent.status_code == 303
    deliver_all(service, smtp_sink)
    mail = smtp_sink.to("returns@marigold.example")[0]
    attached = list(mail.message.iter_attachments())
    assert [part.get_filename() for part in attached] == ["photo-1.jpg", "photo-2.jpg"]
    assert {part.get_content_type() for part in attached} == {"image/jpeg"}
    first = Image.open(io.BytesIO(attached[0].get_content()))
    assert first.size == (480, 640)  # upright, as the camera was held
    assert not first.getexif()
    assert GPS_TEXT not in attached[0].get_content()
    assert "Photos: 2, attached" in body(mail.message, "plain")


def test_photos_survive_a_mistake_elsewhere(shopper: Shopper, service: Service) -> None:
    token = shopper.fill("/desk/en/contact")
    answer = shopper.post("/desk/en/contact", DAMAGED | upload(jpeg(), webp())
                          | {"token": token, "email": "anna"})  # fmt: skip
    assert list(problems_of(answer)) == ["#hc-email"]
    shown = [str(image["src"]) for image in soup(answer).select("img.hc-photo__picture")]
    assert len(shown) == 2
    for address in shown:
        assert shopper.client.get(address).mimetype == "image/jpeg"
    assert shopper.post("/desk/en/contact", DAMAGED | {"token": token}).status_code == 303
    query = select(photos.c.submission)
    attached = service.database.read(lambda c: c.execute(query).scalars().all())
    assert len(attached) == 2
    assert None not in attached


def test_a_kept_photo_can_be_taken_back(shopper: Shopper, service: Service) -> None:
    token = shopper.fill("/desk/en/report")
    half = {"topic": "damaged-or-wrong", "token": token}
    page = shopper.post("/desk/en/report", half | upload(jpeg(), png()))
    first = soup(page).select_one("input[name=remove_photo]")
    assert first is not None
    shopper.post("/desk/en/report", half | {"remove_photo": first["value"]})
    assert count(service, photos) == 1


def test_another_language_keeps_the_photos_too(shopper: Shopper) -> None:
    token = shopper.fill("/desk/en/contact")
    page = shopper.post("/desk/ru/contact", {"token": token, "switch": "1"} | upload(jpeg()))
    assert len(soup(page).select("img.hc-photo__picture")) == 1


def test_a_bad_photo_is_named_and_the_good_ones_and_the_text_stay(
    shopper: Shopper, service: Service
) -> None:
    files = upload(jpeg(), HOSTILE["html-with-jpeg-head"], png())
    answer = shopper.send("/desk/en/contact", DAMAGED | files)
    assert answer.status_code == 422
    assert problems_of(answer) == {
        "#hc-photos": "Photo 2 cannot be read: choose a JPEG, PNG or WebP picture"
    }
    assert value_of(answer, "message") == DAMAGED["message"]
    assert len(soup(answer).select("img.hc-photo__picture")) == 2
    assert count(service, submissions) == 0


def test_more_than_four_are_too_many(shopper: Shopper) -> None:
    answer = shopper.send("/desk/en/contact", DAMAGED | upload(*[png()] * 5))
    assert problems_of(answer) == {"#hc-photos": "Choose at most 4 photos"}
    assert len(soup(answer).select("img.hc-photo__picture")) == 4


def test_a_photo_of_more_than_ten_megabytes_is_too_big(shopper: Shopper) -> None:
    answer = shopper.send("/desk/en/contact", DAMAGED | upload(jpeg() + bytes(BYTES)))
    message = "Photo 1 is larger than 10 MB: choose a smaller one"
    assert problems_of(answer) == {"#hc-photos": message}


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_what_is_no_picture_is_refused(name: str) -> None:
    assert read_picture(HOSTILE[name]) is None


def test_what_hangs_on_a_picture_does_not_come_along() -> None:
    picture = read_picture(POLYGLOT)
    assert picture is not None
    assert b"script" not in picture.content + picture.preview


def test_a_telephones_picture_is_read_like_the_others(shopper: Shopper) -> None:
    picture = read_picture(HEIC)
    assert picture is not None
    assert (picture.width, picture.height) == (64, 48)
    assert GPS_TEXT in HEIC
    assert GPS_TEXT not in picture.content
    field = soup(shopper.client.get("/desk/en/contact")).select_one("[name=photos]")
    assert field is not None
    assert "image/heic" in str(field["accept"]).split(",")


def test_without_its_reader_a_telephones_picture_is_none_of_ours(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, HEIC_READER, None)
    assert "HEIF" not in formats()
    with pytest.raises(UnidentifiedImageError):
        Image.open(io.BytesIO(HEIC), formats=formats())


def test_a_big_photo_is_made_smaller() -> None:
    picture = read_picture(jpeg(6000, 4000))
    assert picture is not None
    assert (picture.width, picture.height) == (LARGEST_EDGE, LARGEST_EDGE * 2 // 3)
    assert max(Image.open(io.BytesIO(picture.preview)).size) <= 240


def test_a_see_through_picture_lies_on_white() -> None:
    picture = read_picture(png())
    assert picture is not None
    red, green, blue = Image.open(io.BytesIO(picture.content)).getpixel((10, 10))
    assert red > 250
    assert 110 < green < 145
    assert 110 < blue < 145


def test_photos_too_big_for_a_mail_are_linked_until_they_are_deleted(
    shopper: Shopper, service: Service, smtp_sink: SmtpSink, clock: TestClock
) -> None:
    shopper.send("/desk/en/contact", DAMAGED | upload(jpeg()))
    big = b"\xff\xd8" + bytes(ticket.ATTACHED_BYTES)
    service.database.write(lambda c: c.execute(photos.update().values(content=big)))
    deliver_all(service, smtp_sink)
    text = body(smtp_sink.to("returns@marigold.example")[0].message, "plain")
    (address,) = [line for line in text.split("\n") if line.startswith("Photos: 1")]
    path = address.partition("https://help.marigold.example")[2]
    page = shopper.open(path)
    picture = soup(page).select_one("main img")
    assert picture is not None
    assert shopper.client.get(str(picture["src"])).data == big
    assert shopper.client.get(path[:-3] + "abc").status_code == 404
    clock.turn(days=91)
    assert shopper.client.get(path).status_code == 404


def test_drawing_photos_is_limited_by_network_address(
    make_service: Callable[..., Service], shopper: Shopper, service: Service
) -> None:
    shopper.client.application.extensions["form_service"] = replace(
        service, settings=replace(service.settings, limit_per_address=1)
    )
    token = shopper.fill("/desk/en/contact")
    codes = [
        shopper.post("/desk/en/contact", upload(png()) | {"token": token}).status_code
        for _ in range(3)
    ]
    assert codes == [422, 422, 429]

"""Photos on forms, their previews, and the page that a ticket links to when they are too big."""

from dataclasses import dataclass

from flask import Blueprint, Response, abort, request
from flask_babel import gettext, ngettext
from sqlalchemy import Connection
from werkzeug.datastructures import FileStorage

from form_service.abuse.caps import admit
from form_service.intake.forms import ShopForm
from form_service.keys import host_of
from form_service.photos.links import read_photos_link
from form_service.photos.photos import BYTES, MOST, Picture, read_picture
from form_service.photos.store import (
    KeptPhoto,
    count_photos,
    keep_photos,
    list_kept,
    read_photo,
    read_preview,
    remove_photos,
)
from form_service.service import Service, current_service
from form_service.views.pages import Page, render_page, use_locale

PREVIEW = "photo-preview"


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """The photos that came with a form, and what is wrong with the others, a sentence each."""

    pictures: tuple[Picture, ...] = ()
    problems: tuple[str, ...] = ()


def register(desk: Blueprint) -> None:
    """The addresses of this module's pages."""
    desk.add_url_rule("/photo/<seal>", "preview", preview)
    desk.add_url_rule("/photos/<seal>", "photos", show)
    desk.add_url_rule("/photos/<seal>/<int:number>.jpg", "photo", photo)


def receive_photos(form: ShopForm) -> Received:
    """Take what came with the form; what the shopper ticked is forgotten first."""
    token = form.read_token
    if not form.takes_photos or token is None:
        return Received()
    service = current_service()
    if removed := [int(text) for text in request.form.getlist("remove_photo") if text.isdigit()]:
        service.database.write(lambda c: remove_photos(c, token.id, removed))
    files = [file for file in request.files.getlist("photos") if _is_chosen(file)]
    if not files:
        return Received()
    _limit(service)
    room = MOST - len(kept_photos(form))
    pictures, problems = [], []
    for number, file in enumerate(files[:room], start=1):
        picture = _read(file.stream.read(BYTES + 1))
        if picture is None:
            problems.append(_problem(number, is_too_big=file.stream.tell() > BYTES))
        else:
            pictures.append(picture)
    if len(files) > room:
        problems.append(
            ngettext("Choose at most %(num)s photo", "Choose at most %(num)s photos", MOST)
        )
    return Received(pictures=tuple(pictures), problems=tuple(problems))


def keep_for_later(form: ShopForm, received: Received) -> None:
    """Keep the photos of a form that is shown again."""
    token = form.read_token
    if token is not None and received.pictures:
        service = current_service()
        now = service.clock()
        service.database.write(lambda c: keep_photos(c, token.id, received.pictures, now))


def kept_photos(form: ShopForm) -> list[KeptPhoto]:
    """The photos that wait for this form to be sent."""
    token = form.read_token
    if not form.takes_photos or token is None:
        return []
    return current_service().database.read(lambda c: list_kept(c, token.id))


def shown_photos(form: ShopForm) -> list[dict[str, object]]:
    """For the form: each kept photo with the address of its preview."""
    keys = current_service().keys
    return [
        {"id": kept.id, "url": f"/desk/photo/{keys.sign(PREVIEW, kept.id)}"}
        for kept in kept_photos(form)
    ]


def preview(seal: str) -> Response:
    """A small picture, for whoever has the form that it belongs to."""
    service = current_service()
    id = service.keys.read_signed(PREVIEW, seal)
    if not isinstance(id, int):
        abort(404)
    return _jpeg(service.database.read(lambda c: read_preview(c, id)))


def show(seal: str) -> Response:
    """The photos of a submission, for staff."""
    service = current_service()
    reference = read_photos_link(service.keys, seal, service.clock())
    if reference is None:
        abort(404)
    release = use_locale(service.bundle.current().shop.source_locale)
    count = service.database.read(lambda c: count_photos(c, reference))
    values = {"seal": seal, "count": count}
    return render_page(release, Page(title=reference, template="photos.html", values=values))


def photo(seal: str, number: int) -> Response:
    """One of them at full size."""
    service = current_service()
    reference = read_photos_link(service.keys, seal, service.clock())
    if reference is None:
        abort(404)

    def work(connection: Connection) -> bytes | None:
        return read_photo(connection, reference, number)

    return _jpeg(service.database.read(work))


def _is_chosen(file: FileStorage) -> bool:
    """An empty control sends a file without name and content; a nameless photo is a photo."""
    has_content = bool(file.stream.read(1))
    file.stream.seek(0)
    return has_content or bool(file.filename)


def _read(data: bytes) -> Picture | None:
    return None if len(data) > BYTES else read_picture(data)


def _problem(number: int, *, is_too_big: bool) -> str:
    if is_too_big:
        return gettext(
            "Photo %(number)s is larger than %(most)s MB: choose a smaller one",
            number=number,
            most=BYTES // 2**20,
        )
    return gettext(
        "Photo %(number)s cannot be read: choose a JPEG, PNG or WebP picture", number=number
    )


def _limit(service: Service) -> None:
    """Drawing pictures is work; one place may ask for so much of it and no more."""
    client = f"photos {host_of(request.remote_addr or '')}"
    release, now = service.bundle.current(), service.clock()
    rules = service.rules(release)
    limit = service.photo_limit(client)

    def work(connection: Connection) -> None:
        (refusal,) = admit(connection, [(limit,)], rules.window, now)
        if refusal is not None:
            raise refusal

    service.database.write(work)


def _jpeg(content: bytes | None) -> Response:
    if content is None:
        abort(404)
    response = Response(content, content_type="image/jpeg")
    response.headers["Cache-Control"] = "private, max-age=3600"
    response.headers["Content-Disposition"] = "inline"
    return response

"""Error pages inside the site's shell; a form that could not be taken shows its text again."""

import logging
from contextlib import suppress
from functools import lru_cache
from typing import cast

from flask import Flask, Response, g, request
from flask_babel import gettext
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge
from werkzeug.test import create_environ
from werkzeug.wrappers import Response as BaseResponse

from form_service.abuse.caps import LimitReachedError
from form_service.intake.forms import FORMS
from form_service.release import BundleMissingError, Release
from form_service.service import EXTENSION, Service, current_service
from form_service.storage.writer import DatabaseUnavailableError
from form_service.views.form_pages import build_form, show_form
from form_service.views.pages import Page, render_page
from helpcenter_build.locales.formatting import duration
from helpcenter_build.locales.locale import locale_of

RETRY_SECONDS = "30"
UNREAD = "form_service.unread"
log = logging.getLogger(__name__)


def register_errors(app: Flask) -> None:
    """One page per kind of trouble."""
    app.before_request(_refuse_unread)
    app.register_error_handler(HTTPException, show_http_error)
    app.register_error_handler(LimitReachedError, show_limit)
    app.register_error_handler(DatabaseUnavailableError, show_database_down)
    app.register_error_handler(BundleMissingError, show_no_bundle)
    app.register_error_handler(Exception, show_crash)


def show_http_error(error: HTTPException) -> Response:
    """404 and its kin."""
    status = error.code or 500
    _speak()
    if error.response is not None and status < 400:
        return cast(Response, error.response)
    text = _words(status)
    response = _show(text, status)
    for name, value in error.get_headers():
        if name in {"Allow", "Retry-After"}:
            response.headers[name] = value
    return response


def show_limit(error: LimitReachedError) -> Response:
    """Too many forms from one place."""
    release = current_service().bundle.current()
    _choose_locale(release)
    minutes = max(1, -(-error.seconds // 60))
    text = gettext(
        "Too many messages came from your network. Your text is still here: "
        "please wait (%(time)s) and send it again, or call us.",
        time=duration(minutes, "minute", locale_of(release.shop, g.locale)),
    )
    response = _show(text, 429)
    response.headers["Retry-After"] = str(error.seconds)
    return response


def show_database_down(error: DatabaseUnavailableError) -> Response:
    """Nothing was stored, and nobody says that it was."""
    log.error("the database is unavailable: %s", error)
    _speak()
    text = gettext(
        "We could not store your message just now. Your text is still here: "
        "send it again in a minute, or call us."
    )
    response = _show(text, 503)
    response.headers["Retry-After"] = RETRY_SECONDS
    return response


def show_no_bundle(error: BundleMissingError) -> Response:
    """Without a bundle there is no shell, no phone number and no language to speak."""
    log.error("%s", error)
    response = Response(f"{error}\n", 503, content_type="text/plain; charset=utf-8")
    response.headers["Retry-After"] = RETRY_SECONDS
    return response


def show_crash(error: Exception) -> Response:
    """A fault of ours; the log has it, the page keeps the text."""
    log.error("%s %s failed", request.method, request.path, exc_info=error)
    _speak()
    text = gettext("Something went wrong on our side. Your text is still here: send it again.")
    return _show(text, 500)


def too_large(app: Flask, path: str) -> BaseResponse:
    """The page for a body that the server refused before the application saw it."""
    service: Service = app.extensions[EXTENSION]
    with suppress(BundleMissingError):
        return _too_large(app, path, service.bundle.current().id)
    return _too_large(app, path, "")


@lru_cache(maxsize=64)
def _too_large(app: Flask, path: str, _release: str) -> BaseResponse:
    """The same for everybody, so that refusing costs nothing, however often it is asked for."""
    environ = create_environ(path, method="POST")
    environ[UNREAD] = True
    return BaseResponse.from_app(app, environ, buffered=True)


def _refuse_unread() -> None:
    if UNREAD in request.environ:
        raise RequestEntityTooLarge


def _words(status: int) -> str:
    match status:
        case 404:
            return gettext("This page does not exist. Search for what you need, or write to us.")
        case 413:
            return gettext(
                "That was more than we can take at once. Go back in your browser: your text is "
                "still there. Then choose fewer or smaller photos."
            )
        case 405 | 400:
            return gettext("We could not read what your browser sent. Go back and try again.")
    return gettext("Something went wrong on our side. Try again in a minute.")


def _show(text: str, status: int) -> Response:
    """The form with its text where one was sent, a page of its own otherwise."""
    try:
        release = current_service().bundle.current()
        _choose_locale(release)
        return _form_again(release, text, status) or _page(release, text, status)
    except Exception:  # the page of last resort must not fail in its turn
        log.exception("the error page failed")
        return Response(f"{text}\n", status, content_type="text/plain; charset=utf-8")


def _speak() -> None:
    """The page's language, before its first word: Flask-Babel keeps that language."""
    with suppress(BundleMissingError):  # then there is nothing but English
        _choose_locale(current_service().bundle.current())


def _choose_locale(release: Release) -> None:
    if "locale" not in g:
        asked = request.path.split("/")
        named = [part for part in asked[1:3] if part in release.pages]
        g.locale = named[0] if named else next(iter(release.pages))


def _form_again(release: Release, text: str, status: int) -> Response | None:
    name = request.path.rsplit("/", 1)[-1]
    if request.method != "POST" or name not in FORMS or status == 413:
        return None
    return show_form(release, build_form(name, release, request.form), status=status, notice=text)


def _page(release: Release, text: str, status: int) -> Response:
    title = gettext("Page not found") if status == 404 else gettext("That did not work")
    values = {
        "text": text,
        "next_url": f"/desk/{g.locale}/contact",
        "next_label": gettext("Write to us"),
    }
    page = Page(title=title, template="message.html", status=status, values=values)
    return render_page(release, page)

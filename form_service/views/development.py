"""On a developer's machine only: the mails that would have gone out, and which release is shown."""

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

from flask import Blueprint, Response, abort, g, render_template

from form_service.release import trusted
from form_service.service import current_service
from helpcenter_build.pages.csp import HEADER_POLICY


def register(desk: Blueprint) -> None:
    """The addresses of this module's pages."""
    desk.add_url_rule("/mail", "mails", mails)
    desk.add_url_rule("/mail/<name>", "mail", mail)
    desk.add_url_rule("/mail/<name>/html", "mail_html", mail_html)
    desk.add_url_rule("/dev/release", "release", release)


def release() -> Response:
    """The id of the release, which a page compares with its own to know when to load anew."""
    return Response(current_service().bundle.current().id, content_type="text/plain")


def mails() -> Response:
    """The list, newest first."""
    files = sorted(_folder().glob("*.eml"), key=lambda path: path.stat().st_mtime, reverse=True)
    entries = [(path.stem, _read(path)) for path in files]
    return _page("mails.html", "Mails", entries=entries)


def mail(name: str) -> Response:
    """One mail: headers, text, HTML, pictures."""
    message = _find(name)
    text = message.get_body(("plain",))
    return _page(
        "mail.html",
        str(message["Subject"]),
        name=name,
        headers=[(key, str(value)) for key, value in message.items()],
        text=text.get_content() if text else "",
        has_html=message.get_body(("html",)) is not None,
        attachments=[part.get_filename() for part in message.iter_attachments()],
    )


def mail_html(name: str) -> Response:
    """The HTML part as a mail program shows it: no scripts, no foreign pictures."""
    part = _find(name).get_body(("html",))
    if part is None:
        abort(404)
    response = Response(part.get_content(), content_type="text/html; charset=utf-8")
    policy = "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'self'"
    response.headers["Content-Security-Policy"] = policy
    response.headers["X-Frame-Options"] = "SAMEORIGIN"
    return response


def _page(template: str, title: str, **values: object) -> Response:
    shop_release = current_service().bundle.current()
    g.locale = shop_release.shop.source_locale
    content = render_template(template, title=title, **values)
    shell = shop_release.pages[g.locale].shell
    response = Response(shell.fill({"title": title, "content": trusted(content)}))
    response.headers["Content-Security-Policy"] = f"{HEADER_POLICY}; frame-src 'self'"
    return response


def _folder() -> Path:
    return current_service().settings.mail_folder


def _find(name: str) -> EmailMessage:
    path = next((path for path in _folder().glob("*.eml") if path.stem == name), None)
    if path is None:
        abort(404)
    return _read(path)


def _read(path: Path) -> EmailMessage:
    return message_from_bytes(path.read_bytes(), policy=default)

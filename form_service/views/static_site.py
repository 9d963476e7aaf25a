"""The static site from its folder: for development, and for shops small enough for one process."""

import mimetypes
import re
from pathlib import Path

from flask import Flask, Response, abort, redirect, request, send_file
from werkzeug.security import safe_join

from helpcenter_build.pages.chat import CHAT_PAGE
from helpcenter_build.pages.csp import CHAT_FILE, HEADER_POLICY

HASHED = re.compile(r"[./-][0-9a-f]{8,}[./]")
COPIES = {"br": ".br", "gzip": ".gz"}  # what the build wrote beside a file, the smallest first
UNCHANGING = "public, max-age=31536000, immutable"
CHECKED = "no-cache"
TYPES = {".js": "text/javascript", ".webmanifest": "application/manifest+json"}


def register(app: Flask, folder: Path) -> None:
    """Every address that is not the service's own."""
    root = folder.resolve()

    def show(path: str = "") -> Response:
        return _show(root, path)

    app.add_url_rule("/", "site_root", show)
    app.add_url_rule("/<path:path>", "site", show)


def _show(root: Path, path: str) -> Response:
    joined = safe_join(str(root), path)
    found = Path(joined) if joined else root / "missing"
    if found.is_dir() and not path.endswith("/") and path:
        return _with_slash(path)  # type: ignore[return-value]  # werkzeug's redirect is a Response
    if found.is_dir():
        found /= "index.html"
    if not found.is_file():
        return _missing(root, path)
    response = _send(root, found)
    if found.parent.as_posix().endswith(f"/{CHAT_PAGE}"):
        response.headers["Content-Security-Policy"] = _chat_policy(root)
    return response


def _chat_policy(root: Path) -> str:
    """The policy of the one page that loads something from elsewhere, as the build wrote it."""
    file = root / CHAT_FILE
    return file.read_text(encoding="utf-8").strip() if file.is_file() else HEADER_POLICY


def _with_slash(path: str) -> object:
    query = request.query_string.decode("ascii", "replace")
    return redirect(f"/{path.lstrip('/')}/" + (f"?{query}" if query else ""), 308)


def _send(root: Path, found: Path, status: int = 200) -> Response:
    coding = _coding(found)
    media_type = TYPES.get(found.suffix) or mimetypes.guess_type(found.name)[0]
    response = send_file(
        _copy(found, coding) if coding else found,
        mimetype=media_type or "application/octet-stream",
        conditional=status == 200,
        etag=True,
        max_age=0,
    )
    response.status_code = response.status_code if status == 200 else status
    is_hashed = HASHED.search(found.relative_to(root).as_posix())
    response.headers["Cache-Control"] = UNCHANGING if is_hashed else CHECKED
    response.headers["Vary"] = "Accept-Encoding"
    if coding:
        response.headers["Content-Encoding"] = coding
    return response


def _coding(found: Path) -> str | None:
    """The best content coding that the browser takes and the build made (RFC 9110, 12.5.3)."""
    taken = request.accept_encodings
    return next((name for name in COPIES if taken[name] and _copy(found, name).is_file()), None)


def _copy(found: Path, coding: str) -> Path:
    return found.with_name(found.name + COPIES[coding])


def _missing(root: Path, path: str) -> Response:
    """The 404 page of the locale that the address begins with."""
    pages = (root / path.partition("/")[0] / "404.html", root / "404.html")
    found = next((p for p in pages if p.is_file() and root in p.resolve().parents), None)
    return abort(404) if found is None else _send(root, found, status=404)

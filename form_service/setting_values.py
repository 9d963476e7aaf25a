"""From the text of a setting to its value; a ValueError completes the sentence "<NAME> ..."."""

from collections.abc import Callable
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from form_service.addresses import parse_address


def one_of(*choices: str) -> Callable[[str], str]:
    """A parser that accepts these words only."""

    def parse(text: str) -> str:
        if text not in choices:
            raise ValueError(f"is {text!r}, but must be one of: {', '.join(choices)}")
        return text

    return parse


def whole_number(low: int, high: int) -> Callable[[str], int]:
    """A parser for a number within limits."""

    def parse(text: str) -> int:
        if not text.isascii() or not text.isdigit() or not low <= int(text) <= high:
            raise ValueError(f"is {text!r}, but must be a whole number from {low} to {high}")
        return int(text)

    return parse


def parse_optional_path(text: str) -> Path | None:
    """A folder, or None for nothing."""
    return Path(text) if text else None


def parse_mail_address(text: str) -> str:
    """A plain address, or nothing."""
    if text and parse_address(text) is None:
        raise ValueError(f"is {text!r}, but must be an e-mail address such as help@shop.example")
    return text


def parse_bounce_address(text: str) -> str:
    """As `parse_mail_address`, or `<>` for the empty envelope sender."""
    return text if text == "<>" else parse_mail_address(text)


def _parts(text: str) -> SplitResult:
    """An address in parts, empty ones when host or port cannot be read."""
    try:
        parts = urlsplit(text)
        _ = parts.port  # read only now, with a ValueError for `host:port`
    except ValueError:
        return urlsplit("")
    return parts


def parse_public_url(text: str) -> str:
    """Scheme and host without a path, or nothing."""
    parts = _parts(text)
    if text and (
        parts.scheme not in {"http", "https"} or not parts.netloc or parts.path.strip("/")
    ):
        raise ValueError(f"is {text!r}, but must be like https://help.shop.example")
    return text.rstrip("/")


def parse_smtp_url(text: str) -> str:
    """An address such as smtp://user:password@host:587, or nothing."""
    parts = _parts(text)
    if text and (parts.scheme not in {"smtp", "smtps"} or not parts.hostname):
        raise ValueError("must be like smtp://user:password@mail.shop.example:587 (or smtps://)")
    return text


def _is_database_url(text: str) -> bool:
    try:
        make_url(text)
    except (ArgumentError, ValueError):
        return False
    return True


def parse_database_url(text: str) -> str:
    """An address of SQLite or PostgreSQL, in the form SQLAlchemy reads."""
    if text.startswith("sqlite:///") and text != "sqlite:///":
        return text
    for scheme in ("postgresql+psycopg://", "postgresql://", "postgres://"):
        if text.startswith(scheme) and _is_database_url(text):
            return "postgresql+psycopg://" + text.removeprefix(scheme)
    raise ValueError(
        "must be like sqlite:////srv/help/helpcenter.db or postgresql://user:password@host/name"
    )

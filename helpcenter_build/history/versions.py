"""Recorded versions as files: content/history/<locale>/<section>/<name>/<valid from>.md."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from helpcenter_build.content.files import read_text
from helpcenter_build.content.front_matter import split_article
from helpcenter_build.located_yaml import Located, parse_located
from helpcenter_build.problems import Place, Problem

HISTORY = "history"
"""The folder beside those of the locales."""
KEYS = "title, valid_from, note and sha256"


class _Front(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    title: str
    valid_from: dt.date
    note: str = ""
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A policy as it was from `valid_from` on, in one locale; `text` is Markdown without facts.

    `note` says what changed; it may be translated later, so the checksum leaves it out.
    """

    article_id: str
    locale: str
    valid_from: dt.date
    title: str
    text: str
    note: str = ""

    @property
    def sha256(self) -> str:
        content = f"{self.title}\n{self.valid_from}\n{self.text}"
        return hashlib.sha256(content.encode()).hexdigest()


def folder_of(content: Path, locale: str, article_id: str) -> Path:
    return content / HISTORY / locale / article_id


def path_of(content: Path, version: Version) -> Path:
    folder = folder_of(content, version.locale, version.article_id)
    return folder / f"{version.valid_from.isoformat()}.md"


def format_version(version: Version) -> str:
    """The file of a version."""
    note = f"note: {_quoted(version.note)}\n" if version.note else ""
    return (
        f"---\ntitle: {_quoted(version.title)}\nvalid_from: {version.valid_from}\n{note}"
        f"sha256: {version.sha256}\n---\n\n{version.text}"
    )


def _quoted(text: str) -> str:
    """A YAML text in double quotes."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{" ".join(escaped.split())}"'


def read_versions(
    content: Path, locale: str, article_id: str
) -> tuple[tuple[Version, ...], list[Problem]]:
    """Every version of a policy in one locale, the oldest first, and what is wrong with them."""
    versions: list[Version] = []
    problems: list[Problem] = []
    for path in sorted(folder_of(content, locale, article_id).glob("*.md")):
        version, found = parse_version(read_text(path), path, locale, article_id)
        problems += found
        versions += [version] if version else []
    return tuple(sorted(versions, key=lambda one: one.valid_from)), problems


def parse_version(
    text: str, path: Path, locale: str, article_id: str
) -> tuple[Version | None, list[Problem]]:
    """A version from its file; one that has been edited is returned with a problem."""
    split = split_article(text)
    located, problems = parse_located(split[0], path) if split else (None, [])
    if split is None or located is None:
        return None, problems or [_malformed(path, 1, "has no front matter")]
    try:
        front = _Front.model_validate(located.value)
    except ValidationError as error:
        first = error.errors()[0]
        key = first["loc"][0] if first["loc"] else ""
        line = located.line_of((key,))
        return None, [_malformed(path, line, f"has a front matter that is wrong at {key}")]
    version = Version(
        article_id=article_id,
        locale=locale,
        valid_from=front.valid_from,
        title=front.title,
        text=split[1].removeprefix("\n"),
        note=front.note,
    )
    return version, [*problems, *_wrong_with(version, front, path, located)]


def _wrong_with(version: Version, front: _Front, path: Path, located: Located) -> Iterator[Problem]:
    if path.stem != front.valid_from.isoformat():
        place = Place(path=path, line=located.line_of(("valid_from",)))
        message = f"The version is called {path.stem}, but valid from {front.valid_from}."
        hint = f"Name the file {front.valid_from}.md, or bring the date back from Git."
        yield Problem(id="policy-history", place=place, message=message, hint=hint)
    if version.sha256 != front.sha256:
        yield Problem(
            id="policy-history",
            place=Place(path=path, line=located.line_of(("sha256",))),
            message="This recorded version has been edited; it is what shoppers agreed to.",
            hint="Bring the file back from Git. A new text is recorded with helpcenter archive.",
        )


def _malformed(path: Path, line: int, what: str) -> Problem:
    message = f"The recorded version {what}."
    hint = f"Bring the file back from Git; its keys are {KEYS}."
    return Problem(
        id="policy-history", place=Place(path=path, line=line), message=message, hint=hint
    )


_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryPage:
    """Which page of a policy's history a page key means; no day is the list of versions."""

    article_id: str
    valid_from: dt.date | None


def page_key(article_id: str, valid_from: dt.date | None = None) -> str:
    """The key of `Addresses`: "legal/terms/history" or "legal/terms/history/2026-06-19"."""
    return f"{article_id}/{HISTORY}" + (f"/{valid_from}" if valid_from else "")


def parse_page_key(page: str) -> HistoryPage | None:
    """The other way round; None for a page that is none of a history."""
    match page.split("/"):
        case [section, name, part] if part == HISTORY:
            return HistoryPage(article_id=f"{section}/{name}", valid_from=None)
        case [section, name, part, day] if part == HISTORY and _DAY.fullmatch(day):
            return HistoryPage(
                article_id=f"{section}/{name}", valid_from=dt.date.fromisoformat(day)
            )
    return None

"""Characters nobody sees: letters in two parts, invisible ones, blanks at the end of a line."""

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from helpcenter_build.checks.content import Content
from helpcenter_build.content.files import encoding_problem, read_text
from helpcenter_build.problems import Place, Problem

INVISIBLE = re.compile("[\u200b\ufeff\u00ad\u2060\u202a-\u202e\u2066-\u2069]")
"""Zero-width and direction characters that search and screen readers stumble over.

Marks and joiners that Arabic and Persian spelling needs (U+200C to U+200F) are not among them.
"""
TRAILING = re.compile(r"[ \t]+$", re.MULTILINE)
LINE_BREAK = re.compile(r"(?<=\S)(?:  )$")
"""Two blanks at the end of a line are Markdown's line break."""


def unreadable_characters(content: Content) -> Iterator[Problem]:
    """Files beside the articles that are not UTF-8; an article is reported when it is read."""
    for path in texts_of(content):
        problem = encoding_problem(read_text(path), path) if path.suffix == ".yml" else None
        if problem:
            yield problem


def hidden_characters(content: Content) -> Iterator[Problem]:
    """Letters stored as letter and accent, invisible characters, blanks at the end of a line."""
    for path in texts_of(content):
        text = read_text(path)
        for number, line in enumerate(text.split("\n"), start=1):
            place = Place(path=path, line=number)
            yield from _in_line(line, place)


def texts_of(content: Content) -> list[Path]:
    """Every text an editor writes for this locale; the facts belong to the source locale."""
    folder = content.folder / content.site.locale
    paths = [*sorted(folder.rglob("*.md")), *sorted(folder.glob("*.yml"))]
    return [*paths, content.facts_path] if content.is_source else paths


def _in_line(line: str, place: Place) -> Iterator[Problem]:
    if unicodedata.normalize("NFC", line) != line:
        message = "Letters and their accents are stored apart, so search does not find the words."
        yield _problem("hidden-character", place, message)
    for found in INVISIBLE.findall(line):
        name = unicodedata.name(found, f"U+{ord(found):04X}").lower()
        yield _problem("hidden-character", place, f"The line has an invisible character: {name}.")
    if TRAILING.search(line.rstrip("\r")) and not LINE_BREAK.search(line):
        yield Problem(
            id="trailing-blank",
            place=place,
            message="The line ends with blanks.",
            hint="Delete them; helpcenter check --fix does.",
            severity="warning",
        )


def _problem(id: str, place: Place, message: str) -> Problem:
    hint = "Type it again, or let helpcenter check --fix do it."
    return Problem(id=id, place=place, message=message, hint=hint)


def without_hidden_characters(text: str) -> str:
    """The text as the check wants it, with one newline at its end."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n"))
    lines = INVISIBLE.sub("", text).split("\n")
    kept = (line if LINE_BREAK.search(line) else line.rstrip(" \t") for line in lines)
    return "\n".join(kept).rstrip("\n") + "\n"

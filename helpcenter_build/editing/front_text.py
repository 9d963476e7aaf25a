"""Small edits of a front matter as text: everything else in the file stays as it was."""

from __future__ import annotations

import re

_FRONT = re.compile(r"\A---[ \t]*\r?\n(.*?)^---[ \t]*\r?$", re.MULTILINE | re.DOTALL)


def has_front(text: str) -> bool:
    return bool(_FRONT.match(text))


def with_value(text: str, key: str, value: str) -> str:
    """The text with `key: value`, in the place of an earlier value or at the end."""
    begin, end = _span(text)
    front = text[begin:end]
    line = re.compile(rf"^({re.escape(key)}:[ \t]*)([^\s#]*)", re.MULTILINE)
    if line.search(front):
        return text[:begin] + line.sub(rf"\g<1>{value}", front, count=1) + text[end:]
    return f"{text[:end]}{key}: {value}{_newline(text)}{text[end:]}"


def without_key(text: str, key: str) -> str:
    """The text without a key and what belongs to it."""
    begin, end = _span(text)
    entry = re.compile(
        rf"^{re.escape(key)}:[^\n]*\n(?:[ \t]+\S[^\n]*\n|-[ \t][^\n]*\n|[ \t]*\r?\n(?=[ \t]))*",
        re.MULTILINE,
    )
    return text[:begin] + entry.sub("", text[begin:end], count=1) + text[end:]


def with_first_line(text: str, line: str) -> str:
    """The text with one more line at the beginning of its front matter."""
    begin, _ = _span(text)
    return f"{text[:begin]}{line}{_newline(text)}{text[begin:]}"


def _span(text: str) -> tuple[int, int]:
    found = _FRONT.match(text)
    if found is None:
        raise ValueError("the text has no front matter")
    return found.span(1)


def _newline(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"

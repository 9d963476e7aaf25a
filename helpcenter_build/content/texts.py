"""Plain text out of an article's HTML: passages for search, answers for mails and lists."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from helpcenter_build.search import Passage

_HEADING = re.compile(r"<h([23])[^>]*?\bid=\"([^\"]+)\"[^>]*>(.*?)</h\1>", re.DOTALL)
_HIDDEN = re.compile(r"<(script|style|template|svg|select|noscript)\b.*?</\1>", re.DOTALL)
_BLOCK = re.compile(r"</?(p|li|tr|td|th|div|ul|ol|table|h\d|br|dt|dd|section|form)\b[^>]*>")
_TAG = re.compile(r"<[^>]+>|<!--.*?-->", re.DOTALL)


def plain_text(html: str) -> str:
    """The words of a piece of HTML on one line."""
    return " ".join(unescape(_TAG.sub("", _BLOCK.sub(" ", _HIDDEN.sub(" ", html)))).split())


def passages_of(html: str) -> tuple[Passage, ...]:
    """An article's parts: what stands before the first heading, then each heading's part."""
    return tuple(passage for passage in _split(html) if passage.text)


def _split(html: str) -> Iterator[Passage]:
    anchor, title, start = "", "", 0
    for heading in _HEADING.finditer(html):
        yield Passage(anchor=anchor, title=title, text=plain_text(html[start : heading.start()]))
        anchor, title, start = heading[2], plain_text(heading[3]), heading.end()
    yield Passage(anchor=anchor, title=title, text=plain_text(html[start:]))

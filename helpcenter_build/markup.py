"""What Markdown leaves to do: tables that scroll on a phone, links that lead elsewhere."""

from __future__ import annotations

import re
from functools import cache

import markdown

_TABLE = re.compile(r"(?<!-scroll\">)<table(?=[ >])(.*?</table>)", re.DOTALL)
_FOREIGN = re.compile(r'<a href="(https?://[^"]+)"')
_SPAN = re.compile(r"(?<=\d)–(?=\d)")
_IMAGE = re.compile(r"<img (?![^>]*loading=)")


def finish_content(html: str) -> str:
    """An article's HTML as the theme wants it."""
    html = _TABLE.sub(r'<div class="hc-table-scroll"><table\1</div>', html)
    html = _FOREIGN.sub(r'<a rel="noopener" href="\1"', html)
    return keep_together(_IMAGE.sub('<img loading="lazy" ', html))


def keep_together(text: str) -> str:
    """Spans such as 09:00–18:00 with word joiners (U+2060), so that no line ends at their dash."""
    return _SPAN.sub("\u2060–\u2060", text)


@cache
def _inline() -> markdown.Markdown:
    return markdown.Markdown()


def inline_html(text: str) -> str:
    """One or a few sentences of Markdown as HTML without a paragraph around them."""
    html = _inline().reset().convert(text)
    return html.removeprefix("<p>").removesuffix("</p>")

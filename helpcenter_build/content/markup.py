"""What Markdown leaves to do: tables that fit a phone, links that lead elsewhere."""

from __future__ import annotations

import re
from functools import cache

import markdown
from bs4 import BeautifulSoup, Tag

STACK_FROM_COLUMNS = 3
"""Tables with so many columns become lists on a phone; the theme's stylesheet does it."""

_TABLE = re.compile(r"(?<!-scroll\">)<table[ >].*?</table>", re.DOTALL)
_FOREIGN = re.compile(r'<a href="(https?://[^"]+)"')
_SPAN = re.compile(r"(?<=\d)–(?=\d)")
_HALF_DAY = re.compile(r"(?<=\d) (?=[صم](?!\w))")
_IMAGE = re.compile(r"<img (?![^>]*loading=)")


def finish_content(html: str) -> str:
    """An article's HTML as the theme wants it."""
    html = _TABLE.sub(lambda match: _finish_table(match[0]), html)
    html = _FOREIGN.sub(r'<a rel="noopener" href="\1"', html)
    return keep_together(_IMAGE.sub('<img loading="lazy" ', html))


def _finish_table(html: str) -> str:
    """Markdown's table in a frame; rows are named by their first cell, cells by their column."""
    soup = BeautifulSoup(html, "html.parser")
    heads = soup.select("thead th")
    labels = [head.get_text(" ", strip=True) for head in heads]
    for head, label in zip(heads, labels, strict=True):
        if label:
            head["scope"] = "col"
        else:
            head.name = "td"  # nothing for a screen reader to announce
    if len(heads) >= STACK_FROM_COLUMNS:
        soup.select("table")[0]["class"] = "hc-table--stack"
        for row in soup.select("tbody tr"):
            _name_cells(row, labels)
    return f'<div class="hc-table-scroll">{soup}</div>'


def _name_cells(row: Tag, labels: list[str]) -> None:
    cells = row.select("td")
    if len(cells) != len(labels):
        return  # an editor's own HTML, with cells that span
    cells[0].name, cells[0]["scope"] = "th", "row"
    for cell, label in zip(cells[1:], labels[1:], strict=True):
        cell["data-label"] = label


def keep_together(text: str) -> str:
    """No line ends inside 09:00–18:00, which gets word joiners (U+2060), nor inside 6:00 م."""
    return _HALF_DAY.sub("\u00a0", _SPAN.sub("\u2060–\u2060", text))


@cache
def _inline() -> markdown.Markdown:
    return markdown.Markdown()


def inline_html(text: str) -> str:
    """One or a few sentences of Markdown as HTML without a paragraph around them."""
    html = _inline().reset().convert(text)
    return html.removeprefix("<p>").removesuffix("</p>")

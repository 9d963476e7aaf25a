"""Articles for machines: a Markdown copy beside every article, and llms.txt, which lists them.

A copy has the facts filled in and no HTML: tables are Markdown tables, forms are links, addresses
are absolute. llms.txt follows llmstxt.org.
"""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import urljoin

from bs4 import BeautifulSoup, Tag

from helpcenter_build.content.articles import Article
from helpcenter_build.locales.catalogue import translations
from helpcenter_build.pages.locale_site import LocaleSite

COPY = "index.md"
LIST = "llms.txt"
_LINK = re.compile(r"(?<=\]\()([^)\s]+)")
_ATTRIBUTES = re.compile(r"[ \t]*\{[:#.][^}\n]*\}")
_ADMONITION = re.compile(r"^!!! \w+(?: +\"(?P<title>[^\"]*)\")?[ \t]*$")
_ANCHOR = re.compile(r"<a\b[^>]*?href=\"([^\"]*)\"[^>]*>(.*?)</a>", re.DOTALL)
_TAG = re.compile(r"</?[a-z][^>]*>|<!--.*?-->", re.DOTALL)


def write_copies(site: LocaleSite, folder: Path, help_name: str) -> None:
    """Write the copies of the articles written in the locale, and their list, into its folder."""
    for article in site.tree.own.values():
        path = folder / article.id / COPY
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(copy_of(site, article), encoding="utf-8")
    (folder / LIST).write_text(list_of_copies(site, help_name), encoding="utf-8")


def copy_of(site: LocaleSite, article: Article) -> str:
    """An article as Markdown that needs nothing else to be read."""
    title = json.dumps(article.title, ensure_ascii=False)
    body = markdown_of(site.texts[article.id], _Place(site, article.id))
    return f"---\ntitle: {title}\nlanguage: {article.locale}\n---\n\n# {article.title}\n\n{body}\n"


def list_of_copies(site: LocaleSite, help_name: str) -> str:
    """llms.txt of one locale: every article with its summary, by section."""
    _ = translations(site.locale).gettext
    shop = site.shop
    lines = [f"# {help_name}", "", f"> {shop.identity.tagline.in_locale(site.locale)}", ""]
    lines += [f"{_('Contact')}: {shop.identity.phone}, {site.addresses.absolute(site.locale)}"]
    for section in site.sections.values():
        ids = [i for i in site.ids_of(section.id) if i in site.tree.own]
        if ids:
            lines += ["", f"## {section.title}", "", *(_entry(site, i) for i in ids)]
    others = [(tag, facts) for tag, facts in shop.locales.items() if tag != site.locale]
    links = [f"- [{f.name}]({site.addresses.absolute(tag)}{LIST})" for tag, f in others]
    return "\n".join([*lines, *(["", f"## {_('Language')}", "", *links] if links else []), ""])


def _entry(site: LocaleSite, article_id: str) -> str:
    article = site.tree.article(article_id)
    address = site.addresses.absolute(site.locale, article_id) + COPY
    return f"- [{article.title}]({address}): {article.front.summary}"


# --------------------------------------------------------------------------- from page to copy


class _Place:
    """Where a text stands, to make its links absolute."""

    def __init__(self, site: LocaleSite, article_id: str) -> None:
        self.site = site
        self.folder = posixpath.dirname(article_id)
        self.own = site.addresses.absolute(site.locale, article_id)

    def absolute(self, target: str) -> str:
        path, hash_, anchor = target.partition("#")
        if not path:
            return f"{self.own}#{anchor}"
        if ":" in path or path.startswith("/"):
            return urljoin(self.site.addresses.root, target)
        key = posixpath.normpath(posixpath.join(self.folder, path))
        if not key.endswith(".md"):
            return self.site.addresses.absolute(self.site.locale) + key + hash_ + anchor
        page = key.removesuffix(".md").removesuffix("/index")
        address = self.site.addresses.absolute(self.site.locale, "" if page == "index" else page)
        return f"{address}{hash_}{anchor}"


def markdown_of(text: str, place: _Place) -> str:
    """Plain Markdown of an article's text, in which the facts are already filled in."""
    blocks = [_block(block, place) for block in re.split(r"\n{2,}", text.strip())]
    return "\n\n".join(block for block in blocks if block)


def _block(block: str, place: _Place) -> str:
    lines = block.split("\n")
    if block.startswith("<"):
        return _html_block(block, place)
    if found := _ADMONITION.match(lines[0]):
        inner = "\n".join(line.removeprefix("    ") for line in lines[1:])
        title = [f"**{found['title']}**"] if found["title"] else []
        return "\n".join(f"> {line}" for line in [*title, *_block(inner, place).split("\n")])
    if block.startswith("    ") and lines[0].strip().startswith("<"):
        return _html_block(block.strip(), place)
    return _LINK.sub(lambda m: place.absolute(m[1]), _ATTRIBUTES.sub("", _inline(block)))


def _inline(text: str) -> str:
    linked = _ANCHOR.sub(lambda found: f"[{found[2]}]({unescape(found[1])})", text)
    return unescape(_TAG.sub("", linked))


def _html_block(html: str, place: _Place) -> str:
    """A table as a table, anything else as its links."""
    soup = BeautifulSoup(html, "html.parser")
    tables = [_table(table, place) for table in soup.find_all("table")]
    if tables:
        return "\n\n".join(tables)
    for form in soup.find_all("form"):
        form.decompose()
    return "\n".join(f"- {_words(link, place)}" for link in soup.find_all("a", href=True))


def _table(table: Tag, place: _Place) -> str:
    rows = [
        [_words(cell, place).replace("|", "\\|") for cell in row.find_all(["th", "td"])]
        for row in table.find_all("tr")
    ]
    width = max(map(len, rows))
    head, *body = [[*row, *[""] * (width - len(row))] for row in rows]
    return "\n".join(_rows([head, ["---"] * width, *body]))


def _rows(rows: list[list[str]]) -> Iterator[str]:
    yield from (f"| {' | '.join(row)} |" for row in rows)


def _words(tag: Tag, place: _Place) -> str:
    """A piece of a page on one line, its links as Markdown."""
    html = str(tag).replace("<br/>", " ").replace("<br>", " ").replace("</li>", ", </li>")
    text = " ".join(_inline(html).split()).removesuffix(",")
    return _LINK.sub(lambda found: place.absolute(found[1]), text)

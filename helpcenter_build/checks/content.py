"""What a check gets to see: one locale's site, its files, its texts with the facts filled in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from helpcenter_build.content.articles import Article, is_written
from helpcenter_build.facts import Shop
from helpcenter_build.pages.locale_site import LocaleSite
from helpcenter_build.problems import Place


@dataclass(frozen=True, kw_only=True)
class Content:
    """`folder` is the folder of all locales, content/; `today` decides what is overdue."""

    site: LocaleSite
    folder: Path
    today: dt.date

    @property
    def shop(self) -> Shop:
        return self.site.shop

    @property
    def is_source(self) -> bool:
        """Whether this is the source locale, with which everything shared is checked once."""
        return self.site.locale == self.shop.source_locale

    @cached_property
    def own(self) -> tuple[Article, ...]:
        """Articles and pages written in this locale; the source's are checked with the source."""
        everything = (*self.site.tree.pages.values(), *self.site.tree.own.values())
        return tuple(one for one in everything if one.locale == self.site.locale)

    def source_of(self, article: Article) -> Article | None:
        """What an article is a translation of; None for the source itself and for orphans."""
        return None if self.is_source else self.site.tree.source.get(article.id)

    def path_of(self, article_id: str) -> Path:
        """Where an article of this locale stands or would stand."""
        return self.folder / self.site.locale / f"{article_id}.md"

    def exists(self, article_id: str, locale: str = "") -> bool:
        """Whether the article is written in a locale (this one), with or without mistakes."""
        return is_written(self.folder / (locale or self.site.locale) / f"{article_id}.md")

    @property
    def facts_path(self) -> Path:
        return self.folder / "shop.yml"


def beginning_of(article: Article) -> Place:
    """Where the text of an article begins, for what is missing in it."""
    lead = len(article.body) - len(article.body.lstrip("\n"))
    return Place(path=article.path, line=article.body_line + lead)


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A text of an article with the line of the file on which it begins.

    `key` is its key in the front matter, "" for the body. A text of the front matter is one line,
    however it is folded in the file.
    """

    article: Article
    key: str
    text: str
    line: int

    def place(self, offset: int) -> Place:
        """The place of a character."""
        line = self.line if self.key else self.line + self.text.count("\n", 0, offset)
        return Place(path=self.article.path, line=line)


def pieces_of(article: Article) -> Iterator[Piece]:
    """What readers see of an article: title, summary, question, answer and body."""
    for key in ("title", "summary", "question", "answer"):
        if text := getattr(article.front, key):
            line = article.place(key).line
            yield Piece(article=article, key=key, text=text, line=line)
    yield Piece(article=article, key="", text=article.body, line=article.body_line)

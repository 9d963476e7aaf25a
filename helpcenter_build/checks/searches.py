"""The searches that editors wrote down still find their articles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from helpcenter_build.checks.content import Content
from helpcenter_build.content.articles import Article
from helpcenter_build.content.files import read_text
from helpcenter_build.content.texts import plain_text
from helpcenter_build.content.vocabulary import read_vocabulary
from helpcenter_build.located_yaml import parse_located
from helpcenter_build.problems import Problem
from helpcenter_build.search import Document, Passage, open_index, write_index
from helpcenter_build.search.memory import memory_of
from helpcenter_build.search.searches import parse_searches, search_problems

NAME = "searches.yml"
_HEADING = re.compile(r"^#{2,3} +(.*?)(?: *\{ *#([\w-]+)[^}]*\})?$", re.MULTILINE)
_MARKS = re.compile(r"!?\[([^\]]*)\]\([^)]*\)|[*_`#|>]|\{[^}]*\}")


def broken_searches(content: Content) -> Iterator[Problem]:
    """A search of searches.yml whose article is not among its first hits, or does not exist.

    Warnings: which of two sound articles comes first is for the editor to judge.
    """
    folder = content.folder / content.site.locale
    path = folder / NAME
    if not path.is_file():
        return
    located, problems = parse_located(read_text(path), path)
    yield from problems
    if located is None:
        return
    searches, unsound = parse_searches(located.value, path, located.line_of)
    yield from unsound
    if searches:
        with TemporaryDirectory() as name:
            vocabulary, _ = read_vocabulary(folder / "synonyms.yml")
            documents = [_document(content, article) for article in content.site.tree.own.values()]
            write_index(
                documents,
                content.site.locale,
                Path(name),
                vocabulary=vocabulary,
                memory=memory_of(content.folder),
            )
            index = open_index(Path(name))
            known = [document.id for document in documents]
            for problem in search_problems(index, searches, known):
                yield replace(problem, severity="warning")


def _document(content: Content, article: Article) -> Document:
    """An article as the build would give it to search, without rendering it."""
    front, site = article.front, content.site
    return Document(
        id=article.id,
        title=front.title,
        url=site.path(article.id),
        section=article.section,
        section_title=article.section,
        summary=front.summary,
        question=front.question or "",
        answer=plain_text(site.answers.get(article.id, "")),
        asked_as=front.asked_as,
        topics=front.topics,
        passages=tuple(_passages(site.texts.get(article.id, ""))),
    )


def _passages(markdown: str) -> Iterator[Passage]:
    anchor, title, start = "", "", 0
    for heading in _HEADING.finditer(markdown):
        yield Passage(anchor=anchor, title=title, text=_plain(markdown[start : heading.start()]))
        anchor, title, start = heading[2] or "", _plain(heading[1]), heading.end()
    yield Passage(anchor=anchor, title=title, text=_plain(markdown[start:]))


def _plain(markdown: str) -> str:
    return " ".join(_MARKS.sub(r" \1 ", plain_text(markdown)).split())

"""Titles, summaries, questions: short enough for a result list, and each only once."""

import re
import unicodedata
from collections.abc import Callable, Iterator

from helpcenter_build.checks.content import Content
from helpcenter_build.content.articles import Article
from helpcenter_build.problems import Place, Problem

TITLE_CHARACTERS = 60
"""What a search engine shows of a title on a phone."""
SUMMARY_CHARACTERS = 160


def too_long(content: Content) -> Iterator[Problem]:
    """Titles and summaries that a result list would cut."""
    limits = (("title", TITLE_CHARACTERS), ("summary", SUMMARY_CHARACTERS))
    for article in content.own:
        for key, limit in limits:
            length = len(getattr(article.front, key))
            if length > limit:
                yield Problem(
                    id="too-long",
                    place=article.place(key),
                    message=f"The {key} has {length} characters; a result list shows {limit}.",
                    hint=f"Say it in {limit} characters.",
                    severity="warning",
                )


def facts_in_titles(content: Content) -> Iterator[Problem]:
    """Titles, summaries and questions stand in lists and search, where facts are not filled in."""
    for article in content.own:
        for key in ("title", "summary", "question"):
            if "{{" in (getattr(article.front, key) or ""):
                yield Problem(
                    id="fact",
                    place=article.place(key),
                    message=f"The {key} cannot contain facts.",
                    hint="Facts belong into the answer and the text.",
                )


def same_question(content: Content) -> Iterator[Problem]:
    """Two articles with the same title, question or way of asking: readers get either by chance."""
    yield from _twice(content, "title", lambda one: [one.title])
    yield from _twice(content, "question", lambda one: [one.front.question or ""])
    yield from _twice(content, "asked_as", lambda one: list(one.front.asked_as))


def _twice(
    content: Content, key: str, texts_of: Callable[[Article], list[str]]
) -> Iterator[Problem]:
    seen: dict[str, Place] = {}
    for article in content.site.tree.own.values():
        for number, text in enumerate(texts_of(article)):
            words = _words(text)
            place = article.place(key, number) if key == "asked_as" else article.place(key)
            if words and words in seen:
                yield Problem(
                    id="same-question",
                    place=place,
                    message=f'"{text}" is asked in {seen[words]} too.',
                    hint="Merge the two articles, or ask what only this one answers.",
                    severity="warning" if key == "asked_as" else "error",
                )
            elif words:
                seen[words] = place


def _words(text: str) -> str:
    """A question without case, accents, punctuation and the order of its words."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return " ".join(sorted(re.findall(r"\w+", plain)))

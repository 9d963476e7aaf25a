"""Repairs that are certain: hidden characters, mixed alphabets, typed facts, moved articles."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass

from helpcenter_build.checks.alphabets import WORD, in_one_alphabet, is_mixed
from helpcenter_build.checks.characters import without_hidden_characters
from helpcenter_build.checks.fact_index import FactIndex
from helpcenter_build.checks.links import LINK
from helpcenter_build.checks.prose import prose_of, without_code
from helpcenter_build.checks.typed_facts import TypedFact, typed_facts
from helpcenter_build.content.redirects import end_of
from helpcenter_build.content.texts import plain_text
from helpcenter_build.templating.environment import ArticleEnvironment
from helpcenter_build.templating.render import render_text

# A text of the front matter in which facts are allowed, and everything after the front matter.
TEXTS_WITH_FACTS = re.compile(r"(?<=^answer:)(?:.*\n)(?:[ \t]+.*\n)*", re.MULTILINE)
FRONT_MATTER = re.compile(r"\A---[ \t]*\n.*?^---[ \t]*\n", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fixer:
    """Repairs the texts of one locale; `moves` are the redirects from old to new article ids."""

    environment: ArticleEnvironment
    index: FactIndex
    moves: Mapping[str, str]

    def fixed_article(self, text: str, article_id: str) -> str:
        """An article file with everything certain put right."""
        text = fixed_text(text)
        text = LINK.sub(lambda found: self._moved(found, article_id), text)
        front = FRONT_MATTER.match(text)
        begin = front.end() if front else 0
        body = self._with_facts(text[begin:])
        head = TEXTS_WITH_FACTS.sub(lambda found: self._with_facts(found[0]), text[:begin])
        return head + body

    def _with_facts(self, text: str) -> str:
        """Typed values as expressions, where one fact alone prints exactly what is typed."""
        links = [range(*found.span()) for found in LINK.finditer(without_code(text))]
        for typed in reversed(typed_facts(text, self.index)):
            in_link = any(typed.start in link for link in links)
            if not in_link and (expression := self._only_expression(typed)):
                text = text[: typed.start] + expression + text[typed.end :]
        return text

    def _only_expression(self, typed: TypedFact) -> str | None:
        if len(typed.expressions) != 1:
            return None
        printed = plain_text(render_text(self.environment, typed.expressions[0]))
        return typed.expressions[0] if _plain(printed) == _plain(typed.text) else None

    def _moved(self, found: re.Match[str], article_id: str) -> str:
        """A link to an article that has moved, led to its new place."""
        target = found["target"] or ""
        path, hash_, anchor = target.partition("#")
        if not path.endswith(".md") or found["image"]:
            return found[0]
        folder = posixpath.dirname(article_id)
        old = posixpath.normpath(posixpath.join(folder, path)).removesuffix(".md")
        new = end_of(old, self.moves)
        if new == old:
            return found[0]
        right = posixpath.relpath(f"{new}.md", folder or ".")
        return found[0].replace(f"({target}", f"({right}{hash_}{anchor}")


def fixed_text(text: str) -> str:
    """Any text of an editor without hidden characters and mixed alphabets."""
    text = without_hidden_characters(text)
    prose = prose_of(text)
    for word in reversed(list(WORD.finditer(prose))):
        if is_mixed(word[0]) and (repaired := in_one_alphabet(word[0])):
            text = text[: word.start()] + repaired + text[word.end() :]
    return text


def _plain(text: str) -> str:
    return " ".join(text.split())

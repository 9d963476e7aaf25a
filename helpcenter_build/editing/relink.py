"""Links of articles after one of them has moved."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property

from helpcenter_build.checks.links import LINK
from helpcenter_build.checks.prose import without_facts


@dataclass(frozen=True, kw_only=True)
class Relinker:
    """`old` has become `new`; `root` is the help center's own address."""

    old: str
    new: str
    root: str
    locales: Collection[str]

    def relinked(self, text: str, article_id: str) -> str:
        """The file of an article (by its id before the move) with its links put right.

        Links in code and in facts stay; a link that is right already stays as it is written.
        """
        parts, end = [], 0
        for found in LINK.finditer(without_facts(text)):
            name = next((key for key in ("target", "html", "reference") if found[key]), "")
            if not name:
                continue
            begin, stop = found.span(name)
            parts += [text[end:begin], self._right(text[begin:stop], article_id)]
            end = stop
        return "".join([*parts, text[end:]])

    def _right(self, target: str, article_id: str) -> str:
        if found := self._own_address.fullmatch(target):
            return f"{found['lead']}{self.new}{found['rest']}"
        path, hash_, anchor = target.partition("#")
        if not path or ":" in path or path.startswith("/"):
            return target
        right = self._relative(path, article_id)
        return target if right == path else f"{right}{hash_}{anchor}"

    def _relative(self, path: str, article_id: str) -> str:
        """The path to the same thing, from where the article is now to where the thing is."""
        folder = posixpath.dirname(article_id)
        meant = posixpath.normpath(posixpath.join(folder, path))
        target = f"{self.new}.md" if meant == f"{self.old}.md" else meant
        is_moving = article_id == self.old
        if not is_moving and target == meant:
            return path
        begin = posixpath.dirname(self.new if is_moving else article_id)
        right = posixpath.relpath(target, begin or ".")
        is_same = posixpath.normpath(posixpath.join(begin, path)) == target
        return path if is_same else right + ("/" if path.endswith("/") else "")

    @cached_property
    def _own_address(self) -> re.Pattern[str]:
        """/section/name/, /bg/section/name/#part, https://help.../section/name/."""
        tags = "|".join(map(re.escape, self.locales))
        lead = rf"(?P<lead>(?:{re.escape(self.root.rstrip('/'))})?/(?:(?:{tags})/)?)"
        return re.compile(rf"{lead}{re.escape(self.old)}(?P<rest>(?:/?|/(?:[?#].*)|[?#].*))")

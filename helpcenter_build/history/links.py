"""Links of an old text, led to where they belong today."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping

from helpcenter_build.checks.links import LINK
from helpcenter_build.checks.prose import without_code
from helpcenter_build.content.redirects import end_of
from helpcenter_build.history.timeline import Timeline
from helpcenter_build.history.versions import Version, page_key
from helpcenter_build.pages.locale_site import LocaleSite


def lead_links(version: Version, site: LocaleSite, moves: Mapping[str, str]) -> str:
    """The text for its own page: a link to another policy leads to its version of that day, one to
    a moved article to its new place, and one to an article that is gone becomes its words."""
    reader = _Reader(version=version, site=site, moves=moves)
    parts, end = [], 0
    for found in LINK.finditer(without_code(version.text)):
        parts += [version.text[end : found.start()], reader.led(found, version.text)]
        end = found.end()
    return "".join([*parts, version.text[end:]])


class _Reader:
    def __init__(self, *, version: Version, site: LocaleSite, moves: Mapping[str, str]) -> None:
        self.version, self.site, self.moves = version, site, moves
        self.from_folder = posixpath.dirname(version.article_id)
        self.to_folder = posixpath.dirname(page_key(version.article_id, version.valid_from))

    def led(self, found: re.Match[str], text: str) -> str:
        written = text[found.start() : found.end()]
        target = found["target"] or ""
        path, hash_, anchor = target.partition("#")
        if not path or ":" in path or path.startswith("/"):
            return written
        key = posixpath.normpath(posixpath.join(self.from_folder, path))
        if path.endswith(".md"):
            page = self.page(key.removesuffix(".md"))
            if page is None:
                return text[found.start("alt") : found.end("alt")]
            key = f"{page}.md"
        right = posixpath.relpath(key, self.to_folder)
        return written.replace(f"({target}", f"({right}{hash_}{anchor}")

    def page(self, written: str) -> str | None:
        """The page a link means now, without its suffix; None when there is none."""
        page = end_of(written, self.moves)
        timeline: Timeline | None = self.site.timelines.get(page)
        then = timeline.on(self.version.valid_from) if timeline else None
        if then and page != self.version.article_id:
            return page_key(page, then.valid_from)
        is_section = page.removesuffix("/index") in self.site.sections
        is_known = page in {"index", "faq"} or is_section or page in self.site.tree.ids
        return page if is_known else None

"""The bundle as the service uses it, read again whenever the build has published a new one."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from helpcenter_build.bundle import (
    HOLES,
    BundleArticle,
    BundleUnreadableError,
    hole,
    read_articles,
    read_release,
    read_shell,
)
from helpcenter_build.facts import load_shop
from helpcenter_build.search import NumberPatterns

if TYPE_CHECKING:
    from helpcenter_build.facts import Shop
    from helpcenter_build.search import SearchIndex

LOOK_SECONDS = 1.0
"""How often the folder is looked at for a newer release."""

log = logging.getLogger(__name__)


class BundleMissingError(Exception):
    """There is nothing to build pages from; the text says what to do."""


class Shell:
    """The site's own page around the service's content."""

    def __init__(self, html: str) -> None:
        places = [(html.find(hole(name)), name) for name in HOLES if hole(name) in html]
        self._parts: list[tuple[str, str]] = []
        position = 0
        for start, name in sorted(places):
            self._parts.append((html[position:start], name))
            position = start + len(hole(name))
        self._rest = html[position:]

    def fill(self, contents: Mapping[str, str]) -> str:
        """The page with each hole's content; a plain text is escaped, markup is not."""
        filled = [before + str(escape(contents.get(name, ""))) for before, name in self._parts]
        return "".join(filled) + self._rest


class LocalePages:
    """One locale's articles, shell and search."""

    def __init__(self, folder: Path, locale: str, shop: Shop) -> None:
        self._folder = folder / locale
        self._numbers = NumberPatterns.of(shop)
        self.locale = locale
        self.articles = {article.id: article for article in read_articles(folder, locale)}
        self.shell = Shell(read_shell(folder, locale))

    @cached_property
    def index(self) -> SearchIndex:
        """Opened when the first search needs it, and Whoosh loaded."""
        from helpcenter_build.search import open_index

        return open_index(self._folder / "search", numbers=self._numbers)


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """One published state of shop, articles and shells."""

    id: str
    shop: Shop
    pages: Mapping[str, LocalePages] = field(repr=False)

    def articles_of(self, topic: str, locale: str) -> tuple[BundleArticle, ...]:
        """The articles that the facts name for a topic, as far as the locale has them."""
        known = self.pages[locale].articles
        named = self.shop.topics[topic].articles if topic in self.shop.topics else ()
        return tuple(known[article] for article in named if article in known)


def read_bundle(folder: Path) -> Release:
    """The release in a folder; raises BundleMissingError."""
    try:
        release = read_release(folder)
        shop = load_shop(folder / "facts.json")
        return Release(
            id=release.release,
            shop=shop,
            pages={locale: LocalePages(folder, locale, shop) for locale in release.locales},
        )
    except (BundleUnreadableError, OSError, ValueError, KeyError, TypeError) as error:
        raise BundleMissingError(
            f"The bundle in {folder} cannot be read ({error}). Run helpcenter build, or set "
            "HELPCENTER_BUNDLE to the folder it wrote."
        ) from error


class Bundle:
    """The folder of the bundle; `current()` is the newest release that could be read."""

    def __init__(self, folder: Path, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._folder = folder
        self._monotonic = monotonic
        self._lock = threading.Lock()
        self._release: Release | None = None
        self._stamp: tuple[int, int] | None = None
        self._looked = float("-inf")

    def current(self) -> Release:
        """The release to answer with; raises BundleMissingError when there has never been one."""
        now = self._monotonic()
        if self._release is None or now - self._looked >= LOOK_SECONDS:
            with self._lock:
                self._look(now)
        if self._release is None:
            return read_bundle(self._folder)
        return self._release

    def _look(self, now: float) -> None:
        self._looked = now
        stamp = self._read_stamp()
        if stamp is None or stamp == self._stamp:
            return
        try:
            self._release = read_bundle(self._folder)
            self._stamp = stamp
        except BundleMissingError as error:
            log.warning("%s", error)  # half-way through a swap: the release in memory still serves

    def _read_stamp(self) -> tuple[int, int] | None:
        try:
            found = (self._folder / "release.json").stat()
        except OSError:
            return None
        return found.st_mtime_ns, found.st_ino


def trusted(html: str) -> Markup:
    """Markup that our own templates rendered."""
    return Markup(html)  # noqa: S704  # templates escape what goes into them

"""Where pages stand: root-relative paths and absolute addresses of every locale."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from helpcenter_build.facts import Shop


@dataclass(frozen=True, slots=True, kw_only=True)
class Addresses:
    """`root` is the help center's address; the first locale answers there, others below it."""

    root: str
    first_locale: str

    @classmethod
    def of(cls, shop: Shop) -> Addresses:
        root = shop.identity.help_center
        return cls(
            root=root if root.endswith("/") else f"{root}/", first_locale=next(iter(shop.locales))
        )

    @property
    def base(self) -> str:
        """The path of the help center on its host: "/" or "/help/"."""
        return urlsplit(self.root).path or "/"

    def folder(self, locale: str) -> str:
        """A locale's folder below the site: "" or "bg/"."""
        return "" if locale == self.first_locale else f"{locale}/"

    def path(self, locale: str, page: str = "") -> str:
        """A page's path: page is "" (home), "faq", a section or "section/name"."""
        return f"{self.base}{self.folder(locale)}{page}{'/' if page else ''}"

    def absolute(self, locale: str, page: str = "") -> str:
        return f"{self.root}{self.folder(locale)}{page}{'/' if page else ''}"

    def desk(self, locale: str, view: str) -> str:
        """A page of the form service."""
        return f"{self.base}desk/{locale}/{view}"

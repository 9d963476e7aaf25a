"""What the product says in a language, looked up by the English words: journeys read alike in all.

say = words_of(help_center, "ar")
page.get_by_role("button", name=say.form("Send message"))
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from form_service.catalogue import catalogue
from helpcenter_build.facts import Shop, load_shop
from helpcenter_build.locales.catalogue import translations

SOURCE_LOCALE = "en"


@dataclass(kw_only=True)
class Words:
    """Strings of one locale; a string without translation fails the test that asks for it."""

    locale: str
    bundle: Path
    _articles: dict[str, Mapping[str, Any]] = field(default_factory=dict)

    def page(self, text: str) -> str:
        """A string of the theme."""
        return self._translated(text, translations(self.locale).gettext(text))

    def form(self, text: str, **blanks: str) -> str:
        """A string of the form service, its blanks filled in."""
        return self._translated(text, catalogue(self.locale).gettext(text)) % blanks

    def topic(self, topic: str) -> str:
        return self.shop.topics[topic].label.in_locale(self.locale)

    def title(self, article: str) -> str:
        return str(self._article(article)["title"])

    def path(self, article: str) -> str:
        return str(self._article(article)["url"])

    @cached_property
    def shop(self) -> Shop:
        return load_shop(self.bundle / "facts.json")

    @property
    def home(self) -> str:
        return "/" if self.locale == SOURCE_LOCALE else f"/{self.locale}/"

    @property
    def direction(self) -> str:
        return self.shop.locales[self.locale].direction

    def _article(self, article: str) -> Mapping[str, Any]:
        if not self._articles:
            written = json.loads((self.bundle / self.locale / "articles.json").read_text())
            self._articles.update({entry["id"]: entry for entry in written})
        return self._articles[article]

    def _translated(self, source: str, text: str) -> str:
        assert self.locale == SOURCE_LOCALE or text != source, f"{source!r} is not translated"
        return text

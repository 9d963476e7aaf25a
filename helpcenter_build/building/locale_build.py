"""The build of one locale without MkDocs: template environment, page contexts, what is written."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jinja2 import Environment

from helpcenter_build import bundle
from helpcenter_build.calendar.incidents import Banner, banners
from helpcenter_build.content.markup import finish_content, keep_together
from helpcenter_build.content.prepare import check_site, prepare
from helpcenter_build.content.vocabulary import read_vocabulary
from helpcenter_build.facts import Shop
from helpcenter_build.locales import formatting
from helpcenter_build.locales.catalogue import translations
from helpcenter_build.machines.copies import write_copies
from helpcenter_build.machines.feed import FEED, feed_of
from helpcenter_build.machines.social import write_cards
from helpcenter_build.pages import csp
from helpcenter_build.pages.assets import Assets
from helpcenter_build.pages.chat import chat_of
from helpcenter_build.pages.chrome import CONTACT, chrome_of
from helpcenter_build.pages.head import PICTURES, Heads
from helpcenter_build.pages.locale_pages import LocalePages
from helpcenter_build.pages.offline import NAME as WORKER
from helpcenter_build.pages.offline import PAGE as OFFLINE_PAGE
from helpcenter_build.pages.redirect_pages import write_redirects
from helpcenter_build.pages.views import PageView
from helpcenter_build.problems import Problem
from helpcenter_build.search import BROWSER_FOLDER, NumberPatterns, Vocabulary
from helpcenter_build.search.browser import write_compiled_browser_index
from helpcenter_build.search.compile import CompiledIndex, compile_index
from helpcenter_build.search.memory import memory_of
from helpcenter_build.templating.render import article_environment

TOPICS = "topics.json"
"""Beside the browser's search index; read by the forms."""
COMPACT: dict[str, Any] = {"ensure_ascii": False, "separators": (",", ":"), "sort_keys": True}
"""JSON for browsers: every byte is loaded by phones."""


@dataclass(slots=True, kw_only=True)
class LocaleBuild:
    """`problems` are those of the locale's own content; with errors among them nothing is built."""

    content: Path
    pages: LocalePages
    assets: Assets
    vocabulary: Vocabulary
    problems: list[Problem]
    environment: Environment = field(default_factory=Environment)
    compiled: CompiledIndex | None = None
    heads: Heads = field(init=False)
    now: dt.datetime = field(default_factory=lambda: dt.datetime.now(dt.UTC))

    @classmethod
    def prepare(
        cls,
        content: Path,
        shop: Shop,
        locale: str,
        assets: Assets,
        *,
        is_preview: bool = False,
        is_checked: bool = True,
    ) -> LocaleBuild:
        site, problems = prepare(
            content, shop, locale, is_checked=is_checked, with_drafts=is_preview
        )
        vocabulary, found = read_vocabulary(content / locale / "synonyms.yml")
        problems += found
        return cls(
            vocabulary=vocabulary,
            content=content,
            pages=LocalePages(site=site),
            assets=assets,
            problems=problems,
        )

    def check(self) -> None:
        """For a preview that shows the pages first."""
        self.problems += check_site(self.pages.site, self.content)

    @property
    def shop(self) -> Shop:
        return self.pages.site.shop

    @property
    def locale(self) -> str:
        return self.pages.site.locale

    def equip(
        self,
        environment: Environment,
        *,
        is_preview: bool = False,
        has_worker: bool = True,
    ) -> None:
        """Give MkDocs' template environment the site, the facts' filters and the strings.

        While a site is being worked on, no service worker may keep yesterday's pages.
        """
        facts = article_environment(self.shop, self.locale)
        catalogue = translations(self.locale)
        chrome = chrome_of(self.pages.site)
        self.heads = Heads(site=self.pages.site, help_name=chrome.help_name)
        environment.policies["json.dumps_kwargs"] = COMPACT
        environment.trim_blocks = environment.lstrip_blocks = True
        environment.filters |= {
            k: f for k, f in facts.filters.items() if k not in environment.filters
        }
        environment.filters |= {"phone_text": formatting.phone, "together": keep_together}
        environment.install_gettext_translations(catalogue, newstyle=True)  # type: ignore[attr-defined]
        environment.globals.update(
            site=self.pages.site,
            chrome=chrome,
            shop=self.shop,
            table=facts.globals.get("table"),
            widget=facts.globals.get("widget"),
            assets=self.pages.site.addresses.base + self.assets.folder,
            is_preview=is_preview,
            worker=f"{self.pages.site.addresses.base}{WORKER}" if has_worker else "",
            policy=csp.META_POLICY,
            chat=chat_of(self.shop),
            hole=bundle.hole,
        )
        self.environment = environment

    def context(self, view: PageView) -> Mapping[str, Any]:
        return {
            "view": view,
            "head": self.heads.of(view),
            "banners": banners_on(view, self.shop, self.locale, self.now),
        }

    def keep(self, page: str, html: str) -> str:
        """Finish an article's HTML and remember it for search."""
        self.pages.contents[page] = finish_content(html)
        return self.pages.contents[page]

    def shell(self) -> str:
        """The page around the form service's content, with its holes."""
        view = self.pages.site.page("shell", "", "", "")
        return self.environment.get_template("shell.html").render(self.context(view))

    def template_view(self, template: str) -> PageView:
        """The view of a page that is no Markdown: for missing addresses, and without network."""
        _ = translations(self.locale).gettext
        if template == OFFLINE_PAGE:
            return self.pages.site.page("offline", "", _("You are offline"), "")
        return self.pages.site.page("error", "", _("We cannot find this page"), "")

    @property
    def index(self) -> CompiledIndex:
        """The search index, compiled once for the browser and for the service."""
        if self.compiled is None:
            documents = self.pages.documents()
            self.compiled = compile_index(
                documents,
                self.locale,
                vocabulary=self.vocabulary,
                memory=memory_of(self.content),
            )
        return self.compiled

    def write_search(self, site: Path) -> None:
        """The browser's index and what the search form needs once it is touched."""
        box = self.environment.get_template("search.json").render()
        (site / BROWSER_FOLDER).mkdir(parents=True, exist_ok=True)
        (site / BROWSER_FOLDER / "box.json").write_text(box, encoding="utf-8")
        (site / BROWSER_FOLDER / TOPICS).write_text(self.topics(), encoding="utf-8")
        write_compiled_browser_index(
            self.index, site / BROWSER_FOLDER, numbers=NumberPatterns.of(self.shop)
        )

    def write_redirects(self, site: Path) -> None:
        """What stands at the old addresses of moved articles."""
        write_redirects(self.pages.site, site)

    def write_copies(self, site: Path) -> None:
        """What machines read: Markdown copies with their list, and the feed of policy changes."""
        write_copies(self.pages.site, site, self.heads.help_name)
        feed = feed_of(self.pages.site, self.heads.help_name)
        (site / FEED).write_text(feed, encoding="utf-8")

    def write_pictures(self, site: Path) -> None:
        """The preview pictures of links, kept from one build to the next."""
        cache = self.content.parent / ".cache" / PICTURES
        write_cards(self.heads.cards.values(), site / PICTURES, cache)

    def topics(self) -> str:
        """JSON: the articles the facts name for each topic, as a form shows them."""
        own, site = self.pages.site.tree.own, self.pages.site
        topics = {
            topic_id: [
                {"title": own[i].title, "url": site.path(i), "answer": self.pages.answer(own[i])}
                for i in topic.articles
                if i in own
            ]
            for topic_id, topic in self.shop.topics.items()
        }
        return json.dumps(topics, **COMPACT)

    def write_bundle(self, folder: Path) -> None:
        bundle.write_locale(
            folder,
            articles=self.pages.bundle_articles(),
            index=self.index,
            shell=self.shell(),
        )


def banners_on(view: PageView, shop: Shop, locale: str, now: dt.datetime) -> tuple[Banner, ...]:
    """Home and contact show every incident; on its own pages the form service sees to them."""
    if view.kind == "shell":
        return ()
    shows_all = view.kind == "home" or view.page == CONTACT
    return banners(shop, now, locale, None if shows_all else view.topics)

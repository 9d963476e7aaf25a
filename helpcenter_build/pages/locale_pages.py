"""The pages of one locale: their Markdown, their views, and what became of them for the bundle."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from helpcenter_build.bundle import BundleArticle
from helpcenter_build.content.articles import Article
from helpcenter_build.content.related import related_ids
from helpcenter_build.content.texts import passages_of, plain_text
from helpcenter_build.history.pages import history_of, history_page, history_sources
from helpcenter_build.history.versions import parse_page_key
from helpcenter_build.locales.catalogue import translations
from helpcenter_build.pages.chat import CHAT_PAGE, chat_of
from helpcenter_build.pages.locale_site import LocaleSite
from helpcenter_build.pages.views import PageView
from helpcenter_build.search import Document

TEMPLATES = {
    "home": "home.html",
    "section": "section.html",
    "faq": "faq.html",
    "history": "history.html",
    "version": "version.html",
    "chat": "chat.html",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """An entry of the sitemap: `page` is the key of `Addresses`, `changed` the last change."""

    page: str
    changed: dt.date | None


def page_of(uri: str) -> str:
    """The key of the page a Markdown file becomes: "delivery/index.md" is "delivery"."""
    name = uri.removesuffix(".md")
    return "" if name == "index" else name.removesuffix("/index")


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalePages:
    """`contents` fills while MkDocs renders: HTML of every article by id."""

    site: LocaleSite
    contents: dict[str, str] = field(default_factory=dict)

    def sources(self) -> Mapping[str, str]:
        """Markdown of every page by its file's name, facts filled in."""
        site = self.site
        names = [*site.tree.ids, "index", "faq"]
        indexes = {f"{section}/index.md": "" for section in site.sections}
        articles = {f"{name}.md": site.texts.get(name, "") for name in names}
        chat = {f"{CHAT_PAGE}.md": ""} if chat_of(site.shop) else {}
        return indexes | articles | chat | dict(history_sources(site))

    def navigation(self) -> list[dict[str, list[str]] | str]:
        """MkDocs' own navigation, for plugins and templates that want one."""
        sections: list[dict[str, list[str]] | str] = [
            {
                section.title: [
                    f"{section_id}/index.md",
                    *(f"{i}.md" for i in self.site.ids_of(section_id)),
                ]
            }
            for section_id, section in self.site.sections.items()
        ]
        return ["index.md", *sections, "faq.md"]

    def view(self, page: str) -> PageView:
        site, _ = self.site, translations(self.site.locale).gettext
        if page == "":
            return self._own_page("home", "index", page, site.name)
        if page == "faq":
            return self._own_page("faq", "faq", page, _("Frequently asked questions"))
        if page in site.sections:
            return site.section_page(page)
        if page == CHAT_PAGE and chat_of(site.shop):
            return site.page("chat", page, _("Live chat"), "")
        if past := parse_page_key(page):
            return history_page(site, past)
        return replace(site.article_page(page), history=history_of(site, page))

    def _own_page(self, kind: str, name: str, page: str, title: str) -> PageView:
        written: Article | None = self.site.tree.pages.get(name)
        summary = self.site.shop.identity.tagline.in_locale(self.site.locale)
        if written and written.locale == self.site.locale:
            title, summary = written.title, written.front.summary
        return self.site.page("home" if kind == "home" else "faq", page, title, summary)

    # ------------------------------------------------------------------ after rendering

    def listed(self) -> tuple[Listed, ...]:
        """What belongs into the sitemap: everything but articles shown in another language."""
        own = self.site.tree.own
        pages = [Listed(page=page, changed=None) for page in ("", "faq", *self.site.sections)]
        return (*pages, *(Listed(page=i, changed=a.last_change) for i, a in own.items()))

    def documents(self) -> tuple[Document, ...]:
        """What search finds: the articles written in this locale."""
        return tuple(self._document(article) for article in self.site.tree.own.values())

    def _document(self, article: Article) -> Document:
        front, site = article.front, self.site
        return Document(
            id=article.id,
            title=front.title,
            url=site.path(article.id),
            section=article.section,
            section_title=site.sections[article.section].title,
            summary=front.summary,
            question=front.question or "",
            answer=self.answer(article),
            asked_as=front.asked_as,
            topics=front.topics,
            passages=passages_of(self.contents.get(article.id, "")),
        )

    def answer(self, article: Article) -> str:
        return plain_text(self.site.answers.get(article.id, ""))

    def bundle_articles(self) -> Iterator[BundleArticle]:
        for article in self.site.tree.articles():
            front, site = article.front, self.site
            yield BundleArticle(
                id=article.id,
                title=front.title,
                summary=front.summary,
                question=front.question or "",
                answer=self.answer(article),
                section=article.section,
                section_title=site.sections[article.section].title,
                url=site.path(article.id),
                topics=front.topics,
                related=related_ids(article, site.tree),
                fallback=site.tree.is_fallback(article.id),
            )

"""One locale's site as values: which pages there are, what each links to, in which language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from helpcenter_build.content.articles import Article, ContentTree
from helpcenter_build.content.related import related_ids
from helpcenter_build.facts import Shop
from helpcenter_build.history.timeline import Timeline
from helpcenter_build.locales.catalogue import translations
from helpcenter_build.pages.addresses import Addresses
from helpcenter_build.pages.views import Kind, Language, Link, PageView, Question, SectionView

_NOWHERE: frozenset[Kind] = frozenset({"error", "offline"})
"""Pages that stand for another, which is not there: they have no counterpart to lead to."""


@dataclass(frozen=True, kw_only=True)
class LocaleSite:
    """`written` says for every article id in which locales it exists.

    `texts` hold the Markdown of bodies and `answers` the HTML of answers, facts filled in;
    `timelines` the versions of policies, `moves` where the ids of moved articles lead.
    """

    shop: Shop
    tree: ContentTree
    written: Mapping[str, frozenset[str]]
    texts: Mapping[str, str]
    answers: Mapping[str, str]
    timelines: Mapping[str, Timeline] = field(default_factory=dict)
    moves: Mapping[str, str] = field(default_factory=dict)

    @property
    def locale(self) -> str:
        return self.tree.locale

    @property
    def direction(self) -> str:
        return self.shop.locales[self.locale].direction

    @cached_property
    def name(self) -> str:
        return self.shop.identity.name.in_locale(self.locale)

    @cached_property
    def addresses(self) -> Addresses:
        return Addresses.of(self.shop)

    def path(self, page: str = "") -> str:
        return self.addresses.path(self.locale, page)

    def desk(self, view: str) -> str:
        return self.addresses.desk(self.locale, view)

    def link(self, article_id: str) -> Link:
        """A link to an article; one in another language says so."""
        article = self.tree.article(article_id)
        foreign = article.locale != self.locale
        return Link(
            title=article.title,
            path=self.path(article_id),
            summary=article.front.summary,
            lang=article.locale if foreign else "",
            dir=self.shop.locales[article.locale].direction if foreign else "",
        )

    def links(self, ids: Iterable[str]) -> tuple[Link, ...]:
        return tuple(self.link(article_id) for article_id in ids if article_id in self._known)

    @cached_property
    def _known(self) -> frozenset[str]:
        return frozenset(self.tree.ids)

    @cached_property
    def sections(self) -> Mapping[str, SectionView]:
        """The sections in the facts' order, each with its articles."""
        return {
            section_id: self._section(section_id)
            for section_id in self.shop.sections
            if self.ids_of(section_id)
        }

    def _section(self, section_id: str) -> SectionView:
        section = self.shop.sections[section_id]
        ids = self.ids_of(section_id)
        return SectionView(
            id=section_id,
            title=section.label.in_locale(self.locale),
            summary=section.summary.in_locale(self.locale),
            icon=section.icon,
            path=self.path(section_id),
            links=self.links(ids),
            questions=tuple(self._question(i) for i in ids if i in self.answers),
        )

    def _question(self, article_id: str) -> Question:
        article = self.tree.article(article_id)
        return Question(
            id=article_id.replace("/", "-"),
            question=article.front.question or article.title,
            answer=self.answers[article_id],
            link=self.link(article_id),
        )

    def ids_of(self, section_id: str) -> list[str]:
        ids = [i for i in self.tree.ids if i.startswith(f"{section_id}/")]
        return sorted(ids, key=lambda i: (self._rank.get(i, len(self._rank)), i))

    @cached_property
    def _rank(self) -> dict[str, int]:
        """Articles asked for most come first, then those a topic suggests."""
        suggested = [i for topic in self.shop.topics.values() for i in topic.articles]
        ids = [*self.shop.home.most_asked, *self.shop.home.tasks, *suggested]
        return {article_id: rank for rank, article_id in enumerate(dict.fromkeys(ids))}

    # ------------------------------------------------------------------------------ pages

    def page(
        self, kind: Kind, page: str, title: str, summary: str, *, crumbs: tuple[Link, ...] = ()
    ) -> PageView:
        """A page that exists in every locale."""
        return PageView(
            kind=kind,
            page=page,
            title=title,
            summary=summary,
            path=self.path(page),
            canonical=self.addresses.absolute(self.locale, page),
            lang=self.locale,
            dir=self.direction,
            alternates=() if kind in _NOWHERE else self.alternates(page, self.shop.locales),
            languages=self.languages(page),
            crumbs=crumbs,
        )

    def section_page(self, section_id: str) -> PageView:
        section = self.sections[section_id]
        page = self.page("section", section_id, section.title, section.summary, crumbs=self._home())
        return replace(page, section=section)

    def article_page(self, article_id: str) -> PageView:
        """An article, its own or the source's where there is no translation."""
        article = self.tree.article(article_id)
        is_fallback = self.tree.is_fallback(article_id)
        written = self.written.get(article_id, frozenset())
        section = self.sections.get(article.section)
        page = self.page(
            "article", article_id, article.title, article.front.summary, crumbs=self._home()
        )
        return replace(
            page,
            lang=article.locale,
            dir=self.shop.locales[article.locale].direction,
            canonical=self.addresses.absolute(article.locale, article_id),
            age=self.tree.age(article_id),
            is_fallback=is_fallback,
            alternates=() if is_fallback else self.alternates(article_id, written),
            crumbs=(*self._home(), Link(title=section.title, path=section.path)) if section else (),
            section=section,
            related=self.links(related_ids(article, self.tree)),
            source=self._source_link(article),
            changed=article.last_change,
            topics=article.front.topics,
        )

    def _source_link(self, article: Article) -> Link | None:
        binding = self.shop.binding_locale
        if binding not in self.written.get(article.id, frozenset()):
            return None
        return Link(
            title=article.title,
            path=self.addresses.path(binding, article.id),
            lang=binding,
            dir=self.shop.locales[binding].direction,
        )

    def _home(self) -> tuple[Link, ...]:
        return (Link(title=self.name, path=self.path()),)

    def alternates(self, page: str, locales: Iterable[str]) -> tuple[tuple[str, str], ...]:
        """Absolute addresses of the real translations, and of the default for everybody else."""
        tags = [tag for tag in self.shop.locales if tag in set(locales)]
        first = self.addresses.first_locale
        default = first if first in tags else (tags[0] if tags else first)
        pairs = [(tag, self.addresses.absolute(tag, page)) for tag in tags]
        return (*pairs, ("x-default", self.addresses.absolute(default, page)))

    def languages(self, page: str) -> tuple[Language, ...]:
        return tuple(
            Language(
                tag=tag,
                name=facts.name,
                dir=facts.direction,
                path=self.addresses.path(tag, page),
                # Translators: say the name of your own language in place of English.
                offer=str(translations(tag).gettext("Read this page in English")),
                is_current=tag == self.locale,
            )
            for tag, facts in self.shop.locales.items()
        )

"""The pages of policies' histories: the list of versions, and every version."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache

from helpcenter_build.history.compare import Change, compare
from helpcenter_build.history.links import lead_links
from helpcenter_build.history.timeline import Timeline
from helpcenter_build.history.versions import HistoryPage, Version, page_key
from helpcenter_build.history.views import HistoryView, VersionView
from helpcenter_build.locales.catalogue import translations
from helpcenter_build.locales.formatting import day as written_day
from helpcenter_build.locales.locale import locale_of
from helpcenter_build.pages.locale_site import LocaleSite
from helpcenter_build.pages.views import Link, PageView


def history_sources(site: LocaleSite) -> Iterator[tuple[str, str]]:
    """Markdown of every page of a history by its file's name."""
    for article_id, timeline in _shown(site):
        yield f"{page_key(article_id)}.md", ""
        for version in timeline.versions:
            key = page_key(article_id, version.valid_from)
            yield f"{key}.md", lead_links(version, site, site.moves)


def history_of(site: LocaleSite, article_id: str) -> HistoryView | None:
    """What the current page says about its versions; None for a page without recorded ones."""
    timeline = dict(_shown(site)).get(article_id)
    if timeline is None:
        return None
    return HistoryView(
        title=site.tree.article(article_id).title,
        article=site.path(article_id),
        path=site.path(page_key(article_id)),
        versions=tuple(_version_view(site, timeline, one) for one in reversed(timeline.versions)),
    )


def history_page(site: LocaleSite, page: HistoryPage) -> PageView:
    """The view of a page of a history; KeyError for a version there is none of."""
    history = history_of(site, page.article_id)
    if history is None:
        raise KeyError(page.article_id)
    if page.valid_from is None:
        return _list_page(site, page.article_id, history)
    return _version_page(site, page.article_id, page.valid_from, history)


def _shown(site: LocaleSite) -> Iterator[tuple[str, Timeline]]:
    """The histories of policies that have a page; a draft has none."""
    known = frozenset(site.tree.ids)
    yield from ((key, timeline) for key, timeline in site.timelines.items() if key in known)


def _list_page(site: LocaleSite, article_id: str, history: HistoryView) -> PageView:
    _ = translations(site.locale).gettext
    title = _("%(title)s – all versions") % {"title": history.title}
    summary = _("Every version of this page, when it was valid and what changed.")
    page = site.page(
        "history", page_key(article_id), title, summary, crumbs=_crumbs(site, article_id)
    )
    alternates = site.alternates(page.page, site.written.get(article_id, frozenset()))
    return replace(page, history=history, alternates=alternates)


def _version_page(
    site: LocaleSite, article_id: str, day: dt.date, history: HistoryView
) -> PageView:
    version = site.timelines[article_id].from_day(day)
    if version is None:
        raise KeyError(day)
    _ = translations(site.locale).gettext
    words = {"title": version.title, "date": written_day(day, locale_of(site.shop, site.locale))}
    page = site.page(
        "version", page_key(article_id, day), _("%(title)s – valid from %(date)s") % words, ""
    )
    above = Link(title=_("All versions"), path=history.path)
    return replace(
        page,
        lang=version.locale,
        dir=site.shop.locales[version.locale].direction,
        crumbs=(*_crumbs(site, article_id), above),
        alternates=(),
        history=history,
        version=next(one for one in history.versions if one.valid_from == day),
    )


def _crumbs(site: LocaleSite, article_id: str) -> tuple[Link, ...]:
    return (*site.article_page(article_id).crumbs, site.link(article_id))


def _version_view(site: LocaleSite, timeline: Timeline, version: Version) -> VersionView:
    foreign = version.locale != site.locale
    return VersionView(
        valid_from=version.valid_from,
        valid_until=timeline.valid_until(version),
        path=site.path(page_key(version.article_id, version.valid_from)),
        note=version.note,
        lang=version.locale if foreign else "",
        dir=site.shop.locales[version.locale].direction if foreign else "",
        changes=_changes(timeline.before(version), version),
    )


def _changes(old: Version | None, new: Version) -> tuple[Change, ...]:
    """Nothing for the first version, nor across languages."""
    if old is None or old.locale != new.locale:
        return ()
    return _compared(old.text, new.text)


@lru_cache(maxsize=64)
def _compared(old: str, new: str) -> tuple[Change, ...]:
    return compare(old, new)


def moved_histories(
    moves: Mapping[str, str], timelines: Mapping[str, Timeline]
) -> Mapping[str, str]:
    """Redirects for the versions of moved policies: their addresses were to last."""
    return {
        page_key(old, day): page_key(new, day)
        for old, new in moves.items()
        if new in timelines
        for day in (None, *(one.valid_from for one in timelines[new].versions))
    }

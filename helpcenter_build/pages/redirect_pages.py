"""Pages at the old addresses of moved articles, which lead to the new ones."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from pathlib import Path

from helpcenter_build.content.redirects import end_of
from helpcenter_build.history.pages import moved_histories
from helpcenter_build.pages import csp
from helpcenter_build.pages.locale_site import LocaleSite

_PAGE = (
    '<!doctype html>\n<html lang="{lang}" dir="{dir}"><head><meta charset="utf-8">'
    '<meta http-equiv="Content-Security-Policy" content="{policy}">'
    '<meta name="viewport" content="width=device-width,initial-scale=1">'
    '<title>{title}</title><meta name="robots" content="noindex">'
    '<meta http-equiv="refresh" content="0; url={path}"><link rel="canonical" href="{canonical}">'
    '</head><body><h1>{title}</h1><p><a href="{path}">{title}</a></p></body></html>\n'
)


def write_redirects(site: LocaleSite, folder: Path) -> None:
    """Write the pages of one locale into its folder of the site."""
    for old, new in ends_of(site).items():
        path = folder / old / "index.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(_page(site, old, new), encoding="utf-8")


def ends_of(site: LocaleSite) -> Mapping[str, str]:
    """Old pages and where each leads in the end; an article that is there is never hidden."""
    articles = dict(_articles(site))
    return {**articles, **moved_histories(articles, site.timelines)}


def _articles(site: LocaleSite) -> Iterator[tuple[str, str]]:
    known = frozenset(site.tree.ids)
    for old in site.moves:
        new = end_of(old, site.moves)
        if old not in known and new in known:
            yield old, new


def _page(site: LocaleSite, old: str, new: str) -> str:
    article = site.tree.article("/".join(new.split("/")[:2]))
    return _PAGE.format(
        lang=article.locale,
        dir=site.shop.locales[article.locale].direction,
        policy=escape(csp.META_POLICY),
        title=escape(article.title),
        path=escape(site.path(new)),
        canonical=escape(site.addresses.absolute(site.locale, new)),
    )

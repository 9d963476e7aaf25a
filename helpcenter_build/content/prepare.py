"""Everything a locale's build needs, read and checked before anything is written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from helpcenter_build.checks import Content, run_checks
from helpcenter_build.content.articles import Article, ContentTree, is_written, read_tree
from helpcenter_build.content.markup import inline_html
from helpcenter_build.content.redirects import read_moves
from helpcenter_build.facts import Shop
from helpcenter_build.history.timeline import read_timelines
from helpcenter_build.pages.locale_site import LocaleSite
from helpcenter_build.problems import Place, Problem
from helpcenter_build.templating.environment import ArticleEnvironment
from helpcenter_build.templating.render import (
    FactError,
    article_environment,
    fact_errors,
    render_text,
)


@dataclass(slots=True, kw_only=True)
class _Filler:
    """Fills facts into texts, in the language each text is written in."""

    shop: Shop
    locale: str
    problems: list[Problem]

    def fill(self, article: Article, text: str, line: int) -> str:
        """The text with its facts; an unknown fact is a problem, but only of its own locale."""
        environment = _environment_of(self.shop, article.locale)
        try:
            return render_text(environment, text)
        except FactError:
            if article.locale == self.locale:
                errors = fact_errors(environment, text)
                self.problems += [_fact_problem(one, article.path, line) for one in errors]
            return text


_environments: dict[str, ArticleEnvironment] = {}
"""The last one of every locale: it remembers what expressions are, as long as the facts stay."""


def _environment_of(shop: Shop, locale: str) -> ArticleEnvironment:
    known = _environments.get(locale)
    if known is None or known.shop != shop:
        known = _environments[locale] = article_environment(shop, locale)
    return known


def forget_environments() -> None:
    """For a preview in which tables and widgets are edited, too."""
    _environments.clear()


def _fact_problem(error: FactError, path: Path, first_line: int) -> Problem:
    return Problem(
        id="fact",
        place=Place(path=path, line=first_line + error.line - 1),
        message=error.message,
        hint=error.hint,
    )


def prepare(
    content: Path,
    shop: Shop,
    locale: str,
    *,
    today: dt.date | None = None,
    is_checked: bool = True,
    with_drafts: bool = False,
) -> tuple[LocaleSite, list[Problem]]:
    """One locale's site and every problem of its own files; `today` decides what is overdue.

    Unchecked, only what reading the files has shown is known.
    """
    tree, problems = read_tree(content, locale, shop, with_drafts=with_drafts)
    filler = _Filler(shop=shop, locale=locale, problems=problems)
    everything = {**tree.pages, **{a.id: a for a in tree.articles()}}
    texts = {key: filler.fill(a, a.body, a.body_line) for key, a in everything.items()}
    answers = {
        key: inline_html(filler.fill(a, a.front.answer, a.place("answer").line))
        for key, a in everything.items()
        if a.front.answer
    }
    written = _written(content, shop, tree)
    timelines, found = read_timelines(content, shop, locale)
    problems += found
    site = LocaleSite(
        shop=shop,
        tree=tree,
        written=written,
        texts=texts,
        answers=answers,
        timelines=timelines,
        moves=read_moves(content),
    )
    if is_checked:
        problems += check_site(site, content, today=today)
    return site, problems


def check_site(site: LocaleSite, content: Path, *, today: dt.date | None = None) -> list[Problem]:
    """What the checks find in one locale."""
    today = today or today_of(site.shop)
    return run_checks(Content(site=site, folder=content, today=today))


def today_of(shop: Shop) -> dt.date:
    """The day it is where the shop is."""
    return dt.datetime.now(shop.zone_info).date()


def _written(content: Path, shop: Shop, tree: ContentTree) -> Mapping[str, frozenset[str]]:
    """In which locales each article is really written."""
    return {
        article_id: frozenset(
            tag for tag in shop.locales if is_written(content / tag / f"{article_id}.md")
        )
        for article_id in tree.ids
    }

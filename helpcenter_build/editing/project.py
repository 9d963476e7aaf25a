"""The content a command works on, opened with sentences instead of tracebacks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import click
from pydantic import ValidationError

import helpcenter_build
from helpcenter_build.content.articles import Article, read_locale
from helpcenter_build.facts import Shop
from helpcenter_build.facts.drafts import draft_locales
from helpcenter_build.facts.read import read_shop
from helpcenter_build.facts.shop_parts import LocaleFacts
from helpcenter_build.located_yaml import parse_located
from helpcenter_build.problems import did_you_mean


class EditError(Exception):
    """A command cannot do what it was asked; the message says why and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """`content` is the folder with shop.yml; `prepared` the locales in preparation."""

    content: Path
    shop: Shop
    prepared: Mapping[str, LocaleFacts]

    @property
    def facts(self) -> Path:
        return self.content / "shop.yml"

    @property
    def drafts(self) -> tuple[str, ...]:
        return tuple(self.prepared)

    @property
    def locales(self) -> tuple[str, ...]:
        """Every locale an editor writes in, those in preparation too."""
        return (*self.shop.locales, *self.drafts)

    @property
    def others(self) -> tuple[str, ...]:
        """The locales that are translated into."""
        return tuple(tag for tag in self.locales if tag != self.shop.source_locale)

    def entry(self, locale: str) -> LocaleFacts:
        """A locale's entry in the facts; one in preparation may still have mistakes."""
        if locale in self.shop.locales:
            return self.shop.locales[locale]
        return self.prepared[locale]

    def path(self, locale: str, article_id: str) -> Path:
        return self.content / locale / f"{article_id}.md"

    def source_path(self, article_id: str) -> Path:
        return self.path(self.shop.source_locale, article_id)

    def articles(self, locale: str) -> Mapping[str, Article]:
        """Every article and page of a locale, drafts too; those with mistakes are left out."""
        articles, _ = read_locale(self.content / locale, locale)
        return {key: article for key, article in articles.items() if not article.wrong}

    def source(self, article_id: str) -> Article:
        """An article of the source locale; EditError names the nearest one."""
        articles = self.articles(self.shop.source_locale)
        if article_id not in articles:
            hint = did_you_mean(article_id, articles)
            raise EditError(f"There is no article {article_id}. {hint}")
        return articles[article_id]

    def check_locale(self, locale: str) -> None:
        if locale not in self.others:
            hint = did_you_mean(locale, self.others)
            raise EditError(f"{locale} is no language the shop is translated into. {hint}")


def open_project(content: Path) -> Project:
    """The content below a folder; EditError lists what is wrong with its facts."""
    path = content / "shop.yml"
    shop, problems = read_shop(path)
    if shop is None:
        listed = "\n".join(str(problem) for problem in problems)
        raise EditError(f"The facts must be right before articles are edited:\n{listed}")
    return Project(content=content, shop=shop, prepared=_prepared(path))


def _prepared(path: Path) -> Mapping[str, LocaleFacts]:
    located, _ = parse_located(path.read_text(encoding="utf-8"), path)
    facts = located.value if located else None
    tags = draft_locales(facts)
    entries = facts["locales"] if isinstance(facts, dict) else {}
    try:
        return {tag: LocaleFacts.model_validate(e) for tag, e in entries.items() if tag in tags}
    except ValidationError as error:
        wrong = error.errors()[0]
        raise EditError(f"{path}: a locale in preparation is wrong: {wrong['msg']}") from error


@contextmanager
def editing(content: Path) -> Iterator[Project]:
    """The project for a command; what it cannot do becomes a sentence and exit code 1."""
    try:
        yield open_project(content)
    except EditError as error:
        raise click.ClickException(str(error)) from error


DAY = click.DateTime(["%Y-%m-%d"])
ROOT = Path(helpcenter_build.__file__).parents[1]

root_option = click.option(
    "--root",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    default=ROOT,
    help="The folder with helpcenter_build/ and form_service/; else where they are installed.",
)
content_option = click.option(
    "--content",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    default=Path("content"),
    show_default=True,
    help="The folder with shop.yml and the locales.",
)

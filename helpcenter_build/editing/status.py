"""How far every language is: articles, strings of pages and forms, mails, texts of the facts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias

from babel.messages.pofile import read_po

from helpcenter_build.checks.prose import prose_of
from helpcenter_build.content.articles import Article, age_of, changes_since
from helpcenter_build.content.front_matter import Change
from helpcenter_build.editing.project import Project
from helpcenter_build.editing.skeleton import is_skeleton
from helpcenter_build.facts.drafts import missing_texts
from helpcenter_build.located_yaml import parse_located

State: TypeAlias = Literal["current", "outdated", "begun", "missing"]
_WORD = re.compile(r"\w+(?:['’-]\w+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleStatus:
    """One article in one locale; `words` are those of the source, to be translated or compared.

    `changes` are those of the source that the translation has not followed.
    """

    id: str
    title: str
    path: Path
    state: State
    words: int
    is_mandatory: bool = False
    severity: Literal["", "clarified", "terms"] = ""
    changes: tuple[Change, ...] = ()

    @property
    def is_done(self) -> bool:
        return self.state == "current"


@dataclass(frozen=True, slots=True, kw_only=True)
class LocaleStatus:
    """One locale; `strings` counts empty entries by catalogue, `mails` and `facts` name texts."""

    tag: str
    name: str
    direction: str
    is_draft: bool
    articles: tuple[ArticleStatus, ...]
    strings: dict[str, int]
    mails: tuple[str, ...]
    facts: tuple[str, ...]

    @property
    def done(self) -> int:
        return sum(article.is_done for article in self.articles)

    @property
    def open(self) -> tuple[ArticleStatus, ...]:
        return tuple(article for article in self.articles if not article.is_done)

    @property
    def words_to_translate(self) -> int:
        return sum(a.words for a in self.articles if a.state in {"missing", "begun"})

    @property
    def words_to_compare(self) -> int:
        """Of outdated translations: the whole text, for nobody knows how much of it changed."""
        return sum(a.words for a in self.articles if a.state == "outdated")


def status_of(project: Project, root: Path) -> tuple[LocaleStatus, ...]:
    """Every locale that is translated into, those in preparation too.

    `root` is the folder of both packages, with their catalogues and mails.
    """
    source = project.articles(project.shop.source_locale)
    finished = {key: article for key, article in source.items() if not article.front.draft}
    return tuple(_locale_status(project, tag, finished, root) for tag in project.others)


def _locale_status(
    project: Project, tag: str, source: dict[str, Article], root: Path
) -> LocaleStatus:
    own = project.articles(tag)
    entry = project.entry(tag)
    return LocaleStatus(
        tag=tag,
        name=entry.name,
        direction=entry.direction,
        is_draft=tag in project.drafts,
        articles=tuple(
            _article_status(project, project.path(tag, key), article, own.get(key))
            for key, article in source.items()
        ),
        strings=dict(_open_strings(root, tag)),
        mails=tuple(_open_mails(root, tag, project.shop.source_locale)),
        facts=_open_facts(project, tag),
    )


def _article_status(
    project: Project, path: Path, source: Article, own: Article | None
) -> ArticleStatus:
    missed = changes_since(own, source) if own else ()
    age = age_of(own, source) if own else "current"
    return ArticleStatus(
        id=source.id,
        title=source.title,
        path=path,
        state=_state(own, is_outdated=bool(missed)),
        words=words_of(source),
        is_mandatory=source.id in project.shop.legal.mandatory,
        severity="terms" if age == "terms" else "clarified" if missed else "",
        changes=missed,
    )


def _state(own: Article | None, *, is_outdated: bool) -> State:
    if own is None:
        return "missing"
    if own.front.draft:
        untouched = is_skeleton(own.path.read_text(encoding="utf-8"))
        return "missing" if untouched else "begun"
    return "outdated" if is_outdated else "current"


def words_of(article: Article) -> int:
    """Words a translator writes: everything readers see and the ways they ask."""
    front = article.front
    texts = [front.title, front.summary, front.question or "", front.answer or "", *front.asked_as]
    return sum(len(_WORD.findall(prose_of(text))) for text in (*texts, article.body))


def _open_strings(root: Path, tag: str) -> Iterator[tuple[str, int]]:
    """Empty and fuzzy entries of each catalogue; a catalogue that is missing is left out."""
    folder = Path("translations") / tag.replace("-", "_") / "LC_MESSAGES"
    for package in ("helpcenter_build", "form_service"):
        path = root / package / folder / f"{package}.po"
        if path.is_file():
            with path.open("rb") as file:
                catalogue = read_po(file, locale=tag.replace("-", "_"))
            entries = [message for message in catalogue if message.id]
            yield package, sum(m.fuzzy or not _is_full(m.string) for m in entries)


def _is_full(string: str | tuple[str, ...] | list[str] | None) -> bool:
    return all(string) if isinstance(string, tuple | list) else bool(string)


def _open_mails(root: Path, tag: str, source: str) -> Iterator[str]:
    """Mails without a text of this locale, or with that of the source."""
    for path in sorted((root / "form_service" / "mails").glob(f"*/{source}.*")):
        own = path.with_name(f"{tag}{path.suffix}")
        if not own.is_file() or own.read_text("utf-8") == path.read_text("utf-8"):
            yield path.parent.name


def _open_facts(project: Project, tag: str) -> tuple[str, ...]:
    """Texts of shop.yml that a locale in preparation lacks; a published one lacks none."""
    located, _ = parse_located(project.facts.read_text(encoding="utf-8"), project.facts)
    return missing_texts(located.value if located else None, tag)

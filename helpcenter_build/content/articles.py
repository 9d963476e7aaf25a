"""Articles and the content tree of a locale: files in, frozen records and problems out."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, TypeAlias

from helpcenter_build.content.files import encoding_problem, read_text
from helpcenter_build.content.front_matter import Change, FrontMatter, Key, Parsed, parse_article
from helpcenter_build.facts import Shop
from helpcenter_build.problems import Place, Problem, did_you_mean

# Pages that are no articles: the home page, the generated question page, a section's own text.
PAGES = frozenset({"index", "faq"})
_DRAFT = re.compile(r"---[ \t]*\n(?:(?!---)[^\n]*\n)*?draft:[ \t]*true[ \t]*(?:#[^\n]*)?\n")
Age: TypeAlias = Literal["current", "newer", "terms"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One article as written in one locale. `id` is "section/name", the same in all locales."""

    id: str
    locale: str
    path: Path
    front: FrontMatter
    body: str
    body_line: int
    lines: Mapping[Key, int] = field(repr=False, compare=False)
    wrong: frozenset[str] = frozenset()
    """Entries of the front matter that were reported and are not in `front`."""

    @property
    def section(self) -> str:
        return self.id.partition("/")[0]

    @property
    def title(self) -> str:
        return self.front.title

    @property
    def last_change(self) -> dt.date | None:
        """The day the text last changed for readers; typing mistakes do not count."""
        dates = [c.date for c in self.front.changes if c.significance != "typo"]
        return max(dates, default=self.front.translates)

    def place(self, *key: str | int) -> Place:
        """Where a key of the front matter stands."""
        line = next(
            (self.lines[key[:n]] for n in range(len(key), 0, -1) if key[:n] in self.lines), 1
        )
        return Place(path=self.path, line=line)


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentTree:
    """What readers of one locale get: its own articles, and the source's where one is missing."""

    locale: str
    own: Mapping[str, Article]
    source: Mapping[str, Article]
    pages: Mapping[str, Article] = field(default_factory=dict)

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple({**self.source, **self.own})

    def article(self, article_id: str) -> Article:
        """The article as its reader gets it; raises KeyError for an id that exists nowhere."""
        return self.own.get(article_id) or self.source[article_id]

    def articles(self) -> tuple[Article, ...]:
        return tuple(self.article(article_id) for article_id in self.ids)

    def is_fallback(self, article_id: str) -> bool:
        return article_id not in self.own

    def age(self, article_id: str) -> Age:
        """How far the translation is behind its source: see DESIGN, `changes` and `translates`."""
        return age_of(self.article(article_id), self.source.get(article_id))


def changes_since(translation: Article, source: Article | None) -> tuple[Change, ...]:
    """The source's changes a translation has not followed yet, typing mistakes left out."""
    if source is None or source is translation or translation.front.translates is None:
        return ()
    known = translation.front.translates
    return tuple(c for c in source.front.changes if c.date > known and c.significance != "typo")


def age_of(translation: Article, source: Article | None) -> Age:
    missed = changes_since(translation, source)
    if any(c.significance == "terms" for c in missed):
        return "terms"
    return "newer" if missed else "current"


def read_locale(folder: Path, locale: str) -> tuple[dict[str, Article], list[Problem]]:
    """Every article of `content/<locale>` by id, in a stable order, and the problems of all."""
    articles: dict[str, Article] = {}
    problems: list[Problem] = []
    for path in sorted(folder.rglob("*.md")):
        name = path.relative_to(folder).with_suffix("").as_posix()
        text = read_text(path)
        if problem := encoding_problem(text, path):
            problems.append(problem)
            continue
        parsed = parse_article(text, path)
        problems += parsed.problems
        if name not in PAGES and name.count("/") != 1:
            problems.append(_misplaced(path))
        elif parsed.front is not None:
            articles[name] = _article(name, locale, path, parsed, parsed.front)
    return articles, problems


def read_tree(
    content: Path, locale: str, shop: Shop, *, with_drafts: bool = False
) -> tuple[ContentTree, list[Problem]]:
    """The tree of one locale with the problems of its own files (the source's are its own).

    A preview shows drafts too, those of translations as soon as the source is published.
    """
    own, problems = read_locale(content / locale, locale)
    problems += [_unknown_section(a, shop) for a in own.values() if not _is_at_home(a, shop)]
    drafts = {key: article for key, article in own.items() if article.front.draft}
    own = source = published(own)
    if locale != shop.source_locale:
        source = published(read_locale(content / shop.source_locale, shop.source_locale)[0])
        drafts = {key: article for key, article in drafts.items() if key in source}
    if with_drafts:
        own |= drafts
        problems += [_is_draft(article) for article in drafts.values()]
    tree = ContentTree(
        locale=locale,
        own={key: a for key, a in own.items() if a.section in shop.sections},
        source={key: a for key, a in source.items() if a.section in shop.sections},
        pages={key: a for key, a in {**source, **own}.items() if key in PAGES},
    )
    return tree, [*problems, *check_tree(tree, shop)]


def _is_draft(article: Article) -> Problem:
    return Problem(
        id="draft",
        place=article.place("draft"),
        message="This is a draft; only the preview shows it.",
        hint="Delete the line draft: true when it is finished; translations: helpcenter "
        f"translations done {article.id} {article.locale}",
        severity="warning",
    )


def published(articles: Mapping[str, Article]) -> dict[str, Article]:
    """Those that readers may see: drafts are as if they were not there."""
    return {key: article for key, article in articles.items() if not article.front.draft}


def is_written(path: Path) -> bool:
    """Whether an article stands in this file and is no draft, with or without mistakes."""
    return path.is_file() and not _DRAFT.match(read_text(path))


def _is_at_home(article: Article, shop: Shop) -> bool:
    return article.id in PAGES or article.section in shop.sections


def check_tree(tree: ContentTree, shop: Shop) -> Iterator[Problem]:
    """What front matter says about other things: topics, sections, articles, dates."""
    is_source = tree.locale == shop.source_locale
    for article in tree.own.values():
        yield from _unknown(article, "topics", article.front.topics, shop.topics)
        yield from _unknown(article, "related", article.front.related, tree.ids)
        has_both = bool(article.front.question) == bool(article.front.answer)
        if not has_both and not article.wrong & {"question", "answer"}:
            yield _lonely(article)
        yield from _dates(article, is_source=is_source)


def _article(name: str, locale: str, path: Path, parsed: Parsed, front: FrontMatter) -> Article:
    return Article(
        id=name,
        locale=locale,
        path=path,
        front=front,
        body=parsed.body,
        body_line=parsed.body_line,
        lines=parsed.lines,
        wrong=parsed.wrong,
    )


def _misplaced(path: Path) -> Problem:
    return Problem(
        id="article-misplaced",
        place=Place(path=path, line=0),
        message="An article stands in a section's folder, not above or below one.",
        hint="Move it to content/<locale>/<section>/<name>.md",
    )


def _unknown(
    article: Article, key: str, values: Collection[str], known: Collection[str]
) -> Iterator[Problem]:
    for number, value in enumerate(values):
        if value not in known:
            yield Problem(
                id=f"unknown-{'topic' if key == 'topics' else 'article'}",
                place=article.place(key, number),
                message=f"{key} names {value}, which does not exist.",
                hint=did_you_mean(value, known),
            )


def _unknown_section(article: Article, shop: Shop) -> Problem:
    return Problem(
        id="unknown-section",
        place=Place(path=article.path, line=0),
        message=f"The facts know no section {article.section}.",
        hint=f"{did_you_mean(article.section, shop.sections)} Sections stand in content/shop.yml.",
    )


def _lonely(article: Article) -> Problem:
    there, missing = "question", "answer"
    if not article.front.question:
        there, missing = missing, there
    return Problem(
        id="front-matter",
        place=article.place(there),
        message=f"There is no {missing} beside this {there}.",
        hint="An entry of the questions page needs both; leave both out where it makes no sense.",
    )


EXAMPLES = {
    "changes": "changes: [{date: 2026-11-20, significance: terms, note: First version}]",
    "translates": "translates: 2026-11-20, the date of the source it matches",
}


def _dates(article: Article, *, is_source: bool) -> Iterator[Problem]:
    wrong, right = ("translates", "changes") if is_source else ("changes", "translates")
    if getattr(article.front, wrong):
        yield Problem(
            id="front-matter",
            place=article.place(wrong),
            message=f"{wrong} stands in the wrong kind of article.",
            hint=f"Write {right} instead.",
        )
    elif not getattr(article.front, right) and right not in article.wrong:
        yield Problem(
            id="front-matter",
            place=Place(path=article.path, line=1),
            message=f"{right} is missing.",
            hint=f"For example: {EXAMPLES[right]}",
        )

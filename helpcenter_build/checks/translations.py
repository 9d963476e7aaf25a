"""Translations: missing, older than their source, or of nothing."""

import re
from collections.abc import Iterator

from helpcenter_build.checks.content import Content, beginning_of
from helpcenter_build.content.articles import Article, changes_since
from helpcenter_build.problems import Place, Problem, did_you_mean


def missing_translations(content: Content) -> Iterator[Problem]:
    """Articles readers of this locale get in the source's language; a mandatory one is an error."""
    tree = content.site.tree
    for article_id in () if content.is_source else tree.source:
        if not content.exists(article_id) and article_id not in content.shop.legal.mandatory:
            source = tree.source[article_id]
            yield Problem(
                id="missing-translation",
                place=Place(path=content.path_of(article_id)),
                message=f"The article is not translated; readers see it in {source.locale}.",
                hint=f"Translate {source.path}.",
                severity="warning",
            )


def missing_mandatory_pages(content: Content) -> Iterator[Problem]:
    """Pages the law or the shop wants in every language."""
    for article_id in content.shop.legal.mandatory:
        if not content.exists(article_id):
            yield Problem(
                id="mandatory-page",
                place=Place(path=content.path_of(article_id)),
                message=f"{content.site.locale} lacks the mandatory page {article_id}.",
                hint="Write it, or take it from legal.mandatory in shop.yml.",
            )


def outdated_translations(content: Content) -> Iterator[Problem]:
    """Translations that have not followed a change of their source; readers are told so."""
    for article in content.own:
        source = content.source_of(article)
        missed = changes_since(article, source)
        if source and missed:
            is_terms = content.site.tree.age(article.id) == "terms"
            what = "the terms are others" if is_terms else "the text is clearer"
            notes = "; ".join(f"{one.date} ({one.significance}): {one.note}" for one in missed)
            yield Problem(
                id="outdated-translation",
                place=article.place("translates"),
                message=f"The source has changed since {article.front.translates}: {what}.",
                hint=f"{notes}. Then write translates: {max(one.date for one in missed)}",
                severity="warning",
            )


def orphaned_translations(content: Content) -> Iterator[Problem]:
    """Translations of an article that the source locale does not have."""
    tree = content.site.tree
    for article_id in () if content.is_source else tree.own:
        if not content.exists(article_id, content.shop.source_locale):
            yield Problem(
                id="orphaned-translation",
                place=Place(path=tree.own[article_id].path),
                message=f"{content.shop.source_locale} has no article {article_id} to translate.",
                hint=did_you_mean(article_id, tree.source),
            )


EXPRESSION = re.compile(r"\{\{\s*(.*?)\s*(?:\|[^}]*)?\}\}", re.DOTALL)
NAMES = re.compile(r"(^identity\.|\.(label|name|address|mailbox|phone|number_example)$)")
"""Facts a translator may leave out or put elsewhere: names and addresses."""


def missing_facts(content: Content) -> Iterator[Problem]:
    """Numbers, tables and widgets of the source that an up-to-date translation does not show."""
    for article in content.own:
        source = content.source_of(article)
        if source is None or content.site.tree.age(article.id) != "current":
            continue
        lost = _facts_of(source) - _facts_of(article)
        for fact in sorted(one for one in lost if not NAMES.search(one)):
            yield Problem(
                id="missing-fact",
                place=beginning_of(article),
                message=f"The source uses {fact}, this translation does not.",
                hint=f"See {source.path}.",
                severity="warning",
            )


def _facts_of(article: Article) -> set[str]:
    return set(EXPRESSION.findall(f"{article.front.answer or ''}\n{article.body}"))


def untranslated_parts(content: Content) -> Iterator[Problem]:
    """Titles, summaries, questions, answers and paragraphs copied from the source as they are."""
    for article in content.own:
        if source := content.source_of(article):
            yield from _copied(article, source)


def _copied(article: Article, source: Article) -> Iterator[Problem]:
    for key in ("title", "summary", "question", "answer"):
        text = getattr(article.front, key)
        if text and text == getattr(source.front, key):
            yield _untranslated(article.place(key), f"The {key} is still that of the source.")
    originals = set(_paragraphs(source.body).values())
    for line, text in _paragraphs(article.body).items():
        if text in originals:
            place = Place(path=article.path, line=article.body_line + line)
            yield _untranslated(place, "The paragraph is still that of the source.")


def _paragraphs(body: str) -> dict[int, str]:
    """Paragraphs with enough words to be a sentence, by the line they begin on, from 0."""
    found: dict[int, str] = {}
    line = 0
    for block in body.split("\n\n"):
        lead = len(block) - len(block.lstrip("\n"))
        words = [word for word in block.split() if word.isalpha()]
        if len(words) >= 4:
            found[line + lead] = " ".join(block.split())
        line += block.count("\n") + 2
    return found


def _untranslated(place: Place, message: str) -> Problem:
    return Problem(id="untranslated", place=place, message=message, hint="Translate it.")

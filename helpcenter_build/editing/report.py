"""The state of the translations in words, as JSON and as a page."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import click
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from helpcenter_build.editing.status import ArticleStatus, LocaleStatus

_PARTS = Path(__file__).parent / "pages"
_COLOURS = {"missing": "red", "begun": "yellow", "outdated": "yellow", "current": "green"}


def as_text(locales: Sequence[LocaleStatus]) -> str:
    """A block a locale: what is open, and a line with the sums."""
    return "\n\n".join("\n".join(_lines(locale)) for locale in locales)


def _lines(locale: LocaleStatus) -> Iterator[str]:
    prepared = ", in preparation" if locale.is_draft else ""
    yield f"{click.style(locale.name, bold=True)} ({locale.tag}{prepared})"
    width = max((len(article.id) for article in locale.open), default=0)
    for article in locale.open:
        yield from _article_lines(article, width)
    yield f"  {summary(locale)}"


def _article_lines(article: ArticleStatus, width: int) -> Iterator[str]:
    state = click.style(f"{article.state:<8}", fg=_COLOURS[article.state])
    details = ", ".join(_details(article))
    yield f"  {state}  {article.id:<{width}}  {article.words:>5} words  {details}".rstrip()
    for change in article.changes:
        yield f"            {change.date} {change.significance}: {change.note}"


def _details(article: ArticleStatus) -> Iterator[str]:
    if article.severity == "terms":
        yield "the terms are others"
    if article.is_mandatory and article.state in {"missing", "begun"}:
        yield "mandatory"


def summary(locale: LocaleStatus) -> str:
    """78 of 79 articles are up to date; to translate: 312 words, 4 strings of helpcenter_build."""
    done = f"{locale.done} of {len(locale.articles)} articles are up to date"
    parts = list(_open_parts(locale))
    return f"{done}; to do: {', '.join(parts)}." if parts else f"{done}; nothing to do."


def _open_parts(locale: LocaleStatus) -> Iterator[str]:
    if locale.words_to_translate:
        yield f"{locale.words_to_translate} words to translate"
    if locale.words_to_compare:
        yield f"{locale.words_to_compare} words to compare with the source"
    for catalogue, count in locale.strings.items():
        if count:
            yield f"{count} strings of {catalogue}"
    if locale.mails:
        yield f"mails ({', '.join(locale.mails)})"
    if locale.facts:
        yield f"{len(locale.facts)} texts of shop.yml"


def as_json(locales: Sequence[LocaleStatus]) -> str:
    """The same for other programs; articles that are up to date are counted, not listed."""
    return json.dumps([_entry(locale) for locale in locales], ensure_ascii=False, indent=2)


def _entry(locale: LocaleStatus) -> dict[str, object]:
    return {
        "locale": locale.tag,
        "in_preparation": locale.is_draft,
        "articles": len(locale.articles),
        "current": locale.done,
        "words_to_translate": locale.words_to_translate,
        "words_to_compare": locale.words_to_compare,
        "open": [_article_entry(article) for article in locale.open],
        "strings": locale.strings,
        "mails": list(locale.mails),
        "facts": list(locale.facts),
    }


def _article_entry(article: ArticleStatus) -> dict[str, object]:
    return {
        "id": article.id,
        "state": article.state,
        "severity": article.severity,
        "words": article.words,
        "mandatory": article.is_mandatory,
        "changes": [
            {
                "date": change.date.isoformat(),
                "significance": change.significance,
                "note": change.note,
            }
            for change in article.changes
        ],
    }


def write_page(locales: Sequence[LocaleStatus], path: Path) -> None:
    """A page with a progress bar per locale, and its styles in a file beside it."""
    environment = Environment(
        loader=FileSystemLoader(_PARTS), autoescape=True, undefined=StrictUndefined
    )
    environment.trim_blocks = environment.lstrip_blocks = True
    styles = path.with_suffix(".css")
    page = environment.get_template("translations.html").render(
        locales=locales, styles=styles.name, summary=summary
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(page, encoding="utf-8")
    styles.write_text((_PARTS / "translations.css").read_text("utf-8"), encoding="utf-8")

"""The results page, for readers without JavaScript and for everything that links to a search."""

import re
from collections.abc import Iterable, Mapping, Sequence

from flask import Blueprint, Response, g, request
from flask_babel import gettext
from markupsafe import Markup, escape
from sqlalchemy import text as sql

from form_service.release import Release, trusted
from form_service.service import current_service
from form_service.views.pages import Page, asked_query, render_page, use_locale
from helpcenter_build.search import Hit

MOST = 10
WIDE = 60
MANY = 6
"""Hits from which on sections are offered."""
_COUNT_ONE = sql(
    'INSERT INTO fruitless_searches (locale, query, day, "count") VALUES (:locale, :query, :day, 1)'
    ' ON CONFLICT (locale, query, day) DO UPDATE SET "count" = fruitless_searches."count" + 1'
)
WORD = re.compile(r"([^\W_]+(?:['’][^\W_]+)*)")
PERSONAL = re.compile(r"@|\d{4}|https?:")
"""What may name a person or an order; such a search is not remembered."""


def register(desk: Blueprint) -> None:
    """The addresses of this module's pages."""
    desk.add_url_rule("/<locale>/search", "search", results)


def results(locale: str) -> Response:
    """What fits, what may, or that nothing does; always with a way on."""
    release = use_locale(locale)
    query = asked_query()
    found = release.pages[locale].index.search(query) if query else None
    if found is not None and found.verdict == "nothing_fits":
        _remember(query)
    section = request.args.get("in", "")
    sections = sections_of(found.hits) if found and found.verdict != "nothing_fits" else {}
    values = {
        "query": query,
        "found": found,
        "hits": _hits(release, query, section) if section in sections else found and found.hits,
        "sections": sections,
        "section": section if section in sections else "",
        "mark": mark,
        "most_asked": _most_asked(release),
    }
    title = gettext("Search results") if query else gettext("Search")
    page = Page(title=title, template="search.html", values=values, query=_query_string())
    return render_page(release, page)


def sections_of(hits: Sequence[Hit]) -> Mapping[str, str]:
    """Title by section, for the choice among many hits of several sections; else none."""
    sections = {hit.section: hit.section_title for hit in hits}
    return sections if len(hits) >= MANY and len(sections) > 1 else {}


def mark(text: str, words: Iterable[str]) -> Markup:
    """The text with the words that the query asked for marked."""
    marked = trusted("<mark>{}</mark>").format
    wanted = set(words)
    return trusted("").join(
        marked(part) if part in wanted else escape(part) for part in WORD.split(text)
    )


def _hits(release: Release, query: str, section: str) -> list[Hit]:
    """The hits of one section, looked for among more of them."""
    hits = release.pages[g.locale].index.search(query, limit=WIDE).hits
    return [hit for hit in hits if hit.section == section][:MOST]


def _most_asked(release: Release) -> list[object]:
    articles = release.pages[g.locale].articles
    return [articles[i] for i in release.shop.home.most_asked if i in articles]


def _query_string() -> str:
    text = request.query_string.decode("ascii", "replace")
    return f"?{text}" if text else ""


def _remember(query: str) -> None:
    """Count what was not found, so that it can become an article."""
    words = query.casefold()[:200]
    if PERSONAL.search(words):
        return
    service = current_service()
    row = {"locale": g.locale, "query": words, "day": service.clock().strftime("%Y-%m-%d")}
    if service.novelties.has_room(row["day"], (g.locale, words)):
        service.database.note(lambda c: c.execute(_COUNT_ONE, row))

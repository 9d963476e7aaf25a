"""The results page, for readers without JavaScript and for everything that links to a search."""

import re
from datetime import datetime

from flask import Blueprint, Response, g, request
from flask_babel import gettext
from sqlalchemy import Connection, update

from form_service.release import Release
from form_service.service import current_service
from form_service.storage.tables import fruitless_searches
from form_service.text import clean_line
from form_service.views.pages import Page, render_page, use_locale

LONGEST_QUERY = 300
PERSONAL = re.compile(r"@|\d{4}|https?:")
"""What may name a person or an order; such a search is not remembered."""


def register(desk: Blueprint) -> None:
    """The addresses of this module's pages."""
    desk.add_url_rule("/<locale>/search", "search", results)


def results(locale: str) -> Response:
    """What fits, what may, or that nothing does; always with a way on."""
    release = use_locale(locale)
    query = clean_line(request.args.get("q", ""))[:LONGEST_QUERY]
    found = release.pages[locale].index.search(query) if query else None
    if found is not None and found.verdict == "nothing_fits":
        _remember(query)
    title = gettext("Search results") if query else gettext("Search")
    values = {"query": query, "found": found, "most_asked": _most_asked(release)}
    page = Page(title=title, template="search.html", values=values, query=_query_string())
    return render_page(release, page)


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
    service, locale = current_service(), g.locale
    service.database.write(lambda c: _count(c, locale, words, service.clock()))


def _count(connection: Connection, locale: str, query: str, now: datetime) -> None:
    table, day = fruitless_searches, now.strftime("%Y-%m-%d")
    same = (table.c.locale == locale, table.c.query == query, table.c.day == day)
    counted = connection.execute(update(table).where(*same).values(count=table.c.count + 1))
    if not counted.rowcount:
        row = {"locale": locale, "query": query, "day": day, "count": 1}
        connection.execute(table.insert(), row)

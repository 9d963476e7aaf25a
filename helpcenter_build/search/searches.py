"""Searches that must keep working, as content: `content/<locale>/searches.yml`.

A list of entries, checked after every build:

    - {query: wheres my parcel, article: delivery/track-your-order}
    - {query: money back, article: [returns/refund-times, returns/how-to-return], within: 1}

One of the articles must be among the first `within` hits, 3 when nothing is said.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from helpcenter_build.problems import Place, Problem
from helpcenter_build.search.document import SearchResult
from helpcenter_build.search.vocabulary import LineOf, no_lines

WITHIN = 3
EXAMPLE = "- {query: wheres my parcel, article: delivery/track-your-order}"
_KEYS = {"query", "article", "within"}


class Searchable(Protocol):
    def search(self, query: str, *, limit: int = 10) -> SearchResult: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """A query and the articles of which one must be among the first `within` hits."""

    query: str
    articles: tuple[str, ...]
    within: int = WITHIN
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class FailedSearch:
    """`rank` counts from 1; None when no accepted article was found at all."""

    search: Search
    result: SearchResult
    rank: int | None


def parse_searches(
    values: object, path: Path, line_of: LineOf = no_lines
) -> tuple[tuple[Search, ...], tuple[Problem, ...]]:
    """Searches of a parsed searches.yml and all that is wrong with it."""
    if values is None:
        return (), ()
    if not isinstance(values, list):
        return (), (_shape(Place(path=path, line=line_of(())), "The file is not a list."),)
    searches, problems = [], []
    for number, entry in enumerate(values):
        place = Place(path=path, line=line_of((number,)))
        search = _search(entry, place)
        if isinstance(search, Search):
            searches.append(search)
        else:
            problems.append(search)
    return tuple(searches), tuple(problems)


def _search(entry: object, place: Place) -> Search | Problem:
    if not isinstance(entry, Mapping) or not set(entry) <= _KEYS or "query" not in entry:
        return _shape(place, "An entry has the keys query and article, and may have within.")
    articles = entry.get("article")
    listed = articles if isinstance(articles, list) else [articles]
    ids = tuple(article for article in listed if isinstance(article, str))
    if not ids or len(ids) < len(listed):
        return _shape(place, "article is the id of an article, or a list of ids.")
    within = entry.get("within", WITHIN)
    if not isinstance(within, int) or within < 1:
        return _shape(place, "within is a whole number from 1 on.")
    return Search(query=str(entry["query"]), articles=ids, within=within, place=place)


def failed_searches(index: Searchable, searches: Iterable[Search]) -> tuple[FailedSearch, ...]:
    """Those searches whose articles do not come up where they must."""
    return tuple(_failures(index, searches))


def _failures(index: Searchable, searches: Iterable[Search]) -> Iterator[FailedSearch]:
    for search in searches:
        result = index.search(search.query)
        rank = rank_of(search.articles, result)
        if rank is None or rank > search.within:
            yield FailedSearch(search=search, result=result, rank=rank)


def rank_of(articles: Iterable[str], result: SearchResult) -> int | None:
    """Rank, from 1, of the first hit that is one of `articles`."""
    accepted = set(articles)
    ranks = (rank for rank, hit in enumerate(result.hits, start=1) if hit.id in accepted)
    return next(ranks, None)


def search_problems(
    index: Searchable, searches: Iterable[Search], known: Iterable[str]
) -> Iterator[Problem]:
    """A problem for each search that fails or names an article that is not among `known` ids."""
    ids = set(known)
    sound = []
    for search in searches:
        unknown = [article for article in search.articles if article not in ids]
        if unknown:
            yield _problem(search.place, "article", f"There is no article {unknown[0]}.")
        else:
            sound.append(search)
    for failed in _failures(index, sound):
        yield _broken(failed)


def _broken(failed: FailedSearch) -> Problem:
    found = failed.result.hits[0].id if failed.result.hits else "nothing"
    wanted = " or ".join(failed.search.articles)
    where = f"as hit {failed.rank}" if failed.rank else "nowhere among the hits"
    message = f'"{failed.search.query}" finds {found} first and {wanted} {where}.'
    hint = "Add a wording to its asked_as, or see `helpcenter search --explain`."
    return _problem(failed.search.place, "broken", message, hint)


def _shape(place: Place, message: str) -> Problem:
    return _problem(place, "shape", message, f"Example: {EXAMPLE}")


def _problem(place: Place, kind: str, message: str, hint: str = "") -> Problem:
    return Problem(id=f"searches.{kind}", place=place, message=message, hint=hint)

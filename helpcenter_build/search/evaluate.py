"""How good search is on a file of queries, and which wordings would make it better."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from helpcenter_build.search.document import SearchResult
from helpcenter_build.search.searches import Searchable, rank_of

WORST = 20
# Longer wordings are stories; one that repeats a known wording's words teaches nothing.
LONGEST_WORDING = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A real query; `articles` are the accepted ones, empty when nobody has said."""

    query: str
    articles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Miss:
    """A query whose article was not first; `rank` from 1, None when it was not found."""

    case: Case
    rank: int | None
    thief: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """Shares are of the cases that name articles; `thieves` stood first in another's place."""

    cases: int
    at_1: float
    at_3: float
    mean_reciprocal_rank: float
    misses: tuple[Miss, ...]
    thieves: tuple[tuple[str, int], ...]
    verdicts: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A line for an article's `asked_as`; `sure` when somebody named the article."""

    article: str
    wording: str
    sure: bool


def parse_cases(lines: Iterable[str]) -> tuple[Case, ...]:
    """Cases of a tab-separated file: query, accepted ids joined by "|"; more columns are ignored.

    A file of plain lines gives cases without articles; a header line "query" is left out.
    """
    cases = []
    for line in lines:
        query, *columns = line.rstrip("\r\n").split("\t")
        if query.strip() and not (query == "query" and columns):
            ids = columns[0].split("|") if columns else ()
            cases.append(Case(query=query, articles=tuple(filter(None, ids))))
    return tuple(cases)


def evaluate(index: Searchable, cases: Iterable[Case]) -> Evaluation:
    """Success at 1 and 3, mean reciprocal rank, misses (worst first) and thieves."""
    judged = [(case, index.search(case.query)) for case in cases]
    ranked = [(case, result, rank_of(case.articles, result)) for case, result in judged]
    ranks = [rank for case, _, rank in ranked if case.articles]
    misses = [_miss(case, result, rank) for case, result, rank in ranked if case.articles]
    missed = [miss for miss in misses if miss.rank != 1]
    thieves = Counter(miss.thief for miss in missed if miss.thief)
    total = len(ranks) or 1
    return Evaluation(
        cases=len(ranks),
        at_1=sum(rank == 1 for rank in ranks) / total,
        at_3=sum(rank is not None and rank <= 3 for rank in ranks) / total,
        mean_reciprocal_rank=sum(1 / rank for rank in ranks if rank) / total,
        misses=tuple(sorted(missed, key=lambda miss: -(miss.rank or 1000))),
        thieves=tuple(thieves.most_common()),
        verdicts=tuple(Counter(result.verdict for _, result in judged).most_common()),
    )


def _miss(case: Case, result: SearchResult, rank: int | None) -> Miss:
    return Miss(case=case, rank=rank, thief=result.hits[0].id if result.hits else "")


def suggest_phrasings(index: Searchable, cases: Iterable[Case]) -> tuple[Proposal, ...]:
    """Wordings to add to `asked_as`: queries that missed their article.

    A query without a named article is proposed, unsure, to the best hit that only may help.
    """
    proposals: dict[frozenset[str], Proposal] = {}
    for case in cases:
        result = index.search(case.query)
        article = _lacking(case, result)
        words = frozenset(case.query.casefold().split())
        if article and len(words) <= LONGEST_WORDING:
            wording = " ".join(case.query.split())
            proposal = Proposal(article=article, wording=wording, sure=bool(case.articles))
            proposals.setdefault(words, proposal)
    return tuple(sorted(proposals.values(), key=lambda proposal: proposal.article))


def _lacking(case: Case, result: SearchResult) -> str:
    """The article that lacks this wording, "" when none does or nobody can tell."""
    if case.articles:
        return "" if rank_of(case.articles, result) == 1 else case.articles[0]
    return result.hits[0].id if result.verdict == "may_help" else ""


def worst(misses: Sequence[Miss]) -> Sequence[Miss]:
    return misses[:WORST]

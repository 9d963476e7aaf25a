"""`helpcenter search`: what shoppers would find, for editors and for measuring."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import click

from helpcenter_build.facts import load_shop
from helpcenter_build.problems import closest, did_you_mean
from helpcenter_build.search.document import IndexUnreadableError, NumberPatterns, SearchResult
from helpcenter_build.search.evaluate import (
    Case,
    Evaluation,
    Miss,
    evaluate,
    parse_cases,
    suggest_phrasings,
    worst,
)
from helpcenter_build.search.explain import Explanation, explain
from helpcenter_build.search.index import SearchIndex, open_index

MOST_HITS = 10
_VERDICTS = {
    "answers": "This answers it:",
    "may_help": "These may help:",
    "nothing_fits": "Nothing fits well.",
}


class _QueryFirst(click.Group):
    """A group whose first argument is a query unless it names a command."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if args and args[0] not in {*self.commands, "--help"}:
            args = ["query", *args]
        return super().parse_args(ctx, args)


def _bundle_option(command: click.decorators.FC) -> click.decorators.FC:
    return click.option(
        "--bundle",
        default=Path("bundle"),
        show_default=True,
        type=click.Path(path_type=Path),
        help="Folder that `helpcenter build` wrote.",
    )(command)


def _locale_option(command: click.decorators.FC) -> click.decorators.FC:
    return click.option("--locale", required=True, help="Locale to search, such as en.")(command)


@click.group(
    cls=_QueryFirst, no_args_is_help=True, short_help="Search the built articles as shoppers do."
)
def search() -> None:
    """Search the built articles: helpcenter search --locale en "where is my order"."""


@search.command("query")
@_locale_option
@_bundle_option
@click.option("--json", "as_json", is_flag=True, help="One JSON line for each query.")
@click.option(
    "--queries",
    type=click.File(encoding="utf-8"),
    help='File of queries, one a line (first column of a TSV); "-" reads standard input.',
)
@click.option("--explain", "explained", is_flag=True, help="Say why each article stands there.")
@click.argument("query", nargs=-1)
def query_command(
    locale: str,
    bundle: Path,
    as_json: bool,
    queries: Iterable[str] | None,
    explained: bool,
    query: tuple[str, ...],
) -> None:
    """What a query finds; the word `query` itself may be left out."""
    typed = " ".join(query)
    if bool(typed.strip()) == (queries is not None):
        raise click.UsageError("Give either a query or --queries FILE.")
    if as_json and explained:
        raise click.UsageError("Give either --json or --explain.")
    index = _open(bundle, locale)
    for text in _first_columns(queries) if queries is not None else [typed]:
        if queries is not None and not as_json:
            click.echo(f"> {text}")
        if explained:
            _echo_lines(_explained(explain(index, text, limit=MOST_HITS)))
        elif as_json:
            click.echo(_json_line(index.search(text, limit=MOST_HITS)))
        else:
            _echo_lines(_told(index.search(text, limit=MOST_HITS)))


@search.command("evaluate")
@_locale_option
@_bundle_option
@click.argument("file", type=click.File(encoding="utf-8"))
def evaluate_command(locale: str, bundle: Path, file: Iterable[str]) -> None:
    """How often the right article comes first; FILE: query, tab, accepted ids joined by "|"."""
    index = _open(bundle, locale)
    cases = _read_cases(file, index)
    if not any(case.articles for case in cases):
        raise click.ClickException("No line of the file names an article of this locale.")
    _echo_lines(_evaluated(evaluate(index, cases)))


@search.command("suggest-phrasings")
@_locale_option
@_bundle_option
@click.argument("file", type=click.File(encoding="utf-8"))
def suggest_command(locale: str, bundle: Path, file: Iterable[str]) -> None:
    """Wordings to add to asked_as, from real queries that missed their article."""
    before = ""
    index = _open(bundle, locale)
    for proposal in suggest_phrasings(index, _read_cases(file, index)):
        if proposal.article != before:
            click.echo(f"{proposal.article}:")
        before = proposal.article
        doubt = "" if proposal.sure else "  # nobody named the article: does it fit?"
        click.echo(f"  - {json.dumps(proposal.wording, ensure_ascii=False)}{doubt}")


def _open(bundle: Path, locale: str) -> SearchIndex:
    try:
        return open_index(bundle / locale / "search", numbers=_numbers(bundle))
    except IndexUnreadableError as error:
        built = sorted(folder.parent.name for folder in bundle.glob("*/search"))
        known = f" Built locales: {', '.join(built)}." if built else ""
        click.echo(f"{error}.{known}", err=True)
        sys.exit(2)


def _numbers(bundle: Path) -> NumberPatterns:
    """The shop's; none beside an index that was written alone."""
    facts = bundle / "facts.json"
    return NumberPatterns.of(load_shop(facts)) if facts.exists() else NumberPatterns()


def _read_cases(file: Iterable[str], index: SearchIndex) -> Sequence[Case]:
    """Cases of the file; articles that the index lacks are told and left out."""
    cases = parse_cases(_lines(file))
    known = index.ids()
    for name in dict.fromkeys(name for case in cases for name in case.articles):
        if name not in known:
            hint = did_you_mean(name, known) if closest(name, known) else "It is left out."
            click.echo(f"There is no article {name}. {hint}", err=True)
    return [
        replace(case, articles=tuple(name for name in case.articles if name in known))
        for case in cases
        if not case.articles or known.intersection(case.articles)
    ]


def _lines(file: Iterable[str]) -> Iterator[str]:
    try:
        yield from file
    except UnicodeDecodeError as error:
        raise click.ClickException("The file is not in UTF-8; save it so.") from error


def _first_columns(lines: Iterable[str]) -> Iterator[str]:
    columns = (line.rstrip("\r\n").split("\t")[0] for line in _lines(lines))
    return (column for column in columns if column)


def _json_line(result: SearchResult) -> str:
    hits = [{"id": hit.id, "title": hit.title, "score": hit.score} for hit in result.hits]
    line = {"query": result.query, "verdict": result.verdict, "hits": hits}
    return json.dumps(line, ensure_ascii=False)


def _echo_lines(lines: Iterable[str]) -> None:
    for line in lines:
        click.echo(line)


def _told(result: SearchResult) -> Iterator[str]:
    yield _VERDICTS[result.verdict]
    if result.recognised:
        yield f"  {result.number} looks like the number of an order or parcel: offer tracking."
    if result.spelling:
        yield f"  Did you mean: {result.spelling}"
    for rank, hit in enumerate(result.hits, start=1):
        anchor = f"#{hit.anchor}" if hit.anchor else ""
        yield f"{rank:3}. {hit.title}  ({hit.id}{anchor}, {hit.score})"


def _explained(explanations: Sequence[Explanation]) -> Iterator[str]:
    if not explanations:
        yield "Nothing found: no word of the query means anything to the articles."
    for rank, explanation in enumerate(explanations, start=1):
        hit = explanation.hit
        yield f"{rank:3}. {hit.id}  {hit.score}"
        for reason in explanation.reasons:
            read = f" read as {reason.read_as}" if reason.read_as not in {"", reason.word} else ""
            through = f" by {reason.through}" if reason.through else ""
            yield (
                f"       {reason.points:6}  {reason.word}{read}{through}:"
                f" {reason.weight} x {reason.impact} + {reason.learned} learned"
            )


def _evaluated(evaluation: Evaluation) -> Iterator[str]:
    yield f"queries with a known article   {evaluation.cases}"
    yield f"right article first            {evaluation.at_1:.3f}"
    yield f"right article among three      {evaluation.at_3:.3f}"
    yield f"mean reciprocal rank           {evaluation.mean_reciprocal_rank:.3f}"
    yield from (f"verdict {verdict:22} {count}" for verdict, count in evaluation.verdicts)
    if evaluation.misses:
        yield "worst queries (rank, query, wanted, found first):"
        yield from map(_miss_line, worst(evaluation.misses))
        yield "articles that took another's place:"
        yield from (f"{count:5}  {article}" for article, count in evaluation.thieves)


def _miss_line(miss: Miss) -> str:
    wanted = "|".join(miss.case.articles)
    return f"{miss.rank or '-':>5}  {miss.case.query}  {wanted}  {miss.thief or 'nothing'}"

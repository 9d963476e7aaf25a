"""How well, how fast and how small search is, beside the engines a static site would else have.

Queries are the content's own searches.yml; with QUERIES=folder in the environment those of
`*<locale>.tsv` in it (query, tab, accepted ids joined by "|").
"""

from __future__ import annotations

import gzip
import json
import os
import random
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import material
import yaml
from whoosh import fields, qparser, query
from whoosh.filedb.filestore import RamStorage

from benchmarks.report import Table, describe_machine
from benchmarks.search_noise import is_native, noises
from helpcenter_build.content.front_matter import split_article
from helpcenter_build.content.texts import passages_of
from helpcenter_build.search import SearchIndex, open_index
from helpcenter_build.search.analysis import split_words
from helpcenter_build.search.evaluate import Case, evaluate, parse_cases
from helpcenter_build.search.languages import language_for

ROOT = Path(__file__).parent.parent
UNANSWERABLE = ROOT / "tests/cases/search_unanswerable.yml"
TEMPLATES = Path(material.__file__).parent / "templates"
CACHE = ROOT / ".cache" / "benchmarks"
SEED = 5
COLUMNS = (
    *("", "queries", "first", "among 3", "slip", "Latin", "layout"),
    *("may be wrong", "nothing"),
)
NOTE = """\
first, among 3: share of queries with a right article there; slip, Latin, layout: first after one
random slip, in Latin letters, on the wrong keyboard layout. may be wrong: unanswerable queries
shown as answered; nothing: answerable ones shown as "nothing fits". Peers search the same articles.
Not among them: Pagefind, which answers in a browser only.\
"""
# What Material sets for a language that lunr does not know or that it turns off.
LUNR = {"bg": ("ru", []), "ar": ("ar", []), "ru": ("ru", ["stopWordFilter"])}


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    id: str
    title: str
    asked_as: str
    passages: tuple[tuple[str, str, str], ...]

    @property
    def text(self) -> str:
        return " ".join(f"{title} {text}" for _, title, text in self.passages)


def measure_search() -> Table:
    """One row for our engine and one for each peer in every locale."""
    locales = sorted(path.parent.name for path in (ROOT / "bundle").glob("*/search"))
    if not locales:
        raise SystemExit("There is no bundle; run `helpcenter build` first.")
    rows = [row for locale in locales for row in _rows(locale)]
    return Table(
        title=f"Search ({describe_machine()})", columns=COLUMNS, rows=tuple(rows), note=NOTE
    )


def measure_search_cost() -> Table:
    """CPU milliseconds of a query in Whoosh and bytes of the browser's index."""
    rows = []
    for folder in sorted((ROOT / "bundle").glob("*/search")):
        locale = folder.parent.name
        seconds = _seconds(open_index(folder), [case.query for case in _cases(locale)])
        first, whole = _sizes(locale)
        middle, slow = seconds[len(seconds) // 2], seconds[int(len(seconds) * 0.99)]
        figures = (f"{middle * 1000:.1f}", f"{slow * 1000:.1f}", f"{first:,}", f"{whole:,}")
        rows.append((locale, *figures))
    columns = ("", "Whoosh p50 ms", "p99 ms", "bytes before results, gzip", "bytes with answers")
    return Table(title=f"Cost of search ({describe_machine()})", columns=columns, rows=tuple(rows))


def _rows(locale: str) -> Iterable[tuple[str, ...]]:
    index = open_index(ROOT / "bundle" / locale / "search")
    cases = _cases(locale)
    result = evaluate(index, cases)
    verdicts = [index.search(case.query).verdict for case in cases]
    wrong = [index.search(text).verdict for text in _unanswerable(locale)]
    yield (
        f"{locale} ours",
        str(result.cases),
        f"{result.at_1:.2f}",
        f"{result.at_3:.2f}",
        *_noisy(index, locale, cases),
        _share(wrong.count("answers"), len(wrong)),
        _share(verdicts.count("nothing_fits"), len(verdicts)),
    )
    articles = _articles(locale)
    for name, answers in _peers(locale, articles, cases).items():
        if answers:
            pairs = list(zip(answers, cases, strict=True))
            firsts = sum(bool(ids) and ids[0] in case.articles for ids, case in pairs)
            threes = sum(bool({*ids[:3]} & {*case.articles}) for ids, case in pairs)
            figures = (_share(firsts, len(cases)), _share(threes, len(cases)))
            yield (f"{locale} {name}", str(len(cases)), *figures, "", "", "", "", "")


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.2f}" if whole else ""


def _cases(locale: str) -> Sequence[Case]:
    if folder := os.environ.get("QUERIES"):
        files = sorted(Path(folder).glob(f"*{locale}.tsv"))
        return [case for file in files for case in parse_cases(file.open(encoding="utf-8"))]
    path = ROOT / "content" / locale / "searches.yml"
    entries = yaml.safe_load(path.read_text(encoding="utf-8")) if path.exists() else []
    listed = [(entry["query"], entry["article"]) for entry in entries]
    return [
        Case(query=text, articles=tuple([ids] if isinstance(ids, str) else ids))
        for text, ids in listed
    ]


def _unanswerable(locale: str) -> Sequence[str]:
    return list(yaml.safe_load(UNANSWERABLE.read_text(encoding="utf-8")).get(locale, ()))


def _noisy(index: SearchIndex, locale: str, cases: Sequence[Case]) -> Iterable[str]:
    language = language_for(locale)
    known = noises(locale)
    for name in ("one slip", "Latin letters", "wrong layout"):
        dice = random.Random(SEED)  # noqa: S311 - the same slips every time
        native = [case for case in cases if name == "one slip" or is_native(case.query, language)]
        hurt = [
            Case(query=known[name](case.query, dice), articles=case.articles)
            for case in native
            if name in known
        ]
        yield f"{evaluate(index, hurt).at_1:.2f}" if hurt else ""


def _seconds(index: SearchIndex, queries: Sequence[str]) -> list[float]:
    """CPU seconds of each query, which other work on the machine disturbs less; sorted."""
    taken = []
    for text in queries:
        began = time.thread_time()
        index.search(text)
        taken.append(time.thread_time() - began)
    return sorted(taken) or [0.0]


def _sizes(locale: str) -> tuple[int, int]:
    """Compressed bytes of what is loaded before the first results, and of all."""
    entries = [ROOT / "site" / part / "search" / "index.json" for part in (locale, "")]
    for entry in entries:
        if entry.exists() and json.loads(entry.read_text())["locale"] == locale:
            size = {
                file.name: len(gzip.compress(file.read_bytes()))
                for file in entry.parent.glob("*.*.json")
            }
            first = [size[name] for name in size if name.startswith("words")]
            return sum(first), sum(size.values())
    return 0, 0


def _articles(locale: str) -> Sequence[Article]:
    """Articles as a reader gets them, with the wordings that our index has too."""
    entries = json.loads((ROOT / "bundle" / locale / "articles.json").read_text(encoding="utf-8"))
    found = []
    for entry in entries:
        page = (ROOT / "site" / entry["url"].strip("/") / "index.html").read_text(encoding="utf-8")
        body = page[page.index("<article") : page.index("</article>")]
        source = ROOT / "content" / locale / f"{entry['id']}.md"
        parts = split_article(source.read_text(encoding="utf-8"))
        front = yaml.safe_load(parts[0]) if parts else {}
        passages = tuple((part.anchor, part.title, part.text) for part in passages_of(body))
        wordings = "\n".join(map(str, front.get("asked_as", ())))
        found.append(
            Article(id=entry["id"], title=entry["title"], asked_as=wordings, passages=passages)
        )
    return found


def _peers(
    locale: str, articles: Sequence[Article], cases: Sequence[Case]
) -> dict[str, Sequence[Sequence[str]] | None]:
    queries = [case.query for case in cases]
    return {"Whoosh, OR": _ask_whoosh(articles, queries), **_ask_node(locale, articles, queries)}


def _ask_whoosh(articles: Sequence[Article], queries: Sequence[str]) -> Sequence[Sequence[str]]:
    """Whoosh's own analyser, BM25F and OR, title counted three times."""
    schema = fields.Schema(
        id=fields.ID(stored=True), title=fields.TEXT(field_boost=3.0), text=fields.TEXT()
    )
    index = RamStorage().create_index(schema)
    with index.writer() as writer:
        for article in articles:
            text = f"{article.asked_as}\n{article.text}"
            writer.add_document(id=article.id, title=article.title, text=text)
    parser = qparser.MultifieldParser(["title", "text"], schema, group=qparser.OrGroup)
    with index.searcher() as searcher:
        return [[hit["id"] for hit in searcher.search(_parsed(parser, text))] for text in queries]


def _parsed(parser: qparser.QueryParser, text: str) -> query.Query:
    return parser.parse(" ".join(split_words(text, language_for("xx"))))


def _ask_node(
    locale: str, articles: Sequence[Article], queries: Sequence[str]
) -> dict[str, Sequence[Sequence[str]] | None]:
    language = language_for(locale)
    lang, pipeline = LUNR.get(locale, ("en", ["stopWordFilter"]))

    def stems(text: str) -> str:
        return " ".join(language.stem(word) for word in split_words(text, language))

    docs = []
    for article in articles:
        for at, (anchor, title, text) in enumerate(article.passages):
            place = f"{article.id}#{anchor}" if at else article.id
            heading = title if at else article.title
            docs.append({"location": place, "title": heading, "text": text})
    values = {
        "config": {
            "lang": [lang],
            "separator": r"[\s\-]+",
            "pipeline": pipeline,
            "fields": {"title": {"boost": 1000}, "text": {"boost": 1}, "tags": {"boost": 1e6}},
        },
        "docs": docs,
        "stemmed": [
            {
                "id": article.id,
                "title": stems(article.title),
                "asked_as": stems(article.asked_as),
                "text": stems(article.text),
            }
            for article in articles
        ],
        "queries": queries,
        "stemmedQueries": [stems(text) for text in queries],
    }
    with tempfile.TemporaryDirectory() as name:
        file = Path(name) / "input.json"
        file.write_text(json.dumps(values), encoding="utf-8")
        script = ROOT / "benchmarks/search_peers.mjs"
        command = ["node", str(script), str(file), str(TEMPLATES), *_minisearch()]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
    answers: dict[str, Sequence[Sequence[str]] | None] = json.loads(done.stdout)
    return answers


def _minisearch() -> list[str]:
    """MiniSearch's module, fetched once from its registry; none where npm cannot."""
    module = CACHE / "node_modules/minisearch/dist/es/index.js"
    npm = shutil.which("npm")
    if not module.exists() and npm:
        CACHE.mkdir(parents=True, exist_ok=True)
        command = [npm, "install", "--silent", "--no-save", "--prefix", str(CACHE), "minisearch@7"]
        subprocess.run(command, check=False)
    return [str(module)] if module.exists() else []

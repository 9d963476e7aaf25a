"""The engines a static site would else have, asked the same queries about the same articles."""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import material
import yaml
from whoosh import fields, qparser, query
from whoosh.filedb.filestore import RamStorage

from helpcenter_build.content.front_matter import split_article
from helpcenter_build.content.texts import passages_of
from helpcenter_build.search.analysis import split_words
from helpcenter_build.search.languages import language_for

ROOT = Path(__file__).parent.parent
TEMPLATES = Path(material.__file__).parent / "templates"
CACHE = ROOT / ".cache" / "benchmarks"
# Asked for together, because npm takes out what it was not asked for.
PACKAGES = ("minisearch@7", "pagefind@1")
# What Material sets for a language that lunr does not know or that it turns off.
LUNR = {"bg": ("ru", []), "ar": ("ar", []), "ru": ("ru", ["stopWordFilter"])}

# Ids of the articles found for each query, best first.
Answers: TypeAlias = Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    id: str
    title: str
    asked_as: str
    passages: tuple[tuple[str, str, str], ...]

    @property
    def text(self) -> str:
        return " ".join(f"{title} {text}" for _, title, text in self.passages)


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


def ask_peers(locale: str, queries: Sequence[str]) -> dict[str, Answers]:
    """Ids of the articles that each engine finds for each query, best first.

    Engines that npm could not fetch are left out.
    """
    articles = _articles(locale)
    answers = {"Whoosh, OR": _ask_whoosh(articles, queries)}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        answers |= _ask_lunr_and_minisearch(locale, articles, queries, folder)
        if module := _fetched("pagefind/lib/index.js"):
            answers["Pagefind"] = _ask_pagefind(locale, articles, queries, folder, module)
    return answers


def _ask_whoosh(articles: Sequence[Article], queries: Sequence[str]) -> Answers:
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


def _ask_lunr_and_minisearch(
    locale: str, articles: Sequence[Article], queries: Sequence[str], folder: Path
) -> dict[str, Answers]:
    language = language_for(locale)
    lang, pipeline = LUNR.get(locale, ("en", ["stopWordFilter"]))

    def stems(text: str) -> str:
        return " ".join(language.stem(word) for word in split_words(text, language))

    values = {
        "config": {
            "lang": [lang],
            "separator": r"[\s\-]+",
            "pipeline": pipeline,
            "fields": {"title": {"boost": 1000}, "text": {"boost": 1}, "tags": {"boost": 1e6}},
        },
        "docs": list(_lunr_documents(articles)),
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
    module = _fetched("minisearch/dist/es/index.js")
    found = _run("search_peers.mjs", values, folder, TEMPLATES, *([module] if module else []))
    return {name: answers for name, answers in found.items() if answers is not None}


def _lunr_documents(articles: Sequence[Article]) -> Iterator[dict[str, str]]:
    for article in articles:
        for at, (anchor, title, text) in enumerate(article.passages):
            place = f"{article.id}#{anchor}" if at else article.id
            yield {"location": place, "title": title if at else article.title, "text": text}


def _ask_pagefind(
    locale: str, articles: Sequence[Article], queries: Sequence[str], folder: Path, module: Path
) -> Answers:
    """Pagefind gets the wordings too, as if pages showed them."""
    texts = [
        {
            "id": article.id,
            "title": article.title,
            "text": f"{article.title}\n{article.asked_as}\n{article.text}",
        }
        for article in articles
    ]
    values = {"lang": locale, "articles": texts, "queries": queries}
    answers: Answers = _run("search_pagefind.mjs", values, folder, module, folder / "pagefind")
    return answers


def _run(script: str, values: Mapping[str, Any], folder: Path, *arguments: Path) -> Any:
    """What a script prints, given `values` in a file and more arguments."""
    file = folder / f"{script}.json"
    file.write_text(json.dumps(values), encoding="utf-8")
    command = ["node", str(ROOT / "benchmarks" / script), str(file), *map(str, arguments)]
    return json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def _fetched(file: str) -> Path | None:
    """A module of the peers' packages, fetched once from their registry; None where npm cannot."""
    module = CACHE / "node_modules" / file
    npm = shutil.which("npm")
    if not module.exists() and npm:
        CACHE.mkdir(parents=True, exist_ok=True)
        command = [npm, "install", "--silent", "--no-save", "--prefix", str(CACHE), *PACKAGES]
        subprocess.run(command, check=False)
    return module if module.exists() else None

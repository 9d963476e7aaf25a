"""The browser's engine, run by node on compiled indexes: the same hits as Whoosh, in few bytes."""

import gzip
import json
import random
import subprocess
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from benchmarks.search_noise import noises
from helpcenter_build.search import (
    BROWSER_ENTRY,
    Document,
    Passage,
    SearchIndex,
    compile_browser_index,
    open_index,
    write_browser_index,
    write_index,
)
from helpcenter_build.search import browser as browser_module
from helpcenter_build.search.compile import MOST_ALIKE
from helpcenter_build.search.languages import language_for
from tests.helpcenter_build.search.articles import LOCALES, SYNONYMS, documents, read_cases
from tests.helpcenter_build.search.conftest import NUMBERS

ROOT = Path(__file__).parents[3]
SCRIPT = ROOT / "benchmarks" / "search_browser.mjs"
QUERIES_A_LOCALE = 2000
JUNK = "\u202e\u00ad\u0301 ١٢٣ ½ ﬁ İ ß ς 👍🏽 \U0001d54f ' ’ - _ . , ; [ ] ` \x0b \x85 漢 हि"


def run_node(site: Path, locale: str, queries: Sequence[str]) -> list[dict[str, Any]]:
    file = site / "queries.txt"
    file.write_text("\n".join(queries), encoding="utf-8")
    command = ["node", str(SCRIPT), "--locale", locale, "--site", str(site), str(file)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=300)
    return [json.loads(line) for line in done.stdout.split("\n") if line]


def generated_queries(locale: str, number: int) -> Iterator[str]:
    """Words of the articles and of the test queries, hurt in every way, and plain junk."""
    dice = random.Random(locale)
    texts = [
        text for document in documents(locale) for text in (document.title, *document.asked_as)
    ]
    texts += [
        query for cases in read_cases("search_queries.yml")[locale].values() for query, _ in cases
    ]
    words = [word for text in texts for word in text.split()]
    letters = sorted(set("".join(words) + JUNK))
    layouts = language_for(locale).layouts or ({},)
    for _ in range(number):
        query = " ".join(dice.choices(words, k=dice.randint(1, 6)))
        for _ in range(dice.choice((0, 0, 1, 2, 4))):
            at = dice.randrange(len(query) + 1)
            query = query[:at] + dice.choice(letters) + query[at + dice.randint(0, 2) :]
        if dice.random() < 0.1:
            meant = {native: key for key, native in dice.choice(layouts).items()}
            query = "".join(meant.get(character, character) for character in query)
        if dice.random() < 0.2 and (latin := noises(locale).get("Latin")):
            query = latin(query, dice)
        if dice.random() < 0.1:
            query = query.upper()
        yield query.replace("\n", " ").replace("\r", " ").replace("\t", " ").strip() or "?"


def told(index: SearchIndex, query: str) -> dict[str, Any]:
    result = index.search(query)
    hits = [{"id": hit.id, "title": hit.title, "score": hit.score} for hit in result.hits]
    return {"query": query, "verdict": result.verdict, "hits": hits}


@pytest.mark.parametrize("locale", LOCALES)
def test_both_engines_give_the_same_hits(
    index_of: Callable[[str], SearchIndex], tmp_path: Path, locale: str
) -> None:
    write_browser_index(documents(locale), locale, tmp_path / "search", vocabulary=SYNONYMS)
    queries = list(generated_queries(locale, QUERIES_A_LOCALE))
    index = index_of(locale)
    for query, answer in zip(queries, run_node(tmp_path, locale, queries), strict=True):
        assert answer == told(index, query)


def many_documents(number: int) -> list[Document]:
    """Made-up articles of pronounceable words; the first words are common, the last ones rare."""
    dice = random.Random(7)
    syllables = [consonant + vowel for consonant in "bcdfgklmnprstv" for vowel in "aeiou"]
    words = ["".join(dice.choices(syllables, k=dice.randint(1, 4))) for _ in range(4000)]

    def text(length: int) -> str:
        return " ".join(words[int(len(words) * dice.random() ** 2)] for _ in range(length))

    return [
        Document(
            id=f"s/{at}",
            title=text(5),
            url=f"/s/{at}/",
            section="s",
            section_title="S",
            answer=text(20),
            asked_as=(text(4), text(6)),
        )
        for at in range(number)
    ]


def test_a_large_site_is_cut_to_pieces_and_still_agrees(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(browser_module, "WHOLE_UP_TO", 50)
    monkeypatch.setattr(browser_module, "POSTINGS_A_FILE", 500)
    monkeypatch.setattr(browser_module, "TITLES_A_FILE", 20)
    articles = many_documents(120)
    site, folder = tmp_path / "site", tmp_path / "index"
    write_browser_index(articles, "en", site / "search", vocabulary=SYNONYMS)
    write_index(articles, "en", folder, vocabulary=SYNONYMS)
    entry = json.loads((site / "search" / BROWSER_ENTRY).read_text())
    assert len(entry["documents"][0]) == 6
    assert len(entry["postings"][0]) > 4
    index = open_index(folder)
    queries = [article.title for article in articles]
    for query, answer in zip(queries, run_node(site, "en", queries), strict=True):
        assert answer == told(index, query)


def test_details_and_recognition_reach_the_browser(tmp_path: Path) -> None:
    folder = tmp_path / "search"
    write_browser_index(documents("en"), "en", folder, vocabulary=SYNONYMS, numbers=NUMBERS)
    program = f"""
        import {{ readFileSync }} from "node:fs";
        import {{ openEngine }} from "{ROOT}/helpcenter_build/theme/assets/js/search/engine.js";
        const engine = await openEngine(async (name) =>
            JSON.parse(readFileSync("{folder}/" + name, "utf8")));
        const tell = async (query) => {{
          const found = await engine.search(query);
          const hit = found.hits.length ? await engine.detailed(found.hits[0], found.words) : null;
          const marks = hit ? engine.mark(found.words, hit.title) : [];
          console.log(JSON.stringify({{ ...found, words: 0, hits: 0, hit, marks }}));
        }};
        await tell("find the trcking number");
        await tell("mg-1234567");
    """
    done = subprocess.run(
        ["node", "--input-type=module", "--eval", program],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    first, second = (json.loads(line) for line in done.stdout.splitlines())
    assert first["hit"]["parts"][0][0] == "find-the-number"
    assert first["hit"]["answer"].startswith("Enter the tracking number")
    assert first["spelling"] == "find the tracking number"
    assert (second["recognised"], second["number"]) == ("order", "MG-1234567")


def test_headings_that_answer_nothing_stay_at_home() -> None:
    whole = Passage(anchor="", title="", text="We mend lamps.")
    stuck = Passage(anchor="still-stuck", title="If this did not help", text="Write to us.")
    one = Document(
        id="", title="Lamps", url="", section="a", section_title="A", passages=(whole, stuck)
    )
    alike = [replace(one, id=f"a/{n}") for n in range(MOST_ALIKE + 1)]
    files = compile_browser_index(alike, "en", vocabulary=SYNONYMS)
    rows = [file["details"]["rows"] for name, file in files.items() if name.startswith("details-")]
    assert len(rows) == len(alike)
    assert all(headings == [["", ""]] for ((_, _, headings, _),) in rows)


def test_files_are_named_by_their_content() -> None:
    once = compile_browser_index(documents("en"), "en", vocabulary=SYNONYMS)
    again = compile_browser_index(documents("en"), "en", vocabulary=SYNONYMS)
    other = compile_browser_index(documents("en")[1:], "en", vocabulary=SYNONYMS)
    assert once == again
    assert not (set(once) & set(other)) - {BROWSER_ENTRY}


def test_the_index_of_a_small_site_is_small(tmp_path: Path) -> None:
    write_browser_index(documents("bg"), "bg", tmp_path, vocabulary=SYNONYMS)
    sizes = [len(gzip.compress(file.read_bytes())) for file in tmp_path.iterdir()]
    assert sum(sizes) < 6000


@pytest.mark.parametrize("entry", [None, '{"format": 99, "locale": "en"}'])
def test_the_script_says_what_is_missing(tmp_path: Path, entry: str | None) -> None:
    if entry:
        (tmp_path / "search").mkdir()
        (tmp_path / "search" / BROWSER_ENTRY).write_text(entry)
    file = tmp_path / "queries.txt"
    file.write_text("refund\n")
    command = ["node", str(SCRIPT), "--locale", "en", "--site", str(tmp_path), str(file)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode != 0
    assert "helpcenter build" in done.stderr

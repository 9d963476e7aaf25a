"""`helpcenter search` as editors and measurements call it."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from helpcenter_build.facts.dump import facts_json
from helpcenter_build.facts.read import read_shop
from helpcenter_build.search import write_index
from helpcenter_build.search.commands import search
from tests.helpcenter_build.search.articles import SYNONYMS, documents

SHOP = Path(__file__).parents[2] / "example" / "content" / "shop.yml"


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bundle")
    for locale in ("en", "bg"):
        write_index(documents(locale), locale, folder / locale / "search", vocabulary=SYNONYMS)
    return folder


def run(bundle: Path, *arguments: str, typed: str | None = None) -> Result:
    return CliRunner().invoke(search, [*arguments, "--bundle", str(bundle)], input=typed)


def test_json_prints_one_line_for_each_query(bundle: Path, tmp_path: Path) -> None:
    file = tmp_path / "queries.tsv"
    file.write_text("how much does delivery cost\tdelivery/costs\tx\n\nкъде\n", encoding="utf-8")
    result = run(bundle, "--locale", "en", "--json", "--queries", str(file))
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    assert result.exit_code == 0
    assert [line["query"] for line in lines] == ["how much does delivery cost", "къде"]
    assert set(lines[0]) == {"query", "verdict", "hits"}
    assert set(lines[0]["hits"][0]) == {"id", "title", "score"}
    assert lines[0]["hits"][0]["id"] == "delivery/costs"
    assert lines[0]["verdict"] == "answers"


def test_queries_come_from_standard_input_too(bundle: Path) -> None:
    result = run(bundle, "--locale", "bg", "--json", "--queries", "-", typed="паролата\n")
    assert json.loads(result.stdout)["hits"][0]["id"] == "account/password"


def test_people_read_titles_and_the_verdict(bundle: Path) -> None:
    result = run(bundle, "--locale", "en", "where is my ordr")
    assert result.exit_code == 0
    assert "1. Where is my order?  (delivery/track" in result.stdout
    assert "Did you mean: where is my order" in result.stdout


@pytest.mark.parametrize("query", ["AC-12345", "where is ac-12345?", "1234567890123"])
def test_an_order_or_tracking_number_is_told(tmp_path: Path, query: str) -> None:
    write_index(documents("en"), "en", tmp_path / "en" / "search", vocabulary=SYNONYMS)
    shop, _ = read_shop(SHOP)
    assert shop is not None
    (tmp_path / "facts.json").write_text(facts_json(shop), encoding="utf-8")
    told = run(tmp_path, "--locale", "en", query).stdout
    assert "looks like the number of an order or parcel: offer tracking" in told


def test_explain_shows_what_each_word_was_read_as(bundle: Path) -> None:
    result = run(bundle, "--locale", "en", "--explain", "refnud")
    assert "returns/refund" in result.stdout
    assert "refnud read as refund" in result.stdout


def test_evaluate_and_suggest_read_a_table(bundle: Path, tmp_path: Path) -> None:
    file = tmp_path / "cases.tsv"
    file.write_text("where is my order\tdelivery/track\nqux zzz\treturns/how\n", encoding="utf-8")
    evaluated = run(bundle, "evaluate", str(file), "--locale", "en").stdout
    assert "right article first            0.500" in evaluated
    assert "qux zzz" in evaluated
    proposed = run(bundle, "suggest-phrasings", str(file), "--locale", "en").stdout
    assert proposed == 'returns/how:\n  - "qux zzz"\n'


def test_without_a_bundle_the_exit_code_is_2_and_says_what_to_do(tmp_path: Path) -> None:
    result = run(tmp_path, "--locale", "en", "refund")
    assert result.exit_code == 2
    assert "run `helpcenter build`" in result.stderr


def test_an_unbuilt_locale_names_the_built_ones(bundle: Path) -> None:
    result = run(bundle, "--locale", "fr", "refund")
    assert result.exit_code == 2
    assert "Built locales: bg, en." in result.stderr


@pytest.mark.parametrize("arguments", [["--locale", "en"], ["refund"], ["--locale", "en", "--no"]])
def test_wrong_usage_is_told(bundle: Path, arguments: list[str]) -> None:
    assert run(bundle, *arguments).exit_code == 2


def test_a_query_file_that_is_not_there_is_told(bundle: Path) -> None:
    assert run(bundle, "--locale", "en", "--queries", "none.txt").exit_code == 2


def test_words_without_quotes_are_one_query(bundle: Path) -> None:
    assert (
        "1. Where is my order?" in run(bundle, "--locale", "en", "where", "is my", "order").stdout
    )


def test_explain_says_so_when_nothing_is_found(bundle: Path) -> None:
    assert "Nothing found" in run(bundle, "--locale", "en", "--explain", "zzzzqq").stdout


@pytest.mark.parametrize("query", ["", "  "])
def test_an_empty_query_is_wrong_usage(bundle: Path, query: str) -> None:
    result = run(bundle, "--locale", "en", query)
    assert (result.exit_code, "Give either a query" in result.stderr) == (2, True)


def test_json_and_explain_exclude_each_other(bundle: Path) -> None:
    assert run(bundle, "--locale", "en", "--json", "--explain", "refund").exit_code == 2


def test_each_query_of_a_file_stands_above_its_hits(bundle: Path) -> None:
    result = run(bundle, "--locale", "en", "--queries", "-", typed="refund\nshipping price\n")
    assert [line for line in result.stdout.splitlines() if line.startswith(">")] == [
        "> refund",
        "> shipping price",
    ]


@pytest.mark.parametrize("command", ["evaluate", "suggest-phrasings"])
def test_articles_that_do_not_exist_are_told_and_left_out(
    bundle: Path, tmp_path: Path, command: str
) -> None:
    file = tmp_path / "cases.tsv"
    file.write_text("order status\tdelivery/trak\nqux zzz\treturns/how\n", encoding="utf-8")
    result = run(bundle, command, str(file), "--locale", "en")
    assert result.exit_code == 0
    assert "There is no article delivery/trak. Did you mean delivery/track?" in result.stderr
    assert "order status" not in result.stdout


@pytest.mark.parametrize("command", ["evaluate", "suggest-phrasings", "query"])
def test_a_file_in_another_encoding_is_told(bundle: Path, tmp_path: Path, command: str) -> None:
    file = tmp_path / "cases.tsv"
    file.write_bytes("къде\tdelivery/track\n".encode("cp1251"))
    named = ["--queries", str(file)] if command == "query" else [str(file)]
    result = run(bundle, command, *named, "--locale", "bg")
    assert (result.exit_code, "not in UTF-8" in result.stderr) == (1, True)


def test_a_file_without_articles_cannot_be_evaluated(bundle: Path, tmp_path: Path) -> None:
    file = tmp_path / "cases.tsv"
    file.write_text("", encoding="utf-8")
    result = run(bundle, "evaluate", str(file), "--locale", "en")
    assert (result.exit_code, "names an article" in result.stderr) == (1, True)


@pytest.mark.parametrize("lexicon", ["", "[]", "{", "{}", "\x00"])
def test_a_damaged_bundle_is_told(tmp_path: Path, lexicon: str) -> None:
    folder = tmp_path / "en" / "search"
    folder.mkdir(parents=True)
    (folder / "lexicon.json").write_text(lexicon, encoding="utf-8")
    result = run(tmp_path, "--locale", "en", "refund")
    assert (result.exit_code, "run `helpcenter build`" in result.stderr) == (2, True)

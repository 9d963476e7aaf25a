"""Articles in memory: what a tree shows its readers, and what front matter can get wrong."""

import datetime as dt
from pathlib import Path

import pytest

from helpcenter_build.content.articles import ContentTree, changes_since, read_locale, read_tree
from helpcenter_build.content.related import AT_MOST, related_ids
from tests.helpcenter_build.shops import EXAMPLE, small_shop
from tests.tools.small_site import copy_small, replaced

LATE, TRACK, RETURN = "delivery/late-delivery", "delivery/track-your-order", "returns/how-to-return"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    copy_small(tmp_path)
    return tmp_path / "content"


def tree_of(content: Path, locale: str) -> ContentTree:
    tree, problems = read_tree(content, locale, small_shop())
    assert problems == []
    return tree


def test_an_article_is_known_by_section_and_name_and_knows_its_lines() -> None:
    articles, problems = read_locale(EXAMPLE / "en", "en")
    assert problems == []
    article = articles[TRACK]
    assert (article.section, article.title) == ("delivery", "Where is my parcel?")
    lines = article.path.read_text().splitlines()
    assert lines[article.body_line - 1 :] == article.body.splitlines()
    assert lines[article.place("topics").line - 1].startswith("topics:")
    assert "- parcel still" in lines[article.place("asked_as", 1).line - 1]


def test_a_missing_translation_is_the_sources_article(content: Path) -> None:
    (content / "ar" / f"{LATE}.md").unlink()
    tree = tree_of(content, "ar")
    assert tree.is_fallback(LATE)
    assert (tree.article(LATE).locale, tree.article(TRACK).locale) == ("en", "ar")
    assert set(tree.ids) == set(tree_of(content, "en").ids)


@pytest.mark.parametrize(
    ("significance", "day", "age"),
    [
        ("terms", "2026-11-19", "terms"),
        ("clarified", "2026-11-19", "newer"),
        ("typo", "2026-11-19", "current"),
        ("terms", "2026-01-01", "current"),
    ],
)
def test_a_translation_shows_its_age(content: Path, significance: str, day: str, age: str) -> None:
    later = f"changes:\n  - {{date: {day}, significance: {significance}, note: Said anew}}\n"
    replaced(content / "en" / f"{RETURN}.md", "changes:\n", later)
    tree = tree_of(content, "bg")
    assert tree.age(RETURN) == age
    missed = changes_since(tree.article(RETURN), tree.source[RETURN])
    assert [change.note for change in missed] == ([] if age == "current" else ["Said anew"])
    assert tree_of(content, "en").age(RETURN) == "current"


def test_typing_mistakes_are_no_last_change(content: Path) -> None:
    later = "changes:\n  - {date: 2026-11-19, significance: typo, note: A comma}\n"
    replaced(content / "en" / f"{RETURN}.md", "changes:\n", later)
    changed = tree_of(content, "en").article(RETURN).last_change
    assert changed is not None
    assert changed < dt.date(2026, 11, 19)


@pytest.mark.parametrize(
    ("old", "new", "id", "words"),
    [
        ("[where-is-my-order]", "[where-is-my-oder]", "unknown-topic", "where-is-my-order"),
        ("topics:", f"related: [{LATE}s]\ntopics:", "unknown-article", LATE),
        ("question: Where is my order?\n", "", "front-matter", "question"),
        ("changes:", "translates: 2026-01-01\nchanges:", "front-matter", "translates"),
    ],
)
def test_front_matter_is_checked_against_everything_else(
    content: Path, old: str, new: str, id: str, words: str
) -> None:
    article = content / "en" / f"{TRACK}.md"
    replaced(article, old, new)
    _, problems = read_tree(content, "en", small_shop())
    (problem,) = problems
    assert problem.id == id
    assert problem.place.path == article
    assert problem.place.line
    assert words in f"{problem.message} {problem.hint}"


def test_a_translation_says_which_state_it_translates(content: Path) -> None:
    article = content / "bg" / f"{TRACK}.md"
    line = next(one for one in article.read_text().splitlines() if one.startswith("translates"))
    replaced(article, f"{line}\n", "")
    _, (problem,) = read_tree(content, "bg", small_shop())
    assert "translates" in problem.message


def test_articles_stand_in_a_folder_of_their_section(content: Path) -> None:
    source = (content / "en" / f"{TRACK}.md").read_text()
    (content / "en/lost.md").write_text(source)
    (content / "en/delivery/deeper").mkdir()
    (content / "en/delivery/deeper/lost.md").write_text(source)
    _, problems = read_locale(content / "en", "en")
    assert [problem.id for problem in problems] == ["article-misplaced"] * 2


def test_drafts_are_as_if_they_were_not_there(content: Path) -> None:
    replaced(content / "en" / f"{LATE}.md", "topics:", "draft: true\ntopics:")
    tree, _ = read_tree(content, "en", small_shop())
    assert LATE not in tree.ids


def test_related_articles_are_the_editors_else_those_alike(content: Path) -> None:
    tree = tree_of(content, "en")
    computed = related_ids(tree.article(TRACK), tree)
    assert LATE in computed
    assert TRACK not in computed
    assert len(computed) <= AT_MOST
    replaced(content / "en" / f"{TRACK}.md", "topics:", f"related: [{RETURN}]\ntopics:")
    tree = tree_of(content, "en")
    assert related_ids(tree.article(TRACK), tree) == (RETURN,)

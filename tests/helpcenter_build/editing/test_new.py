import re

import pytest

from helpcenter_build.checks.skeletons import PLACEHOLDERS
from tests.helpcenter_build.editing.conftest import Editor

ID = "delivery/parcel-lockers"
TRANSLATIONS = [f"{tag}/{ID}.md" for tag in ("bg", "ru", "ar")]


def written(editor: Editor) -> None:
    """Turn the skeleton into an article that may be published."""
    text = editor.read(f"en/{ID}.md")
    text = re.sub(r"^draft:.*\n", "", text, flags=re.MULTILINE)
    for number, placeholder in enumerate(PLACEHOLDERS):
        text = text.replace(placeholder, f"Sentence {number} about the lockers, where they stand.")
    editor.write(f"en/{ID}.md", text)


def test_a_new_article_is_a_draft_in_every_language(editor: Editor) -> None:
    printed = editor.run("new", ID, "--title", "How do I use a parcel locker?")
    source = editor.read(f"en/{ID}.md")
    assert "\ntitle: How do I use a parcel locker?\n" in source
    assert "significance: terms, note: First version}" in source
    for name in TRANSLATIONS:
        text = editor.read(name)
        assert text.startswith("---\ndraft: true")
        assert re.search(r"^translates: \d{4}-\d\d-\d\d$", text, re.MULTILINE)
        assert "changes:" not in text
        assert "{#still-stuck}" in text
    assert f"write  {editor.content}/en/{ID}.md" in printed
    assert "delete its line draft: true" in printed


def test_drafts_are_neither_problems_nor_pages(editor: Editor) -> None:
    editor.run("new", ID)
    assert editor.problems() == []


def test_a_published_source_makes_its_translations_missing(editor: Editor) -> None:
    editor.run("new", ID)
    written(editor)
    problems = editor.problems()
    assert len(problems) == 3
    assert all("not translated; readers see it in en" in problem for problem in problems)


def test_a_published_skeleton_is_a_problem(editor: Editor) -> None:
    editor.run("new", ID)
    editor.replace(f"en/{ID}.md", "draft: true", "draft: false")
    assert sum("still the skeleton's" in problem for problem in editor.problems()) == 4


def test_a_link_to_a_draft_leads_nowhere(editor: Editor) -> None:
    editor.run("new", ID)
    editor.replace("en/delivery/late-delivery.md", "../faq.md", "parcel-lockers.md")
    (problem,) = editor.problems()
    assert "parcel-lockers.md leads to an article that does not exist" in problem


def test_the_source_alone_when_translations_come_later(editor: Editor) -> None:
    editor.run("new", ID, "--source-only")
    assert not any((editor.content / name).exists() for name in TRANSLATIONS)


def test_a_dry_run_writes_nothing(editor: Editor) -> None:
    before = editor.hashes()
    assert f"en/{ID}.md" in editor.run("new", ID, "--dry-run")
    assert editor.hashes() == before


@pytest.mark.parametrize(
    "title", ["Paying: step by step", '"Quoted"', "2026", "# 1", "Yes, really?", "What's new"]
)
def test_any_title_makes_valid_front_matter(editor: Editor, title: str) -> None:
    editor.run("new", ID, "--title", title)
    assert editor.problems() == []


@pytest.mark.parametrize(
    ("article", "said"),
    [
        ("delivry/lockers", "There is no section delivry. Did you mean delivery?"),
        ("lockers", "There is no section lockers."),
        ("delivery/Parcel_Lockers", "lower-case Latin letters, digits and single hyphens"),
        ("delivery/поща", "lower-case Latin letters"),
        ("delivery/history", "cannot be an article's address"),
        ("delivery/index", "cannot be an article's address"),
        ("delivery/a/b", "cannot be an article's address"),
        ("delivery/late-delivery", "late-delivery.md exists already"),
    ],
)
def test_an_id_that_cannot_be_is_refused(editor: Editor, article: str, said: str) -> None:
    before = editor.hashes()
    assert said in editor.run("new", article, exit_code=1)
    assert editor.hashes() == before


def test_broken_facts_are_named_before_anything_is_written(editor: Editor) -> None:
    editor.replace("shop.yml", "currency: EUR", "currency: EURO")
    printed = editor.run("new", ID, exit_code=1)
    assert "The facts must be right" in printed
    assert "ISO 4217" in printed

import json
from pathlib import Path

import pytest

from tests.helpcenter_build.editing.conftest import Editor
from tests.tools.inspection import inspect_html

LATE = "delivery/late-delivery"
NEWER = "  - {date: 2026-11-18, significance: clarified, note: Says whom to ask}\n"
OTHER_TERMS = "  - {date: 2026-11-19, significance: terms, note: Ten days instead of five}\n"
TYPO = "  - {date: 2026-11-20, significance: typo, note: A letter}\n"


def changed(editor: Editor, *changes: str) -> None:
    editor.replace(f"en/{LATE}.md", "changes:\n", f"changes:\n{''.join(changes)}")


def opened(editor: Editor, locale: str = "bg") -> dict[str, object]:
    """The one article that is open in a locale."""
    (status,) = json.loads(editor.run("translations", "--locale", locale, "--json"))
    (article,) = status["open"]
    assert isinstance(article, dict)
    return article


def test_complete_translations_leave_nothing_to_do(editor: Editor) -> None:
    printed = editor.run("translations")
    assert printed.count("articles are up to date; nothing to do.") == 3
    assert "Български (bg)" in printed


def test_a_missing_article_is_listed_with_its_words(editor: Editor) -> None:
    (editor.content / f"bg/{LATE}.md").unlink()
    article = opened(editor)
    assert (article["id"], article["state"], article["mandatory"]) == (LATE, "missing", False)
    assert isinstance(article["words"], int)
    assert 40 < article["words"] < 150
    assert f"{article['words']} words to translate" in editor.run("translations")


def test_a_mandatory_page_that_is_missing_says_so(editor: Editor) -> None:
    (editor.content / "ar/legal/terms.md").unlink()
    assert opened(editor, "ar")["mandatory"] is True
    assert "mandatory" in editor.run("translations", "--locale", "ar")


@pytest.mark.parametrize(
    ("changes", "severity", "notes"),
    [
        ((NEWER,), "clarified", ["Says whom to ask"]),
        ((OTHER_TERMS,), "terms", ["Ten days instead of five"]),
        ((NEWER, OTHER_TERMS, TYPO), "terms", ["Says whom to ask", "Ten days instead of five"]),
    ],
)
def test_an_outdated_article_says_how_much_it_matters(
    editor: Editor, changes: tuple[str, ...], severity: str, notes: list[str]
) -> None:
    changed(editor, *changes)
    article = opened(editor)
    assert (article["state"], article["severity"]) == ("outdated", severity)
    assert isinstance(article["changes"], list)
    assert [change["note"] for change in article["changes"]] == notes
    printed = editor.run("translations", "--locale", "bg")
    assert ("the terms are others" in printed) == (severity == "terms")
    assert all(note in printed for note in notes)
    assert "words to compare with the source" in printed


def test_a_typing_mistake_makes_nothing_outdated(editor: Editor) -> None:
    changed(editor, TYPO)
    assert "nothing to do" in editor.run("translations", "--locale", "bg")


def test_done_changes_the_date_and_not_one_other_byte(editor: Editor) -> None:
    changed(editor, NEWER, TYPO)
    before = editor.hashes()
    path = editor.content / f"bg/{LATE}.md"
    old = path.read_bytes()
    editor.run("translations", "done", LATE, "bg")
    day = next(line for line in old.split(b"\n") if line.startswith(b"translates: "))
    assert path.read_bytes() == old.replace(day, b"translates: 2026-11-20")
    after = editor.hashes()
    assert [name for name in before if before[name] != after[name]] == [f"bg/{LATE}.md"]
    assert "nothing to do" in editor.run("translations", "--locale", "bg")


def test_done_keeps_line_endings_and_comments(editor: Editor) -> None:
    changed(editor, NEWER)
    path = editor.content / f"ru/{LATE}.md"
    text = path.read_text(encoding="utf-8")
    day = text.partition("translates: ")[2].partition("\n")[0]
    windows = text.replace(f"translates: {day}", f"translates: {day}  # Ivan").replace("\n", "\r\n")
    path.write_bytes(windows.encode())
    editor.run("translations", "done", LATE, "ru")
    assert path.read_bytes().decode() == windows.replace(day, "2026-11-18", 1)


def test_a_translation_from_beginning_to_end(editor: Editor) -> None:
    path = editor.content / f"bg/{LATE}.md"
    finished = path.read_text(encoding="utf-8")
    path.unlink()
    printed = editor.run("translations", "begin", LATE, "bg")
    assert f"helpcenter translations done {LATE} bg" in printed
    draft = path.read_text(encoding="utf-8")
    assert draft.endswith(editor.read(f"en/{LATE}.md").partition("\n---\n")[2])
    assert opened(editor)["state"] == "begun"
    assert "not translated yet" in editor.run("translations", "done", LATE, "bg", exit_code=1)
    path.write_text(finished.replace("---\n", "---\ndraft: true\n", 1), encoding="utf-8")
    editor.run("translations", "done", LATE, "bg")
    assert "draft" not in path.read_text(encoding="utf-8")
    assert editor.problems() == []


def test_begin_never_overwrites_what_a_translator_wrote(editor: Editor) -> None:
    before = editor.hashes()
    assert "write in it" in editor.run("translations", "begin", LATE, "bg", exit_code=1)
    assert editor.hashes() == before


def test_begin_replaces_an_untouched_skeleton(editor: Editor) -> None:
    editor.run("new", "delivery/lockers")
    editor.write("en/delivery/lockers.md", editor.read("en/delivery/late-delivery.md"))
    assert opened(editor)["state"] == "missing"
    editor.run("translations", "begin", "delivery/lockers", "bg")
    assert opened(editor)["state"] == "begun"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("done", "delivery/late", "bg"), "There is no article delivery/late. Did you mean"),
        (("done", LATE, "de"), "de is no language the shop is translated into."),
        (("done", LATE, "en"), "en is no language the shop is translated into."),
        (("begin", LATE, "rus"), "Did you mean ru?"),
    ],
)
def test_what_is_not_there_is_named(editor: Editor, arguments: tuple[str, ...], said: str) -> None:
    assert said in editor.run("translations", *arguments, exit_code=1)


def test_done_wants_a_file_without_mistakes(editor: Editor) -> None:
    editor.replace(f"bg/{LATE}.md", "summary:", "sumary:")
    printed = editor.run("translations", "done", LATE, "bg", exit_code=1)
    assert f"bg/{LATE}.md:3" in printed
    (editor.content / f"bg/{LATE}.md").unlink()
    assert "begin" in editor.run("translations", "done", LATE, "bg", exit_code=1)


def test_done_waits_for_the_source_to_be_finished(editor: Editor) -> None:
    editor.run("new", "delivery/lockers")
    printed = editor.run("translations", "done", "delivery/lockers", "bg", exit_code=1)
    assert "still a draft in en" in printed


def test_the_page_has_a_bar_per_language_and_no_inline_style(
    editor: Editor, tmp_path: Path
) -> None:
    changed(editor, OTHER_TERMS)
    (editor.content / "ar/legal/terms.md").unlink()
    page = tmp_path / "out" / "translations.html"
    editor.run("translations", "--html", str(page))
    html = page.read_text(encoding="utf-8")
    assert inspect_html(html, policy="default-src 'none'; style-src 'self'") == []
    assert html.count("<progress") == 3
    assert "Ten days instead of five" in html
    assert "the terms are others" in html
    assert '<link rel="stylesheet" href="translations.css">' in html
    assert "style=" not in html
    assert page.with_suffix(".css").is_file()

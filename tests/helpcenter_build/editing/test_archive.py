import pytest

from tests.helpcenter_build.editing.conftest import Editor

POLICY = "legal/withdrawal-form"
LOCALES = ("en", "bg", "ru", "ar")


def changed(editor: Editor) -> None:
    """New words in the source, as a change of the terms."""
    editor.replace(f"en/{POLICY}.md", "or write to", "or send a letter to")
    change = "  - {date: 2026-11-10, significance: terms, note: Letters}\n"
    editor.replace(f"en/{POLICY}.md", "changes:\n", f"changes:\n{change}")


def test_a_changed_policy_is_recorded_in_every_language(editor: Editor) -> None:
    changed(editor)
    assert any("no version of that day is recorded" in one for one in editor.problems())
    before = editor.hashes()
    editor.run(
        "archive", POLICY, "--from", "2026-11-10", "--note", "Letters count", "--note", "bg=Писма"
    )
    after = editor.hashes()
    new = {f"history/{tag}/{POLICY}/2026-11-10.md" for tag in LOCALES}
    assert after.keys() - before.keys() == new
    assert all(after[name] == before[name] for name in before), "recorded versions stay"
    assert 'note: "Letters count"' in editor.read(f"history/en/{POLICY}/2026-11-10.md")
    assert 'note: "Писма"' in editor.read(f"history/bg/{POLICY}/2026-11-10.md")
    assert "note:" not in editor.read(f"history/ru/{POLICY}/2026-11-10.md")
    assert not any("recorded" in problem for problem in editor.problems())


def test_a_recorded_version_keeps_its_numbers(editor: Editor) -> None:
    changed(editor)
    editor.run("archive", POLICY, "--from", "2026-11-10")
    text = editor.read(f"history/en/{POLICY}/2026-11-10.md")
    assert "{{" not in text
    assert "1 Oak Street, 4000 Plovdiv, Bulgaria" in text
    editor.replace("shop.yml", "street: 1 Oak Street", "street: 9 Elm Street")
    assert "1 Oak Street" in editor.read(f"history/en/{POLICY}/2026-11-10.md")
    assert any("other than in the recorded version" in one for one in editor.problems())


def test_a_fact_that_changed_is_a_new_version(editor: Editor) -> None:
    editor.replace("shop.yml", "street: 1 Oak Street", "street: 9 Elm Street")
    editor.run("archive", "--all", "--from", "2026-11-10")
    assert "9 Elm Street" in editor.read(f"history/ar/{POLICY}/2026-11-10.md")
    assert editor.problems() == []


def test_widgets_are_left_out_and_tables_kept(editor: Editor) -> None:
    editor.replace("shop.yml", f"history: [{POLICY}]", "history: [legal/terms]")
    parts = '\n\n{{ widget("withdraw") }}\n\n{{ table("teams") }}\n\n## The guarantee'
    editor.replace("en/legal/terms.md", "\n\n## The guarantee", parts)
    editor.run("archive", "legal/terms")
    text = editor.read("history/en/legal/terms/2026-06-19.md")
    assert "hc-widget" not in text
    assert "orders@acorn.example" in text


def test_a_text_that_names_its_day_is_recorded_on_that_day(editor: Editor) -> None:
    editor.replace("shop.yml", f"history: [{POLICY}]", "history: [legal/terms]")
    editor.run("archive", "legal/terms")
    assert (editor.content / "history/en/legal/terms/2026-06-19.md").is_file()
    editor.replace("en/legal/terms.md", "sells to you under", "offers you")
    printed = editor.run("archive", "legal/terms", exit_code=1)
    assert "set legal.terms_valid_from in shop.yml" in printed
    editor.replace("shop.yml", "terms_valid_from: 2026-06-19", "terms_valid_from: 2026-12-01")
    editor.run("archive", "legal/terms")
    assert (editor.content / "history/en/legal/terms/2026-12-01.md").is_file()


def test_the_same_text_is_not_recorded_twice(editor: Editor) -> None:
    before = editor.hashes()
    assert "Nothing to record" in editor.run("archive", "--all")
    editor.replace(f"en/{POLICY}.md", ", or write", ",\nor write")
    assert "Nothing to record" in editor.run("archive", POLICY)
    assert {k: v for k, v in editor.hashes().items() if "history" in k} == {
        k: v for k, v in before.items() if "history" in k
    }


def test_a_dry_run_writes_nothing(editor: Editor) -> None:
    changed(editor)
    before = editor.hashes()
    assert "2026-11-10.md" in editor.run("archive", POLICY, "--from", "2026-11-10", "--dry-run")
    assert editor.hashes() == before


def test_drafts_of_translations_are_not_recorded(editor: Editor) -> None:
    changed(editor)
    editor.replace(f"ru/{POLICY}.md", "---\n", "---\ndraft: true\n")
    editor.run("archive", POLICY, "--from", "2026-11-10")
    assert not (editor.content / f"history/ru/{POLICY}/2026-11-10.md").exists()
    assert (editor.content / f"history/bg/{POLICY}/2026-11-10.md").exists()


@pytest.mark.parametrize(
    ("arguments", "said", "exit_code"),
    [
        ((), "Name an article, or say --all", 2),
        (("legal/withdrawl-form",), "Did you mean legal/withdrawal-form?", 1),
        (("delivery/late-delivery",), "is not among legal.history", 1),
        ((POLICY, "--from", "2026-06-19"), "already; a new one must begin later", 1),
        ((POLICY, "--from", "soon"), "soon", 2),
    ],
)
def test_what_cannot_be_recorded_is_refused(
    editor: Editor, arguments: tuple[str, ...], said: str, exit_code: int
) -> None:
    changed(editor)
    before = editor.hashes()
    assert said in editor.run("archive", *arguments, exit_code=exit_code)
    assert editor.hashes() == before


def test_nothing_is_recorded_when_one_language_has_an_unknown_fact(editor: Editor) -> None:
    changed(editor)
    editor.replace(f"ru/{POLICY}.md", "{{ identity.address", "{{ identity.adress")
    before = editor.hashes()
    printed = editor.run("archive", POLICY, exit_code=1)
    assert f"ru/{POLICY}.md" in printed
    assert "identity.adress is not among the facts" in printed
    assert editor.hashes() == before

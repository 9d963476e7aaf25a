import re
import shutil
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from helpcenter_build.editing.new_locale import language_of, with_locale
from helpcenter_build.editing.project import EditError
from tests.helpcenter_build.editing.conftest import Editor

MAILS = Path(__file__).parents[3] / "form_service" / "mails"


@pytest.fixture
def shop(editor: Editor) -> Editor:
    """With the mails of the service and one module of each package with strings to translate."""
    shutil.copytree(MAILS, editor.root / "form_service" / "mails")
    (editor.root / "helpcenter_build").mkdir()
    (editor.root / "helpcenter_build" / "part.html").write_text(
        '{{ _("Search") }} {{ ngettext("%(num)s day", "%(num)s days", n) }}', encoding="utf-8"
    )
    (editor.root / "form_service" / "part.py").write_text(
        'A = _("Send")\nB = _l("Name")\n', encoding="utf-8"
    )
    return editor


def test_a_language_in_preparation_changes_nothing_for_readers(shop: Editor) -> None:
    before = shop.problems()
    shop.run("new-locale", "de")
    assert shop.problems() == before == []
    entry = "  de: {name: Deutsch, direction: ltr, formats: de_DE, draft: true}"
    assert entry in shop.read("shop.yml")


def test_a_new_language_is_laid_out_from_the_facts_to_the_mails(shop: Editor) -> None:
    printed = shop.run("new-locale", "he")
    assert shop.read("he/index.md").startswith("---\ndraft: true")
    assert shop.read("he/faq.md").endswith(shop.read("en/faq.md").partition("\n---\n")[2])
    assert "direction: rtl" in shop.read("shop.yml")
    mails = sorted(path.parent.name for path in shop.root.glob("form_service/mails/*/he.txt"))
    assert mails == sorted(path.parent.name for path in MAILS.glob("*/en.txt"))
    assert "he is" not in printed
    assert "עברית is in preparation" in printed
    assert "5. Delete draft: true from he" in printed


def test_catalogues_hold_every_string_and_the_plurals_of_the_language(shop: Editor) -> None:
    shop.run("new-locale", "pl")
    path = shop.root / "helpcenter_build/translations/pl/LC_MESSAGES/helpcenter_build.po"
    with path.open("rb") as file:
        catalogue = read_po(file, locale="pl")
    assert {message.id for message in catalogue if message.id} == {
        "Search",
        ("%(num)s day", "%(num)s days"),
    }
    assert catalogue.num_plurals == 3
    text = (shop.root / "form_service/translations/pl/LC_MESSAGES/form_service.po").read_text()
    assert 'msgid "Send"' in text
    assert 'msgid "Name"' in text


def test_the_new_language_is_followed_up_from_the_first_day(shop: Editor) -> None:
    shop.run("new-locale", "de")
    printed = shop.run("translations", "--locale", "de")
    assert "Deutsch (de, in preparation)" in printed
    assert re.search(r"0 of \d+ articles are up to date", printed)
    assert "2 strings of helpcenter_build, 2 strings of form_service" in printed
    assert "mails (acknowledgement" in printed
    assert re.search(r"\d\d+ texts of shop.yml", printed)


def test_every_article_can_be_laid_out_at_once(shop: Editor) -> None:
    shop.run("new-locale", "de", "--all-articles")
    assert shop.read("de/legal/terms.md").count("draft: true") == 1
    assert "translates: 2026-06-19" in shop.read("de/legal/terms.md")
    names = {path.relative_to(shop.content / "en") for path in (shop.content / "en").rglob("*.md")}
    assert {
        p.relative_to(shop.content / "de") for p in (shop.content / "de").rglob("*.md")
    } == names


def test_a_language_that_is_ready_is_checked_like_the_others(shop: Editor) -> None:
    shop.run("new-locale", "de")
    shop.replace("shop.yml", ", draft: true}", "}")
    problems = shop.problems()
    assert any("lacks a text for de" in problem for problem in problems)
    assert any("shop.yml" in problem for problem in problems)


def test_a_dry_run_writes_nothing(shop: Editor) -> None:
    before = shop.hashes()
    assert "de/index.md" in shop.run("new-locale", "de", "--dry-run")
    assert shop.hashes() == before
    assert not list(shop.root.rglob("de.txt"))


@pytest.mark.parametrize(
    ("tag", "said"),
    [
        ("bg", "The shop has the language bg already"),
        ("xx", "xx is no language tag that is known"),
        ("de_DE", "de_DE is no language tag"),
        ("Deutsch", "Deutsch is no language tag"),
        ("../x", "../x is no language tag"),
    ],
)
def test_a_language_that_cannot_be_is_refused(shop: Editor, tag: str, said: str) -> None:
    before = shop.hashes()
    assert said in shop.run("new-locale", tag, exit_code=1)
    assert shop.hashes() == before


def test_a_second_time_is_refused(shop: Editor) -> None:
    shop.run("new-locale", "de")
    assert "has the language de already" in shop.run("new-locale", "de", exit_code=1)


@pytest.mark.parametrize(
    ("tag", "name", "direction", "formats"),
    [
        ("de", "Deutsch", "ltr", "de_DE"),
        ("fa", "فارسی", "rtl", "fa_IR"),
        ("pt-BR", "Português (Brasil)", "ltr", "pt_BR"),
        ("sr", "Српски", "ltr", "sr_Cyrl_RS"),
        ("tr", "Türkçe", "ltr", "tr_TR"),
    ],
)
def test_cldr_says_what_a_language_is_like(
    tag: str, name: str, direction: str, formats: str
) -> None:
    language = language_of(tag)
    assert (language.name, language.direction, language.formats) == (name, direction, formats)


@pytest.mark.parametrize(
    ("facts", "kept"),
    [
        ("locales:\n  en: {a: 1}\nnext: 1\n", "locales:\n  en: {a: 1}\n@next: 1\n"),
        (
            "locales: # order\n  en:\n    a: 1\n\n# about\nnext: 1\n",
            "locales: # order\n  en:\n    a: 1\n@\n# about\nnext: 1\n",
        ),
        ("a: 1\nlocales:\n  en: {a: 1}\n", "a: 1\nlocales:\n  en: {a: 1}\n@"),
    ],
)
def test_the_entry_stands_below_the_others(facts: str, kept: str) -> None:
    language = language_of("de")
    assert with_locale(facts, language) == kept.replace("@", language.entry)


def test_locales_on_one_line_are_left_to_the_editor() -> None:
    with pytest.raises(EditError, match="on a line of its own"):
        with_locale("locales: {en: {a: 1}}\n", language_of("de"))

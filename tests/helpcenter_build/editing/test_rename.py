from pathlib import Path

import pytest

from helpcenter_build.editing.relink import Relinker
from helpcenter_build.editing.rename import places_in_code, redirected, renamed
from tests.helpcenter_build.editing.conftest import Editor
from tests.tools.small_site import build_small

OLD, NEW = "returns/how-to-return", "delivery/send-it-back"
LOCALES = ("en", "bg", "ru", "ar")


def test_a_renamed_article_leaves_no_problem_behind(editor: Editor) -> None:
    editor.run("rename", OLD, NEW)
    assert editor.problems() == []


def test_an_article_moves_in_every_language_with_all_that_names_it(editor: Editor) -> None:
    editor.write("en/searches.yml", f"- {{query: send back, article: [{OLD}, {OLD}-by-post]}}\n")
    editor.replace(
        "en/delivery/late-delivery.md", "topics:", f"related:\n  - {OLD}  # steps\ntopics:"
    )
    facts = editor.read("shop.yml")
    editor.run("rename", OLD, NEW)
    for tag in LOCALES:
        assert not (editor.content / tag / f"{OLD}.md").exists()
        assert (editor.content / tag / f"{NEW}.md").is_file()
        assert "how-to-return" not in editor.read(f"{tag}/delivery/track-your-order.md")
        assert "(send-it-back.md" in editor.read(f"{tag}/delivery/track-your-order.md")
    assert editor.read("shop.yml") == facts.replace(OLD, NEW)
    assert f"[{NEW}, {OLD}-by-post]" in editor.read("en/searches.yml")
    assert f"  - {NEW}  # steps\n" in editor.read("en/delivery/late-delivery.md")
    assert editor.read("redirects.yml").endswith(f"\n{OLD}: {NEW}\n")


def test_files_that_do_not_name_the_article_stay_as_they_are(editor: Editor) -> None:
    before = editor.hashes()
    editor.run("rename", OLD, NEW)
    after = editor.hashes()
    same = [name for name in before if after.get(name) == before[name]]
    assert "en/faq.md" in same
    assert "bg/legal/withdrawal-form.md" in same


def test_there_and_back_again_is_where_it_began(editor: Editor) -> None:
    before = editor.hashes()
    editor.run("rename", OLD, NEW)
    editor.run("rename", NEW, OLD)
    after = dict(editor.hashes())
    assert after.pop("redirects.yml")
    assert after == before
    assert f"{NEW}: {OLD}" in editor.read("redirects.yml")
    assert f"\n{OLD}:" not in editor.read("redirects.yml")
    assert editor.problems() == []


def test_versions_of_a_policy_move_unchanged(editor: Editor) -> None:
    name = "withdrawal-form/2026-01-01.md"
    before = editor.read(f"history/ru/legal/{name}")
    editor.run("rename", "legal/withdrawal-form", "legal/withdraw-here")
    assert editor.read("history/ru/legal/withdraw-here/2026-01-01.md") == before
    assert not (editor.content / "history/ru/legal/withdrawal-form").exists()
    assert "history: [legal/withdraw-here]" in editor.read("shop.yml")


def test_a_dry_run_tells_everything_and_changes_nothing(editor: Editor) -> None:
    before = editor.hashes()
    printed = editor.run("rename", OLD, NEW, "--dry-run")
    assert f"move   {editor.content}/ar/{OLD}.md → {editor.content}/ar/{NEW}.md" in printed
    assert f"change {editor.content}/shop.yml" in printed
    assert f"write  {editor.content}/redirects.yml" in printed
    assert editor.hashes() == before


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("returns/how-to-retun", NEW, "There is no article returns/how-to-retun. Did you mean"),
        (OLD, "delivery/late-delivery", "late-delivery.md exists already"),
        (OLD, "parcels/send-it-back", "There is no section parcels."),
        (OLD, "delivery/Send", "lower-case Latin letters"),
        (OLD, OLD, "exists already"),
    ],
)
def test_what_cannot_be_moved_is_refused(editor: Editor, old: str, new: str, said: str) -> None:
    before = editor.hashes()
    assert said in editor.run("rename", old, new, exit_code=1)
    assert editor.hashes() == before


RELINKER = Relinker(
    old="returns/how-to-return",
    new="delivery/send-back",
    root="https://help.acorn.example/",
    locales=LOCALES,
)


@pytest.mark.parametrize(
    ("article", "text", "right"),
    [
        ("delivery/a", "[x](../returns/how-to-return.md)", "[x](send-back.md)"),
        ("delivery/a", "[x](../returns/how-to-return.md#steps)", "[x](send-back.md#steps)"),
        ("returns/a", "[x](how-to-return.md) [y](b.md)", "[x](../delivery/send-back.md) [y](b.md)"),
        ("faq", "[x](returns/how-to-return.md)", "[x](delivery/send-back.md)"),
        ("faq", '[x](returns/how-to-return.md "Title")', '[x](delivery/send-back.md "Title")'),
        ("faq", "[x](<returns/how-to-return.md>)", "[x](<delivery/send-back.md>)"),
        ("faq", "[x]: returns/how-to-return.md", "[x]: delivery/send-back.md"),
        ("faq", '<a href="returns/how-to-return.md">', '<a href="delivery/send-back.md">'),
        ("faq", "[x](/bg/returns/how-to-return/#steps)", "[x](/bg/delivery/send-back/#steps)"),
        ("faq", "[x](/returns/how-to-return/)", "[x](/delivery/send-back/)"),
        (
            "faq",
            "[x](https://help.acorn.example/returns/how-to-return)",
            "[x](https://help.acorn.example/delivery/send-back)",
        ),
        # The article itself: what it links to stays in its place.
        ("returns/how-to-return", "[x](b.md#c)", "[x](../returns/b.md#c)"),
        ("returns/how-to-return", "![x](label.png)", "![x](../returns/label.png)"),
        ("returns/how-to-return", "[x](../faq.md) [y](#steps)", "[x](../faq.md) [y](#steps)"),
        ("returns/how-to-return", "[x](../delivery/a.md)", "[x](../delivery/a.md)"),
        ("returns/how-to-return", "[x](how-to-return.md#s)", "[x](send-back.md#s)"),
        ("returns/how-to-return", "[x](mailto:a@b.example)", "[x](mailto:a@b.example)"),
        # Not this article, not a link, not ours.
        ("returns/a", "[x](how-to-return-a-gift.md)", "[x](how-to-return-a-gift.md)"),
        ("faq", "`[x](returns/how-to-return.md)`", "`[x](returns/how-to-return.md)`"),
        ("faq", "[x](/returns/how-to-return-2/)", "[x](/returns/how-to-return-2/)"),
        (
            "faq",
            "[x](https://other.example/returns/how-to-return/)",
            "[x](https://other.example/returns/how-to-return/)",
        ),
        ("delivery/a", "[x](./b.md)", "[x](./b.md)"),
    ],
)
def test_links_lead_to_where_they_led(article: str, text: str, right: str) -> None:
    assert RELINKER.relinked(text, article) == right


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("[a/b, a/b-c, a/bc]", "[x/y, a/b-c, a/bc]"),
        ("- a/b\n- za/b\n- a/b/c\n- 'a/b'", "- x/y\n- za/b\n- a/b/c\n- 'x/y'"),
        ("https://shop.example/a/b and a/b.", "https://shop.example/a/b and x/y."),
        ("a/b.md", "a/b.md"),
    ],
)
def test_an_id_is_replaced_only_where_it_stands_alone(text: str, right: str) -> None:
    assert renamed(text, "a/b", "x/y") == right


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("# Moved\n", "# Moved\na/b: x/y\n"),
        ("z/z: a/b\n", "z/z: x/y\na/b: x/y\n"),
        ("x/y: a/b\n", "a/b: x/y\n"),
        ('z/z: "a/b"  # why\n', 'z/z: "x/y"  # why\na/b: x/y\n'),
        ("z/z: a/b-c\n", "z/z: a/b-c\na/b: x/y\n"),
    ],
)
def test_redirects_lead_straight_and_never_in_circles(text: str, right: str) -> None:
    assert redirected(text, "a/b", "x/y") == right


def test_programs_that_name_the_article_are_listed(tmp_path: Path) -> None:
    (tmp_path / "form_service").mkdir()
    (tmp_path / "helpcenter_build").mkdir()
    code = tmp_path / "form_service" / "a.py"
    code.write_text('A = 1\nCONTACT = "a/b"\nOTHER = "a/b-c"\n', encoding="utf-8")
    assert list(places_in_code(tmp_path, "a/b")) == ["form_service/a.py:2"]


def test_old_addresses_lead_to_the_new_ones(editor: Editor, tmp_path: Path) -> None:
    editor.replace("shop.yml", "eu_consumers: true", "eu_consumers: false")
    editor.run("rename", OLD, NEW)
    editor.run("rename", "legal/withdrawal-form", "legal/withdraw-here")
    (tmp_path / "mkdocs.yml").write_text(
        (Path(__file__).parents[3] / "mkdocs.yml").read_text("utf-8"), encoding="utf-8"
    )
    site = build_small(tmp_path)
    page = (site / "bg" / OLD / "index.html").read_text(encoding="utf-8")
    assert f'content="0; url=/bg/{NEW}/"' in page
    assert f'rel="canonical" href="https://help.acorn.example/bg/{NEW}/"' in page
    assert '<html lang="bg" dir="ltr">' in page
    version = site / "ar/legal/withdrawal-form/history/2026-01-01/index.html"
    assert "url=/ar/legal/withdraw-here/history/2026-01-01/" in version.read_text(encoding="utf-8")
    assert f"/{OLD}/" not in (site / "sitemap.xml").read_text(encoding="utf-8")

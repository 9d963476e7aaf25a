"""Files that are not UTF-8: a sentence for each, and everything else is checked all the same."""

from pathlib import Path

from helpcenter_build.checks.run import fix_folder
from tests.helpcenter_build.checks.copies import copied, problems_of


def in_windows_letters(path: Path) -> None:
    path.write_bytes(path.read_text(encoding="utf-8").encode("windows-1251", errors="replace"))


def test_an_article_in_other_letters_is_named_with_its_line(tmp_path: Path) -> None:
    content = copied(tmp_path)
    path = content / "ru" / "delivery" / "late-delivery.md"
    in_windows_letters(path)
    problems = [one for one in problems_of(content) if one.place.path == path]
    assert [(one.id, one.place.line) for one in problems] == [("encoding", 2)]
    assert "UTF-8" in problems[0].message
    assert "save it again" in problems[0].hint


def test_words_and_searches_in_other_letters_are_named_once(tmp_path: Path) -> None:
    content = copied(tmp_path)
    for name in ("synonyms.yml", "searches.yml"):
        path = content / "ru" / name
        path.write_bytes("- доставка\n".encode("windows-1251"))
        found = [one.id for one in problems_of(content) if one.place.path == path]
        assert found.count("encoding") == 1


def test_an_unreadable_file_hides_no_other_problem(tmp_path: Path) -> None:
    content = copied(tmp_path)
    (content / "en" / "delivery" / "late-delivery.md").write_bytes(b"\xff\xfe\x00")
    other = content / "en" / "returns" / "how-to-return.md"
    other.write_text(other.read_text(encoding="utf-8") + "\n[Nowhere](nowhere.md)\n", "utf-8")
    found = {(one.id, one.place.path) for one in problems_of(content)}
    assert ("broken-link", other) in found


def test_fixing_leaves_an_unreadable_file_byte_for_byte(tmp_path: Path) -> None:
    content = copied(tmp_path)
    path = content / "ru" / "delivery" / "late-delivery.md"
    in_windows_letters(path)
    before = path.read_bytes()
    assert path not in fix_folder(content)
    assert path.read_bytes() == before

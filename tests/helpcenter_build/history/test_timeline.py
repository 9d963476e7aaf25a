from datetime import date
from pathlib import Path

import pytest

from helpcenter_build.history.timeline import read_timelines
from helpcenter_build.history.versions import (
    HistoryPage,
    Version,
    format_version,
    page_key,
    parse_page_key,
    parse_version,
    path_of,
)
from tests.helpcenter_build.checks.copies import copied
from tests.helpcenter_build.shops import small_shop

POLICY = "legal/withdrawal-form"
VERSION = Version(
    article_id=POLICY,
    locale="en",
    valid_from=date(2026, 6, 19),
    title='The "form": how',
    text="One\n\nTwo\n",
    note='Says "how"',
)


def test_a_version_is_read_as_it_was_written() -> None:
    path = Path("2026-06-19.md")
    version, problems = parse_version(format_version(VERSION), path, "en", POLICY)
    assert problems == []
    assert version == VERSION


@pytest.mark.parametrize(
    ("old", "new", "is_edited"),
    [
        ("Two", "Three", True),
        ('title: "The', 'title: "A', True),
        ("note:", "# note:", False),
        ("Two\n", "Two\n\n", True),
    ],
)
def test_the_checksum_covers_what_shoppers_agreed_to(old: str, new: str, is_edited: bool) -> None:
    text = format_version(VERSION)
    assert old in text
    version, problems = parse_version(text.replace(old, new), Path("2026-06-19.md"), "en", POLICY)
    assert version is not None
    assert bool(problems) == is_edited


def test_a_version_lasts_until_the_day_before_the_next(tmp_path: Path) -> None:
    timelines, problems = read_timelines(copied(tmp_path), small_shop(), "bg")
    assert problems == []
    timeline = timelines[POLICY]
    first, second = timeline.versions
    assert (first.valid_from, timeline.valid_until(first)) == (date(2026, 1, 1), date(2026, 6, 18))
    assert timeline.valid_until(second) is None
    assert timeline.latest is second
    assert timeline.before(second) is first
    assert timeline.before(first) is None
    assert {version.locale for version in timeline.versions} == {"bg"}


@pytest.mark.parametrize(
    ("day", "valid_from"),
    [
        (date(2025, 12, 31), None),
        (date(2026, 1, 1), date(2026, 1, 1)),
        (date(2026, 6, 18), date(2026, 1, 1)),
        (date(2026, 6, 19), date(2026, 6, 19)),
        (date(2030, 1, 1), date(2026, 6, 19)),
    ],
)
def test_every_day_has_the_version_of_that_day(
    tmp_path: Path, day: date, valid_from: date | None
) -> None:
    timelines, _ = read_timelines(copied(tmp_path), small_shop(), "en")
    found = timelines[POLICY].on(day)
    assert (found and found.valid_from) == valid_from


def test_a_version_that_was_not_translated_is_the_sources(tmp_path: Path) -> None:
    content = copied(tmp_path)
    (content / "history" / "ar" / POLICY / "2026-01-01.md").unlink()
    timelines, problems = read_timelines(content, small_shop(), "ar")
    assert problems == []
    assert [version.locale for version in timelines[POLICY].versions] == ["en", "ar"]


def test_a_translated_version_without_its_source_is_a_problem(tmp_path: Path) -> None:
    content = copied(tmp_path)
    (content / "history" / "en" / POLICY / "2026-01-01.md").unlink()
    timelines, problems = read_timelines(content, small_shop(), "ru")
    assert [problem.message for problem in problems] == ["The source has no version of 2026-01-01."]
    assert len(timelines[POLICY].versions) == 1


def test_a_file_stands_where_its_version_says() -> None:
    assert path_of(Path("content"), VERSION) == Path(
        "content/history/en/legal/withdrawal-form/2026-06-19.md"
    )


@pytest.mark.parametrize(
    ("page", "meant"),
    [
        ("legal/terms/history", HistoryPage(article_id="legal/terms", valid_from=None)),
        (
            "legal/terms/history/2026-01-01",
            HistoryPage(article_id="legal/terms", valid_from=date(2026, 1, 1)),
        ),
        ("legal/terms", None),
        ("legal/history", None),
        ("legal/terms/history/first", None),
        ("legal", None),
    ],
)
def test_a_page_key_says_which_version_is_meant(page: str, meant: HistoryPage | None) -> None:
    assert parse_page_key(page) == meant
    if meant:
        assert page_key(meant.article_id, meant.valid_from) == page

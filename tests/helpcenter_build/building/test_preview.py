"""The live preview: what is rebuilt after a save, and what open pages are told."""

import json
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from helpcenter_build.building.build import open_project
from helpcenter_build.building.preview import Preview
from helpcenter_build.bundle import read_release
from helpcenter_build.problems import Problem
from tests.tools.small_site import copy_small, replaced

ARTICLE = "delivery/track-your-order.md"


@pytest.fixture
def preview(tmp_path: Path) -> Preview:
    """A preview with two of the small shop's locales, built."""
    copy_small(tmp_path)
    project, problems = open_project(tmp_path / "mkdocs.yml")
    assert project is not None, problems
    opened = Preview.open(project, tmp_path / "preview")
    assert opened.build_all(lambda _: None) == []
    return opened


def save(preview: Preview, name: str, old: str, new: str) -> list[Problem]:
    path = preview.project.content / name
    replaced(path, old, new)
    return last(preview.rebuild([path]))


def last(steps: Iterable[list[Problem]]) -> list[Problem]:
    *_, problems = steps
    return problems


def page(preview: Preview, path: str) -> str:
    return (preview.project.site / path / "index.html").read_text(encoding="utf-8")


def told(preview: Preview) -> dict[str, object]:
    state: dict[str, object] = json.loads((preview.project.site / "preview.json").read_text())
    return state


def test_a_saved_translation_is_shown_and_open_pages_learn_of_it(preview: Preview) -> None:
    before, release = told(preview), read_release(preview.project.bundle)
    assert save(preview, f"bg/{ARTICLE}", "title: ", "title: Ново ") == []
    assert "Ново" in page(preview, "bg/delivery/track-your-order")
    assert told(preview)["build"] != before["build"]
    assert read_release(preview.project.bundle).release != release.release


def test_the_published_site_is_left_alone(preview: Preview, tmp_path: Path) -> None:
    assert not (tmp_path / "site").exists()
    assert "preview.js" in page(preview, "delivery/track-your-order")


def test_a_draft_is_shown_as_one_in_the_preview_only(preview: Preview) -> None:
    problems = save(preview, f"bg/{ARTICLE}", "title: ", "draft: true\ntitle: Чернова ")
    assert {problem.id for problem in problems} == {"draft", "missing-translation"}
    assert "Чернова" in page(preview, "bg/delivery/track-your-order")
    problems = save(preview, f"en/{ARTICLE}", "title: ", "draft: true\ntitle: Sketch ")
    assert "Sketch" in page(preview, "delivery/track-your-order")


def test_problems_are_told_with_their_page_and_the_page_is_shown_all_the_same(
    preview: Preview,
) -> None:
    problems = save(preview, f"en/{ARTICLE}", "late-delivery.md", "early-delivery.md")
    assert [problem.id for problem in problems] == ["broken-link"]
    (entry,) = told(preview)["problems"]  # type: ignore[misc]
    assert entry["page"] == "/delivery/track-your-order/"
    assert entry["place"].endswith(f"en/{ARTICLE}:{problems[0].place.line}")
    assert "early-delivery" in page(preview, "delivery/track-your-order")


def test_broken_facts_leave_the_pages_and_are_told(preview: Preview) -> None:
    before = page(preview, "delivery/track-your-order")
    problems = save(preview, "shop.yml", "currency: EUR", "currency: EURO")
    assert problems
    assert page(preview, "delivery/track-your-order") == before
    assert told(preview)["problems"]
    assert save(preview, "shop.yml", "currency: EURO", "currency: EUR") == []
    assert told(preview)["problems"] == []


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        (["content/bg/delivery/track-your-order.md"], [["bg"]]),
        (["content/ar/index.md", "content/bg/index.md"], [["bg", "ar"]]),
        (["content/en/index.md"], [["en"], ["bg", "ru", "ar"]]),
        (["content/shop.yml"], [["en"], ["bg"], ["ru"], ["ar"]]),
        (["content/bg/index.md", "content/shop.yml"], [["en"], ["bg"], ["ru"], ["ar"]]),
        (["mkdocs.yml"], [["en"], ["bg"], ["ru"], ["ar"]]),
    ],
)
def test_only_the_locales_a_change_concerns_are_built(
    tmp_path: Path, changed: list[str], expected: list[list[str]]
) -> None:
    copy_small(tmp_path)
    project, _ = open_project(tmp_path / "mkdocs.yml")
    assert project is not None
    opened = Preview.open(replace(project), tmp_path / "preview")
    assert opened.steps_after([tmp_path / name for name in changed]) == expected

"""MkDocs' own commands on a shop's content: build, build --strict, serve."""

import os
import re
import subprocess
import sys
import time
from pathlib import Path
from urllib.request import urlopen

import pytest

from tests.tools.ports import reserve_port
from tests.tools.small_site import copy_small, replaced

MKDOCS = Path(sys.executable).parent / "mkdocs"
HELPCENTER = Path(sys.executable).parent / "helpcenter"
PATIENCE_SECONDS = 60


@pytest.fixture
def project(tmp_path: Path) -> Path:
    copy_small(tmp_path)
    return tmp_path


def run(project: Path, *command: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        cwd=project,
        capture_output=True,
        text=True,
        timeout=PATIENCE_SECONDS,
        env=os.environ | {"NO_MKDOCS_2_WARNING": "1", "COLUMNS": "200"},
    )


def files_of(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_mkdocs_and_helpcenter_build_the_same_site(project: Path) -> None:
    built = run(project, MKDOCS, "build", "--strict")
    assert built.returncode == 0, built.stderr
    (project / "site").rename(project / "by-mkdocs")
    built = run(project, HELPCENTER, "build", "--strict")
    assert built.returncode == 0, built.stderr
    first, second = files_of(project / "by-mkdocs"), files_of(project / "site")
    assert first.keys() == second.keys()
    assert [n for n in first if first[n] != second[n]] == []


def test_one_locale_is_built_beside_its_configuration_from_any_folder(project: Path) -> None:
    replaced(project / "mkdocs.yml", "  - helpcenter", "  - helpcenter: {locale: bg}")
    elsewhere = project / "content"
    built = run(elsewhere, MKDOCS, "build", "--config-file", project / "mkdocs.yml")
    assert built.returncode == 0, built.stderr
    assert (project / "bundle/articles.json").is_file()
    assert not (elsewhere / "bundle").exists()


def test_the_build_sums_up_what_it_did(project: Path) -> None:
    built = run(project, HELPCENTER, "build")
    assert built.returncode == 0
    assert re.search(r"Built \d+ pages in 4 locales, [\d.]+ MB, .* in [\d.]+ s\.", built.stderr)
    assert {path.name for path in (project / "bundle").iterdir()} == {
        "en", "bg", "ru", "ar", "facts.json", "release.json",
    }  # fmt: skip
    assert list((project / ".cache").glob("build-*")) == []


@pytest.mark.parametrize(
    "command", [(MKDOCS, "build"), (HELPCENTER, "build")], ids=["mkdocs", "own"]
)
def test_problems_of_all_locales_are_listed_and_the_last_good_site_stays(
    project: Path, command: tuple[str | Path, ...]
) -> None:
    assert run(project, *command).returncode == 0
    before = files_of(project / "site"), files_of(project / "bundle")
    content = project / "content"
    replaced(content / "en/delivery/track-your-order.md", "late-delivery.md", "early-delivery.md")
    replaced(content / "ar/delivery/track-your-order.md", "delivery.tracking", "delivery.traking")
    built = run(project, *command)
    assert built.returncode == 1
    assert "en/delivery/track-your-order.md:" in built.stderr
    assert "ar/delivery/track-your-order.md:" in built.stderr
    assert (files_of(project / "site"), files_of(project / "bundle")) == before
    assert list((project / ".cache").glob("build-*")) == []


def test_broken_facts_stop_the_build_with_their_line(project: Path) -> None:
    replaced(project / "content/shop.yml", "currency: EUR", "currency: EURO")
    for command in ((MKDOCS, "build"), (HELPCENTER, "build")):
        built = run(project, *command)
        assert built.returncode == 1
        assert re.search(r"shop\.yml:\d+: .*currency", built.stderr)
        assert not (project / "site").exists()


def test_strict_builds_fail_with_what_check_reports(project: Path) -> None:
    article = project / "content/en/delivery/late-delivery.md"
    replaced(article, "reviewed: ", "reviewed: 2020-10-01  # ")
    checked = run(project, HELPCENTER, "check")
    place = re.search(r"late-delivery\.md:\d+: .*", checked.stdout + checked.stderr)
    assert place is not None
    assert run(project, MKDOCS, "build").returncode == 0
    strict = run(project, MKDOCS, "build", "--strict")
    assert strict.returncode == 1
    assert place[0].split(": ")[0] in strict.stderr


def test_invalid_front_matter_is_a_problem_and_never_page_text(project: Path) -> None:
    article = project / "content/en/delivery/late-delivery.md"
    replaced(article, "summary: ", "summary: Step by step: ")
    built = run(project, HELPCENTER, "build")
    assert built.returncode == 1
    assert re.search(r"late-delivery\.md:\d+:", built.stderr)


def fetch(address: str, wanted: str) -> str:
    """The page once it holds `wanted`; an AssertionError when it never does."""
    until, text = time.monotonic() + PATIENCE_SECONDS, ""
    while time.monotonic() < until:
        try:
            with urlopen(address) as answer:
                text = answer.read().decode()
        except OSError:
            text = ""
        if wanted in text:
            return text
        time.sleep(0.2)
    raise AssertionError(f"{address} never held {wanted!r}: {text[:500]}")


def test_mkdocs_serve_shows_an_edit(project: Path) -> None:
    address = f"127.0.0.1:{reserve_port()}"
    process = subprocess.Popen(
        [MKDOCS, "serve", "--dev-addr", address],
        cwd=project,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        page = f"http://{address}/delivery/track-your-order/"
        assert "<h1" in fetch(page, "Where is my parcel?")
        article = project / "content/en/delivery/track-your-order.md"
        replaced(article, "title: Where is my parcel?", "title: Where did my parcel go?")
        fetch(page, "Where did my parcel go?")
    finally:
        process.terminate()
        process.wait(timeout=PATIENCE_SECONDS)

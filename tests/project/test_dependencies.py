import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
LOCK_FILES = ("dev.txt", "build.txt", "service.txt")


def _names(requirements: list[object]) -> set[str]:
    texts = [text for text in requirements if isinstance(text, str)]
    return {re.split(r"[\[<>=!~; ]", text)[0].lower() for text in texts}


def _wanted() -> set[str]:
    lists = [
        PROJECT["project"]["dependencies"],
        *PROJECT["project"]["optional-dependencies"].values(),
        *PROJECT["dependency-groups"].values(),
    ]
    return set().union(*map(_names, lists))


def _explained() -> Iterator[str]:
    table = (ROOT / "CONTRIBUTING.md").read_text().partition("## Dependencies")[2]
    for row in re.findall(r"^\| (.+?) \| .+ \|$", table, re.MULTILINE):
        yield from (name.strip().lower() for name in row.split(",") if "**" not in name)


def _locked(file: str) -> set[str]:
    text = (ROOT / "requirements" / file).read_text()
    return set(re.findall(r"^([a-z0-9.-]+)(?:\[.*\])?==", text, re.MULTILINE))


def test_every_dependency_has_its_reason_in_contributing() -> None:
    assert set(_explained()) - {"dependency"} == _wanted()


def test_development_lock_holds_every_dependency() -> None:
    assert {name.replace(".", "-") for name in _wanted()} <= _locked("dev.txt")


def test_locks_agree_on_every_version() -> None:
    pins = re.compile(r"^([a-z0-9.-]+(?:\[.*\])?==[^ ;]+)", re.MULTILINE)
    dev, *others = (set(pins.findall((ROOT / "requirements" / f).read_text())) for f in LOCK_FILES)
    for other in others:
        assert other <= dev


@pytest.mark.parametrize("name", ["mkdocs", "markdown", "pyyaml", "beautifulsoup4", "pytest"])
def test_a_service_machine_does_without_the_build(name: str) -> None:
    assert name not in _locked("service.txt")
    assert name in _locked("dev.txt")


def test_lock_files_name_hashes_and_no_index() -> None:
    for file in LOCK_FILES:
        text = (ROOT / "requirements" / file).read_text()
        assert "--hash=sha256:" in text
        assert not re.search(r"index-url|find-links|https?://(?!docs\.astral)", text)

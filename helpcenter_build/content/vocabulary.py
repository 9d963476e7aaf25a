"""Editors' groups of words that mean the same, from `content/<locale>/synonyms.yml`."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from helpcenter_build.content.files import read_text
from helpcenter_build.located_yaml import parse_located
from helpcenter_build.problems import Problem
from helpcenter_build.search import Vocabulary
from helpcenter_build.search.vocabulary import parse_vocabulary


def read_vocabulary(path: Path) -> tuple[Vocabulary, list[Problem]]:
    """The vocabulary of one locale; a locale without a file has none."""
    if not path.is_file():
        return Vocabulary(), []
    located, problems = parse_located(read_text(path), path)
    if located is None or problems:
        return Vocabulary(), problems
    vocabulary, found = parse_vocabulary(located.value, path, located.line_of)
    # What is wrong with a group is left out of it: search works on, so the site need not wait.
    return vocabulary, [replace(problem, severity="warning") for problem in found]

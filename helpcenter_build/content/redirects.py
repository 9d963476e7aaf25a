"""Moved articles: content/redirects.yml, {old/article: new/article}, for every locale."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from helpcenter_build.content.files import read_text
from helpcenter_build.located_yaml import parse_located

REDIRECTS = "redirects.yml"


def read_moves(content: Path) -> Mapping[str, str]:
    """Old article ids and where each leads; what is wrong with the file is the checks' concern."""
    path = content / REDIRECTS
    if not path.is_file():
        return {}
    located, _ = parse_located(read_text(path), path)
    entries = located.value if located else None
    return {str(k): str(v) for k, v in entries.items()} if isinstance(entries, dict) else {}


def end_of(article_id: str, moves: Mapping[str, str]) -> str:
    """Where redirects lead in the end; where they began when they run in a circle."""
    steps = [article_id]
    while (following := moves.get(steps[-1])) is not None:
        if following in steps:
            return article_id
        steps.append(following)
    return steps[-1]

"""The browser's index: what `compile_index` made, as compact JSON in files that can be cached for ever.

A site keeps a locale's files under `<locale root>/search/`: `index.json` (its name never changes, small) names
the others, whose names carry a hash of their content.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from helpcenter_build.search.compile import CompiledIndex, compile_index
from helpcenter_build.search.document import Document, Vocabulary

FORMAT = 1
# Folder below a locale's root of the site, and the entry in it whose name is stable.
BROWSER_FOLDER = "search"
BROWSER_ENTRY = "index.json"


def compile_browser_index(
    documents: Iterable[Document], locale: str, *, vocabulary: Vocabulary
) -> dict[str, Any]:
    """The whole browser index as one JSON value, as tests and small sites want it."""
    return _first_part(compile_index(documents, locale, vocabulary=vocabulary))


def write_browser_index(
    documents: Iterable[Document], locale: str, folder: Path, *, vocabulary: Vocabulary
) -> None:
    """Write the browser index of one locale into `folder` (`<site>/<locale root>/search`)."""
    folder.mkdir(parents=True, exist_ok=True)
    part = _json(compile_browser_index(documents, locale, vocabulary=vocabulary))
    name = f"words.{hashlib.sha256(part).hexdigest()[:10]}.json"
    (folder / name).write_bytes(part)
    entry = {"format": FORMAT, "locale": locale, "words": name}
    (folder / BROWSER_ENTRY).write_bytes(_json(entry))


def _first_part(compiled: CompiledIndex) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "lexicon": compiled.lexicon.to_json(),
        "base": compiled.base,
        "learned": compiled.learned,
        "documents": [[d.id, d.title, d.url, d.section_title] for d in compiled.documents],
    }


def _json(values: Any) -> bytes:
    return json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode()

"""Learned weights kept from one build to the next: learning them takes most of a build's time.

A file's name is a hash of everything the weights follow from: documents, vocabulary, the code of
search and its stemmers. So an entry is right or absent, and deleting the folder costs time only.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import TypeAlias

from helpcenter_build.search.document import Document, Vocabulary

Postings: TypeAlias = tuple[tuple[tuple[int, int], ...], ...]
"""(document number, impact) in document order, for each term."""
# Several for each locale: the checks' and the build's, today's and those of other branches.
KEPT = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """A folder of learned weights, made when the first are kept."""

    folder: Path

    def recall(self, key: str, learn: Callable[[], Postings]) -> Postings:
        """The weights known under `key`, else what `learn` finds, kept for the next time."""
        path = self.folder / f"{key}.json"
        try:
            rows = json.loads(path.read_bytes())
            os.utime(path)
            return tuple(tuple((number, impact) for number, impact in row) for row in rows)
        except (OSError, TypeError, ValueError):  # not there, or not whole
            learned = learn()
        with suppress(OSError):  # a folder that only can be read costs time, nothing else
            self._keep(path, learned)
        return learned

    def _keep(self, path: Path, learned: Postings) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(f".{os.getpid()}")
        part.write_text(json.dumps(learned, separators=(",", ":")), encoding="utf-8")
        part.replace(path)
        entries = sorted(self.folder.glob("*.json"), key=lambda entry: entry.stat().st_mtime)
        for entry in entries[:-KEPT]:
            entry.unlink(missing_ok=True)


def memory_of(content: Path) -> Memory:
    """The memory of the project whose articles stand in `content`."""
    return Memory(folder=content.parent / ".cache" / "search")


def key_of(documents: Sequence[Document], locale: str, vocabulary: Vocabulary) -> str:
    """The name of everything that learned weights follow from."""
    return hashlib.sha256(f"{_code()} {locale} {documents} {vocabulary}".encode()).hexdigest()


@cache
def _code() -> str:
    digest = hashlib.sha256(sys.version.encode())
    for path in sorted(Path(__file__).parent.rglob("*.py")):
        digest.update(path.read_bytes())
    for library in ("snowballstemmer", "bulstem"):
        digest.update(version(library).encode())
    return digest.hexdigest()

"""The private bundle: what the build hands the form service, and how the service reads it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from helpcenter_build.facts import Shop
    from helpcenter_build.search.compile import CompiledIndex

FORMAT = 2
HOLES = ("title", "head", "content", "language-switch")


@dataclass(frozen=True, slots=True, kw_only=True)
class BundleArticle:
    """An article as the service knows it: `url` is root-relative, `answer` is plain text."""

    id: str
    title: str
    summary: str
    question: str
    answer: str
    section: str
    section_title: str
    url: str
    topics: tuple[str, ...]
    related: tuple[str, ...]
    fallback: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """Which build a bundle came from; `release` changes whenever anything in it changes."""

    format: int
    release: str
    built_at: datetime
    locales: tuple[str, ...]


class BundleUnreadableError(Exception):
    """The folder holds no bundle this version can read; the message says what to do."""


def hole(name: str) -> str:
    """The exact text in a page shell that the service replaces."""
    if name not in HOLES:
        raise ValueError(f"a page shell has no hole {name}")
    return f"<!--hc:{name}-->"


def write_locale(
    folder: Path,
    *,
    articles: Iterable[BundleArticle],
    index: CompiledIndex,
    shell: str,
) -> None:
    """Write one locale's part into `folder` (`bundle/<locale>`)."""
    from helpcenter_build.search.index import write_compiled  # the service only reads bundles

    folder.mkdir(parents=True, exist_ok=True)
    _write_json(folder / "articles.json", [asdict(article) for article in articles])
    (folder / "shell.html").write_text(shell, encoding="utf-8")
    write_compiled(index, folder / "search")


def write_release(folder: Path, shop: Shop, locales: Sequence[str], built_at: datetime) -> None:
    """Write the facts and, last of all, the release that names what the folder holds."""
    from helpcenter_build.facts.dump import facts_json  # the service only reads bundles

    (folder / "facts.json").write_text(facts_json(shop), encoding="utf-8")
    release: Mapping[str, Any] = {
        "format": FORMAT,
        "release": _digest(folder, locales),
        "built_at": built_at.isoformat(timespec="seconds"),
        "locales": list(locales),
    }
    _write_json(folder / "release.json", release)


def read_release(folder: Path) -> Release:
    """The release of a bundle; raises BundleUnreadableError."""
    try:
        values = json.loads((folder / "release.json").read_bytes())
    except (OSError, ValueError) as error:
        raise BundleUnreadableError(f"{folder} holds no bundle: run helpcenter build") from error
    if values.get("format") != FORMAT:
        raise BundleUnreadableError(f"{folder} has another format: run helpcenter build again")
    return Release(
        format=FORMAT,
        release=values["release"],
        built_at=datetime.fromisoformat(values["built_at"]),
        locales=tuple(values["locales"]),
    )


def read_articles(folder: Path, locale: str) -> tuple[BundleArticle, ...]:
    entries = json.loads((folder / locale / "articles.json").read_bytes())
    return tuple(
        BundleArticle(**{**e, "topics": tuple(e["topics"]), "related": tuple(e["related"])})
        for e in entries
    )


def read_shell(folder: Path, locale: str) -> str:
    return (folder / locale / "shell.html").read_text(encoding="utf-8")


def _digest(folder: Path, locales: Sequence[str]) -> str:
    """A hash of everything readable; the index follows from the articles and is left out."""
    digest = hashlib.sha256((folder / "facts.json").read_bytes())
    for locale in locales:
        for name in ("articles.json", "shell.html"):
            digest.update((folder / locale / name).read_bytes())
    return digest.hexdigest()[:16]


def _write_json(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")

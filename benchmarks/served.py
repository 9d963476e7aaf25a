"""The finished help center, and the same Markdown under bare Material, served on loopback."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.build import build_bare
from tests.tools.folder_server import Line, serve_folder
from tests.tools.help_center import ROOT, build_content, run_help_center

NOBODY = "smtp://127.0.0.1:9"  # mails wait; what is measured are pages
LIMITS = {"delivery": "off", "limit_per_address": "10000", "limit_per_network": "10000"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """`ours` answers with forms, `bare` is Material without any change; both are addresses."""

    ours: str
    bare: str
    site: Path


@contextmanager
def served() -> Iterator[Served]:
    """Build both and serve them until the block ends, texts compressed alike (gzip, level 9)."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        build_content(folder)
        build_bare(folder)
        with (
            serve_folder(folder / "bare", Line(is_packed=True)) as bare,
            run_help_center(folder, folder, smtp=NOBODY, **LIMITS) as center,
        ):
            yield Served(ours=center.url, bare=bare, site=folder / "site")


def locales() -> list[str]:
    """Those the content is written in."""
    return sorted(path.parent.name for path in (ROOT / "content").glob("*/index.md"))


def find_npx() -> str | None:
    """The program that runs npm packages, or None with the sentence printed by the caller."""
    return shutil.which("npx")

"""The small shop of tests/example, built for real, as it is or with changes to its content."""

import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).parents[2]
BUILD_SECONDS = 120


def copy_small(folder: Path) -> None:
    """The small shop's content, read through today, and the project's configuration."""
    shutil.copytree(ROOT / "tests" / "example" / "content", folder / "content")
    for article in (folder / "content").rglob("*.md"):
        text = article.read_text(encoding="utf-8")
        today = f"reviewed: {datetime.now(UTC).date()}"
        article.write_text(re.sub(r"(?m)^reviewed: .*$", today, text), encoding="utf-8")
    shutil.copy(ROOT / "mkdocs.yml", folder)


def build_small(folder: Path, change: Callable[[Path], None] | None = None) -> Path:
    """Build the small shop in `folder` after `change(content)`; returns its site."""
    if not (folder / "content").exists():
        copy_small(folder)
    if change:
        change(folder / "content")
    command = [Path(sys.executable).parent / "helpcenter", "build"]
    built = subprocess.run(
        command, cwd=folder, capture_output=True, text=True, timeout=BUILD_SECONDS
    )
    assert built.returncode == 0, built.stdout + built.stderr
    return folder / "site"


def replaced(path: Path, old: str, new: str) -> None:
    """Change a file; what is to be replaced must be there."""
    text = path.read_text(encoding="utf-8")
    assert old in text, (path, old)
    path.write_text(text.replace(old, new), encoding="utf-8")

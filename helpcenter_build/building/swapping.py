"""A built folder takes the place of the old one: a reader meets the one or the other, whole."""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
from pathlib import Path

# renameat2(2), since Linux 3.15
_HERE = -100  # AT_FDCWD
_EXCHANGE = 2  # RENAME_EXCHANGE


def swap(new: Path, old: Path) -> None:
    """Put `new` in the place of `old` and remove what was there."""
    old.parent.mkdir(parents=True, exist_ok=True)
    if not old.exists():
        new.rename(old)
    elif exchange(new, old):
        shutil.rmtree(new)
    else:
        aside = new.with_name(f"{new.name}.before")
        old.rename(aside)
        new.rename(old)
        shutil.rmtree(aside)


def exchange(one: Path, other: Path) -> bool:
    """Both folders change names in one step; False where system or file system cannot do that."""
    if sys.platform != "linux":
        return False
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        return False
    return bool(rename(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE) == 0)

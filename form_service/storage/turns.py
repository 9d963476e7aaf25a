"""Whose turn it is to write, among the processes of one machine.

SQLite's own waiting sleeps in growing steps, up to a tenth of a second, and whoever comes first
after a commit is next, however long others have waited. The kernel's lock wakes the next at once.
"""

import fcntl
import os


class Turn:
    """Held while writing. Belongs to one thread; another process's end lets go of its turn."""

    def __init__(self, path: str) -> None:
        self._file = os.fdopen(os.open(path, os.O_RDONLY | os.O_CREAT | os.O_CLOEXEC, 0o644))

    def __enter__(self) -> None:
        fcntl.flock(self._file, fcntl.LOCK_EX)

    def __exit__(self, *_error: object) -> None:
        fcntl.flock(self._file, fcntl.LOCK_UN)

    def close(self) -> None:
        """Let go for good."""
        self._file.close()

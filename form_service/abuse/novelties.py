"""How much of what is new is remembered in a day: no stranger fills the disk with it."""

import threading
from collections.abc import Hashable

A_DAY = 1000


class Novelties:
    """What was new today; more than A_DAY of it has no room until tomorrow."""

    def __init__(self, most: int = A_DAY) -> None:
        self._most = most
        self._day = ""
        self._known: set[int] = set()
        self._lock = threading.Lock()

    def has_room(self, day: str, value: Hashable) -> bool:
        """Whether `value` was seen today already, or may be."""
        with self._lock:
            if day != self._day:
                self._day, self._known = day, set()
            if hash(value) not in self._known and len(self._known) >= self._most:
                return False
            self._known.add(hash(value))
            return True

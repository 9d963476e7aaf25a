"""Who was refused a moment ago: refused again without asking the database.

The database's count decides; this only keeps a flood from reaching it again and again.
"""

import threading
import time
from collections.abc import Callable

from form_service.abuse.caps import Limit, LimitReachedError

REMEMBERED = 10_000
"""Keys at most; above it all are forgotten, which costs a question to the database each."""


class Refusals:
    """Keys of limits with the time until which they are used up."""

    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._monotonic = monotonic
        self._until: dict[str, float] = {}
        self._lock = threading.Lock()

    def check(self, limits: tuple[Limit, ...]) -> None:
        """Raise LimitReachedError when one of the limits is known to be used up."""
        now = self._monotonic()
        left = max((self._until.get(limit.key, now) - now for limit in limits), default=0.0)
        if left > 0:
            raise LimitReachedError(int(left) + 1)

    def remember(self, limit: Limit, seconds: int) -> None:
        """This limit is used up for so many seconds."""
        with self._lock:
            if len(self._until) >= REMEMBERED:
                self._until.clear()
            self._until[limit.key] = self._monotonic() + seconds

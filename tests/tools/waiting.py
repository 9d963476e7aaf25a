"""Waiting for what another thread or process does, never longer than it may take."""

import time
from collections.abc import Callable


def wait_until(holds: Callable[[], bool], seconds: float) -> bool:
    """Whether it holds by then; looked at every 20 ms."""
    deadline = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True

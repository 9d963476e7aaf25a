"""How long a mail waits before it is tried again."""

from datetime import timedelta

FIRST = timedelta(minutes=1)
LONGEST = timedelta(hours=1)
JITTER = 0.2


def pause_after(attempts: int, chance: float) -> timedelta:
    """One minute, doubled with each attempt up to an hour, up to a fifth longer by `chance` (0..1).

    Longer only: a mail is never tried more than once a minute, and many that failed together
    come back apart.
    """
    doubled = FIRST * 2 ** min(max(attempts, 1) - 1, 12)
    pause: timedelta = min(doubled * (1 + JITTER * chance), LONGEST)
    return pause

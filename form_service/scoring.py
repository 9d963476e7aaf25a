"""Suspicion: reasons with points; many points hold a submission for staff, none drop it."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from form_service.forms import ShopForm
from form_service.records import ACCEPTED, HELD
from form_service.tokens import Token

HASTE = timedelta(seconds=3)
LINK = re.compile(r"https?://|www\.|\[url|<a\s", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Suspicion:
    """The points, why, and what follows."""

    state: str
    score: int
    reasons: tuple[str, ...]


def judge(form: ShopForm, token: Token | None, now: datetime, *, hold_at: int) -> Suspicion:
    """How much a valid form looks like a robot's. A withdrawal is never held: it is a right."""
    points = dict(_signals(form, token, now))
    score = sum(points.values())
    is_held = score >= hold_at and form.name_of_form != "withdraw"
    return Suspicion(state=HELD if is_held else ACCEPTED, score=score, reasons=tuple(points))


def _signals(form: ShopForm, token: Token | None, now: datetime) -> list[tuple[str, int]]:
    text = " ".join(form.values().values())
    found = []
    if form.has_trap_filled():
        found.append(("hidden field filled in", 60))
    if token is not None and timedelta(0) <= now - token.issued_at < HASTE:
        found.append(("sent within three seconds", 40))
    links = len(LINK.findall(text))
    if links > 1:
        found.append((f"{links} links", min(30 + 15 * links, 90)))
    return found

"""Where a form was sent from, by the headers that browsers set and pages cannot."""

from enum import Enum
from typing import Protocol
from urllib.parse import urlsplit

OWN_SITES = frozenset({"same-origin", "none"})


class Headers(Protocol):
    """A request's headers."""

    def get(self, name: str, /) -> str | None:
        """The value of a header, if it was sent."""
        ...


class Origin(Enum):
    """What the headers say."""

    OWN = "own"
    FOREIGN = "foreign"
    UNKNOWN = "unknown"
    """An old browser, or a proxy that removes headers: ask the shopper to check and send."""


def judge_origin(headers: Headers, host: str) -> Origin:
    """Fetch Metadata first (W3C), the Origin header otherwise; Referer is never needed."""
    if site := headers.get("Sec-Fetch-Site"):
        return Origin.OWN if site in OWN_SITES else Origin.FOREIGN
    origin = headers.get("Origin")
    if not origin or origin == "null":
        return Origin.UNKNOWN
    return Origin.OWN if urlsplit(origin).netloc == host else Origin.FOREIGN

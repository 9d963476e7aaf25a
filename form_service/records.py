"""What a form becomes: plain values, apart from forms, tables and mails."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

ACCEPTED, HELD, REJECTED = "accepted", "held", "rejected"


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """A valid form as stored."""

    reference: str
    once: str
    """Key of the form as it was sent: the same one sent twice is stored once."""
    form: str
    locale: str
    topic: str
    route: str
    state: str = ACCEPTED
    urgent: bool = False
    name: str
    email: str
    mailbox: str
    """The address made comparable, so that the same shopper is recognised."""
    order_number: str = ""
    message: str = ""
    details: Mapping[str, str] = field(default_factory=dict)
    """Further answers of the form, by field name."""
    score: int = 0
    reasons: tuple[str, ...] = ()
    network: str | None = None
    arrived_at: datetime
    answer_by: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """What became of a form."""

    reference: str
    repeated: bool
    """The same form had arrived before."""
    acknowledged: bool
    """An acknowledgement is in the outbox."""

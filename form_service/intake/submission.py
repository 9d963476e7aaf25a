"""From the values of a valid form to a submission; no Flask, no database."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from form_service.addresses import comparable, parse_address
from form_service.intake.forms import ShopForm
from form_service.intake.urgency import is_urgent
from form_service.intake.validators import parse_order_number
from form_service.records import Submission
from helpcenter_build.calendar.promise import answer_by

if TYPE_CHECKING:
    from helpcenter_build.facts import Shop

WITHDRAWAL_TOPIC = "return-or-refund"
UNREAD_NUMBER = "order_number"
"""Among the details: an order number that cannot be read, as it was typed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """What a submission has beside what the shopper typed."""

    now: datetime
    reference: str
    token_id: str
    network: str
    state: str
    score: int
    reasons: tuple[str, ...]


def make_submission(form: ShopForm, shop: Shop, around: Circumstances) -> Submission:
    """The submission of a valid form."""
    values = form.values()
    topic = topic_of(form.name_of_form, values, shop)
    route = shop.topics[topic].route
    address = parse_address(values["email"])
    email = address.shown if address else values["email"]
    message, typed = values.get("message", ""), values.get("order_number", "")
    number = parse_order_number(typed, shop) or ""
    details = {name: values[name] for name in form.details if values[name]}
    return Submission(
        reference=around.reference,
        once=once_key(form.name_of_form, around.token_id, values),
        form=form.name_of_form,
        locale=form.locale,
        topic=topic,
        route=route,
        state=around.state,
        urgent=is_urgent(shop, topic, form.locale, message),
        name=values["name"],
        email=email,
        mailbox=comparable(email),
        order_number=number,
        message=message,
        details=details if number or not typed else {UNREAD_NUMBER: typed, **details},
        score=around.score,
        reasons=around.reasons,
        network=around.network,
        arrived_at=around.now,
        answer_by=answer_by(shop, route, around.now),
    )


def topic_of(form: str, values: Mapping[str, str], shop: Shop) -> str:
    """The topic that was chosen; a withdrawal is about a return without saying so."""
    if form != "withdraw":
        return values["topic"]
    return WITHDRAWAL_TOPIC if WITHDRAWAL_TOPIC in shop.topics else next(iter(shop.topics))


def once_key(form: str, token_id: str, values: Mapping[str, str]) -> str:
    """The same for the same form sent again; another one when the shopper changed the text."""
    typed = "\x1f".join(f"{name}\x1e{value}" for name, value in sorted(values.items()))
    return hashlib.sha256(f"{form}\x1d{token_id}\x1d{typed}".encode()).hexdigest()

"""Senders as the service builds them, with a mailer that keeps what it gets."""

from sqlalchemy import select

from form_service.background import build_delivery
from form_service.delivery.worker import Delivery
from form_service.service import Service
from form_service.storage.tables import outbox
from tests.form_service.shoppers import KeepingMailer


def states(service: Service) -> dict[str, str]:
    query = select(outbox.c.mail, outbox.c.state)
    return service.database.read(lambda c: {row.mail: row.state for row in c.execute(query)})


def delivering(service: Service, mailer: KeepingMailer, **changes: object) -> Delivery:
    """A delivery as the service builds it, with another mailer."""
    made = build_delivery(service)
    made._mailer = mailer
    for name, value in changes.items():
        setattr(made, f"_{name}", value)
    return made


def drain(delivery: Delivery) -> int:
    tried = 0
    while delivery.deliver_one():
        tried += 1
    return tried

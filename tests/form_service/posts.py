"""Sending what a service's outbox holds, and reading what came of it."""

from dataclasses import replace
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

from sqlalchemy import Table, func, select

from form_service.background import build_delivery
from form_service.service import Service
from tests.tools.smtp import SmtpSink


def deliver_all(service: Service, sink: SmtpSink) -> None:
    """Send everything that is due to the sink, tickets first."""
    delivery = build_delivery(replace(service, settings=replace(service.settings, smtp=sink.url)))
    while delivery.deliver_one():
        pass
    delivery.close()


def body(message: EmailMessage, kind: str) -> str:
    part = message_from_bytes(message.as_bytes(), policy=default).get_body((kind,))
    assert part is not None
    return str(part.get_content()).replace("\r\n", "\n")


def count(service: Service, table: Table) -> int:
    return service.database.read(
        lambda c: c.execute(select(func.count()).select_from(table)).scalar_one()
    )

"""From a claimed row of the outbox to its message: reads what belongs to it, picks the mail."""

import logging
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, exists, or_, select

from form_service.composition.compose import Message
from form_service.composition.letters import (
    Sender,
    acknowledgement,
    alert,
    article_links,
    withdrawal,
)
from form_service.composition.reports import alert_values
from form_service.composition.ticket import Earlier, TicketParts, compose_ticket
from form_service.delivery.outbox import ACKNOWLEDGEMENT, TICKET, WITHDRAWAL, Claimed
from form_service.delivery.worker import TOO_LARGE
from form_service.photos.links import photos_link
from form_service.records import Submission
from form_service.service import Service
from form_service.storage.submissions import read_submission
from form_service.storage.tables import photos, submissions
from helpcenter_build.search import IndexUnreadableError

log = logging.getLogger(__name__)
EARLIER = 5
ANSWERS = 3
_HAS_PICTURES = exists().where(photos.c.submission == submissions.c.reference)
_SUBMISSION = select(submissions, _HAS_PICTURES.label("has_pictures")).where(
    submissions.c.reference == bindparam("reference")
)
_PICTURES = (
    select(photos.c.content)
    .where(photos.c.submission == bindparam("reference"))
    .order_by(photos.c.id)
)
_BY_SHOPPER = submissions.c.mailbox == bindparam("own_mailbox")
_BY_ORDER = submissions.c.order_number == bindparam("own_order")
_BEFORE = (
    select(
        submissions.c.reference,
        submissions.c.topic,
        submissions.c.arrived_at,
        submissions.c.message,
    )
    .where(
        submissions.c.reference != bindparam("own_reference"),
        submissions.c.arrived_at <= bindparam("own_time"),
    )
    .order_by(submissions.c.arrived_at.desc())
    .limit(EARLIER)
)
_SAME_SHOPPER = _BEFORE.where(_BY_SHOPPER)
_SAME_SHOPPER_OR_ORDER = _BEFORE.where(or_(_BY_SHOPPER, _BY_ORDER))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    submission: Submission
    earlier: tuple[Earlier, ...]
    pictures: tuple[bytes, ...]


def compose_claimed(service: Service, claimed: Claimed) -> Message:
    """The message of a mail in the outbox; whatever it raises parks this mail alone."""
    sender = Sender(release=service.bundle.current(), settings=service.settings, keys=service.keys)
    if claimed.submission is None:
        values = service.database.read(lambda c: alert_values(c, claimed, sender))
        return alert(sender, claimed, values)
    found = service.database.read(lambda c: _read(c, claimed))
    if claimed.mail == ACKNOWLEDGEMENT:
        return acknowledgement(sender, claimed, found.submission)
    if claimed.mail == WITHDRAWAL:
        return withdrawal(sender, claimed, found.submission)
    return compose_ticket(sender, claimed, _ticket_parts(sender, service, found, claimed))


def _ticket_parts(sender: Sender, service: Service, found: _Found, claimed: Claimed) -> TicketParts:
    submission = found.submission
    return TicketParts(
        submission=submission,
        earlier=found.earlier,
        answers=_answers(sender, submission),
        pictures=found.pictures,
        pictures_url=photos_link(service, sender.url, submission) if found.pictures else "",
        must_link=claimed.reason.startswith(TOO_LARGE),
    )


def _answers(sender: Sender, submission: Submission) -> list[tuple[str, str]]:
    """Articles in the shopper's language that fit the message, else those of the topic."""
    try:
        index = sender.release.pages[submission.locale].index
        found = index.titles(submission.message[:300], ANSWERS)
    except IndexUnreadableError as error:
        log.warning("a ticket goes without answers to its text: %s", error)
        found = []
    if not found:
        return article_links(sender, submission.topic, submission.locale)
    return [(title, sender.url + url) for title, url in found]


def _read(connection: Connection, claimed: Claimed) -> _Found:
    own = {"reference": claimed.submission}
    row = connection.execute(_SUBMISSION, own).mappings().one()
    submission = read_submission(row)
    if claimed.mail != TICKET:
        return _Found(submission=submission, earlier=(), pictures=())
    pictures = connection.execute(_PICTURES, own).scalars() if row["has_pictures"] else ()
    return _Found(
        submission=submission,
        earlier=_earlier(connection, submission),
        pictures=tuple(pictures),
    )


def _earlier(connection: Connection, submission: Submission) -> tuple[Earlier, ...]:
    statement = _SAME_SHOPPER_OR_ORDER if submission.order_number else _SAME_SHOPPER
    values = {
        "own_mailbox": submission.mailbox,
        "own_order": submission.order_number,
        "own_reference": submission.reference,
        "own_time": submission.arrived_at,
    }
    return tuple(Earlier(**row) for row in connection.execute(statement, values).mappings())

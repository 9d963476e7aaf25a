"""Storing a submission: it, its photos and its mails in one transaction, or nothing."""

from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import datetime, timedelta

from sqlalchemy import Connection, RowMapping, select, update
from sqlalchemy.exc import IntegrityError

from form_service.addresses import is_robot, is_within
from form_service.caps import Caps, Limit, count_form, may_acknowledge
from form_service.database import Database
from form_service.keys import Keys
from form_service.outbox import ACKNOWLEDGEMENT, HELD, QUEUED, TICKET, WITHDRAWAL, new_mail
from form_service.records import ACCEPTED, Stored, Submission
from form_service.tables import outbox, photos, submissions

PAUSED = "alert-paused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What the storing transaction has to know of the shop and its settings."""

    keys: Keys
    caps: Caps
    mail_domain: str
    operator: str
    window: timedelta
    limits: Callable[[str], tuple[Limit, ...]]
    """The limits of the network address that sent the form."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """A submission with what goes along: where it came from, who gets its mails."""

    submission: Submission
    client: str
    team_mailbox: str
    photo_token: str | None = None


def store(database: Database, arrival: Arrival, rules: Rules) -> Stored:
    """Store the submission and queue its mails; the same form again returns the first reference.

    Raises LimitReachedError and DatabaseUnavailableError; nothing is stored then.
    """
    try:
        return database.write(lambda connection: _store(connection, arrival, rules))
    except IntegrityError:
        # The same form at the same moment in another process (PostgreSQL): that one won.
        return database.write(lambda connection: _store(connection, arrival, rules))


def queue_alert(connection: Connection, mail: str, rules: Rules, key: str, now: datetime) -> None:
    """A mail to the operator, at most one for each key."""
    message_id = f"{mail}.{key}@{rules.mail_domain}"
    known = select(outbox.c.id).where(outbox.c.message_id == message_id)
    if connection.execute(known).first() is None:
        row = new_mail(mail, rules.operator, message_id, now)
        connection.execute(outbox.insert(), row)


def queue_acknowledgement(
    connection: Connection, submission: Submission, submission_id: int, rules: Rules, now: datetime
) -> bool:
    """Queue the mail to the shopper if the caps allow; whether they did."""
    if is_robot(submission.email) or is_within(submission.email, rules.mail_domain):
        return False
    mailbox_hash = rules.keys.keyed_hash("mailbox", submission.mailbox)
    identity = (submission.form, submission.topic, submission.order_number)
    fingerprint = rules.keys.keyed_hash("fingerprint", "\n".join(identity))
    granted, paused = may_acknowledge(connection, rules.caps, mailbox_hash, fingerprint, now)
    if paused:
        queue_alert(connection, PAUSED, rules, now.strftime("%Y-%m-%d"), now)
    if granted:
        mail = WITHDRAWAL if submission.form == "withdraw" else ACKNOWLEDGEMENT
        message_id = f"{submission.reference}.{mail}@{rules.mail_domain}"
        row = new_mail(mail, submission.email, message_id, now, submission_id=submission_id)
        connection.execute(outbox.insert(), row)
    return granted


def read_submission(row: RowMapping) -> Submission:
    """A row of the table as a record."""
    values = {field.name: row[field.name] for field in fields(Submission)}
    return Submission(**values | {"reasons": tuple(row["reasons"])})


def _store(connection: Connection, arrival: Arrival, rules: Rules) -> Stored:
    submission, now = arrival.submission, arrival.submission.arrived_at
    if known := _find_known(connection, submission.once):
        return known
    count_form(connection, rules.limits(arrival.client), rules.window, now)
    submission_id = _insert(connection, submission)
    is_open = submission.state == ACCEPTED
    ticket = new_mail(
        TICKET,
        arrival.team_mailbox,
        f"{submission.reference}.{TICKET}@{rules.mail_domain}",
        now,
        submission_id=submission_id,
        state=QUEUED if is_open else HELD,
    )
    connection.execute(outbox.insert(), ticket)
    if arrival.photo_token:
        _attach_photos(connection, arrival.photo_token, submission_id)
    acknowledged = is_open and queue_acknowledgement(
        connection, submission, submission_id, rules, now
    )
    return Stored(reference=submission.reference, repeated=False, acknowledged=acknowledged)


def _find_known(connection: Connection, once: str) -> Stored | None:
    found = connection.execute(
        select(submissions.c.id, submissions.c.reference).where(submissions.c.once == once)
    ).one_or_none()
    if found is None:
        return None
    shoppers = select(outbox.c.id).where(
        outbox.c.submission_id == found.id, outbox.c.mail.in_((ACKNOWLEDGEMENT, WITHDRAWAL))
    )
    acknowledged = connection.execute(shoppers).first() is not None
    return Stored(reference=found.reference, repeated=True, acknowledged=acknowledged)


def _insert(connection: Connection, submission: Submission) -> int:
    values = {field.name: getattr(submission, field.name) for field in fields(Submission)}
    inserted = connection.execute(
        submissions.insert(), values | {"reasons": list(submission.reasons)}
    )
    (key,) = inserted.inserted_primary_key or (0,)
    return int(key)


def _attach_photos(connection: Connection, token: str, submission_id: int) -> None:
    connection.execute(
        update(photos)
        .where(photos.c.token == token, photos.c.submission_id.is_(None))
        .values(submission_id=submission_id)
    )

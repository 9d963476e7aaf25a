"""Storing submissions: each with its photos and mails in one transaction, or nothing of it.

What arrives together is stored together: the statements below take a whole group, so that their
cost, most of it SQLAlchemy's and not the database's, is shared.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import datetime, timedelta

from sqlalchemy import Connection, RowMapping, bindparam, select, text, update
from sqlalchemy.exc import IntegrityError

from form_service.abuse.caps import Caps, Limit, LimitReachedError, Wish, admit, grant
from form_service.addresses import is_robot, is_within
from form_service.delivery.outbox import ACKNOWLEDGEMENT, HELD, QUEUED, TICKET, WITHDRAWAL, new_mail
from form_service.keys import Keys
from form_service.photos.photos import Picture
from form_service.photos.store import photo_rows
from form_service.records import ACCEPTED, Stored, Submission
from form_service.storage.database import Database
from form_service.storage.tables import outbox, photos, submissions

PAUSED = "alert-paused"
SHOPPERS = (ACKNOWLEDGEMENT, WITHDRAWAL)
FIELDS = tuple(field.name for field in fields(Submission))

_KNOWN = (
    select(submissions.c.once, submissions.c.reference, outbox.c.id.label("mail"))
    .outerjoin(
        outbox,
        (outbox.c.submission == submissions.c.reference) & outbox.c.mail.in_(SHOPPERS),
    )
    .where(submissions.c.once.in_(bindparam("keys", expanding=True)))
)
_COLUMNS = [column for column in outbox.c if column.name != "id"]
_QUEUE_ONCE = text(
    f"INSERT INTO outbox ({', '.join(c.name for c in _COLUMNS)}) "  # noqa: S608  # names of ours
    f"VALUES ({', '.join(f':{c.name}' for c in _COLUMNS)}) ON CONFLICT (message_id) DO NOTHING"
).bindparams(*(bindparam(column.name, type_=column.type) for column in _COLUMNS))
_ATTACH = (
    update(photos)
    .where(photos.c.token == bindparam("owner"), photos.c.submission.is_(None))
    .values(submission=bindparam("reference"))
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What the storing transaction has to know of the shop and its settings."""

    keys: Keys
    caps: Caps
    mail_domain: str
    operator: str
    window: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """A submission with what goes along: its sender's limits, who gets its ticket, its photos."""

    submission: Submission
    limits: tuple[Limit, ...]
    team_mailbox: str
    rules: Rules
    photo_token: str | None = None
    pictures: tuple[Picture, ...] = ()


def store(database: Database, arrival: Arrival) -> Stored:
    """Store the submission and queue its mails; the same form again returns the first reference.

    Raises LimitReachedError and DatabaseUnavailableError; nothing is stored then.
    """
    try:
        return database.write_together(store_together, arrival)
    except IntegrityError:
        # The same form at the same moment in another process (PostgreSQL): that one won.
        return database.write_together(store_together, arrival)


def store_together(
    connection: Connection, arrivals: Sequence[Arrival]
) -> list[Stored | LimitReachedError]:
    """What became of each arrival of a group."""
    results = _find_known(connection, [arrival.submission.once for arrival in arrivals])
    fresh = {a.submission.once: a for a in arrivals if a.submission.once not in results}
    if fresh:
        results |= _store_fresh(connection, list(fresh.values()))
    return [results[arrival.submission.once] for arrival in arrivals]


def queue_alert(connection: Connection, mail: str, rules: Rules, key: str, now: datetime) -> None:
    """A mail to the operator, at most one for each key, whoever else queues it at this moment."""
    message_id = f"{mail}.{key}@{rules.mail_domain}"
    connection.execute(_QUEUE_ONCE, new_mail(mail, rules.operator, message_id, now))


def acknowledge(
    connection: Connection, chosen: Sequence[Submission], rules: Rules, now: datetime
) -> dict[str, dict[str, object]]:
    """The mails to shoppers that the caps allow, by reference; enters them in the ledger."""
    asking = [
        s for s in chosen if not is_robot(s.email) and not is_within(s.email, rules.mail_domain)
    ]
    wishes = [_wish(submission, rules.keys) for submission in asking]
    grants = grant(connection, rules.caps, wishes, now)
    if grants.paused:
        queue_alert(connection, PAUSED, rules, now.strftime("%Y-%m-%d"), now)
    pairs = zip(asking, grants.granted, strict=True)
    return {s.reference: _acknowledgement(s, rules, now) for s, is_granted in pairs if is_granted}


def read_submission(row: RowMapping) -> Submission:
    """A row of the table as a record."""
    return Submission(**{name: row[name] for name in FIELDS} | {"reasons": tuple(row["reasons"])})


def _store_fresh(
    connection: Connection, arrivals: list[Arrival]
) -> dict[str, Stored | LimitReachedError]:
    rules, now = arrivals[0].rules, arrivals[0].submission.arrived_at
    limits = [arrival.limits for arrival in arrivals]
    refusals = admit(connection, limits, rules.window, now)
    results: dict[str, Stored | LimitReachedError] = {
        arrival.submission.once: refusal
        for arrival, refusal in zip(arrivals, refusals, strict=True)
        if refusal is not None
    }
    admitted = [arrival for arrival in arrivals if arrival.submission.once not in results]
    if not admitted:
        return results
    connection.execute(submissions.insert(), [_row(arrival.submission) for arrival in admitted])
    accepted = [a.submission for a in admitted if a.submission.state == ACCEPTED]
    mails = acknowledge(connection, accepted, rules, now)
    connection.execute(outbox.insert(), [*map(_ticket, admitted), *mails.values()])
    _store_photos(connection, [arrival for arrival in admitted if arrival.photo_token])
    for arrival in admitted:
        reference = arrival.submission.reference
        results[arrival.submission.once] = Stored(
            reference=reference, repeated=False, acknowledged=reference in mails
        )
    return results


def _find_known(connection: Connection, keys: list[str]) -> dict[str, Stored | LimitReachedError]:
    return {
        row.once: Stored(reference=row.reference, repeated=True, acknowledged=row.mail is not None)
        for row in connection.execute(_KNOWN, {"keys": keys})
    }


def _row(submission: Submission) -> dict[str, object]:
    return {name: getattr(submission, name) for name in FIELDS} | {
        "reasons": list(submission.reasons)
    }


def _ticket(arrival: Arrival) -> dict[str, object]:
    submission = arrival.submission
    return new_mail(
        TICKET,
        arrival.team_mailbox,
        f"{submission.reference}.{TICKET}@{arrival.rules.mail_domain}",
        submission.arrived_at,
        submission=submission.reference,
        state=QUEUED if submission.state == ACCEPTED else HELD,
    )


def _acknowledgement(submission: Submission, rules: Rules, now: datetime) -> dict[str, object]:
    mail = WITHDRAWAL if submission.form == "withdraw" else ACKNOWLEDGEMENT
    message_id = f"{submission.reference}.{mail}@{rules.mail_domain}"
    return new_mail(mail, submission.email, message_id, now, submission=submission.reference)


def _wish(submission: Submission, keys: Keys) -> Wish:
    identity = (submission.form, submission.topic, submission.order_number)
    return Wish(
        mailbox_hash=keys.keyed_hash("mailbox", submission.mailbox),
        fingerprint=keys.keyed_hash("fingerprint", "\n".join(identity)),
    )


def _store_photos(connection: Connection, arrivals: list[Arrival]) -> None:
    if arrivals:
        connection.execute(_ATTACH, [_attachment(arrival) for arrival in arrivals])
    rows = [row for arrival in arrivals for row in _photo_rows(arrival)]
    if rows:
        connection.execute(photos.insert(), rows)


def _photo_rows(arrival: Arrival) -> list[dict[str, object]]:
    submission = arrival.submission
    return photo_rows(
        arrival.pictures,
        arrival.photo_token or "",
        submission.arrived_at,
        submission=submission.reference,
    )


def _attachment(arrival: Arrival) -> dict[str, object]:
    return {"owner": arrival.photo_token, "reference": arrival.submission.reference}

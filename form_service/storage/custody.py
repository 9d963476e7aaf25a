"""What people decide about stored submissions: release, reject, hand out, erase."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Column, ColumnElement, Connection, RowMapping, func, select, update

from form_service.addresses import comparable
from form_service.delivery.outbox import HELD as MAIL_HELD
from form_service.delivery.outbox import QUEUED
from form_service.delivery.outbox import REJECTED as MAIL_REJECTED
from form_service.records import ACCEPTED, HELD, REJECTED
from form_service.storage.submissions import Rules, acknowledge, read_submission
from form_service.storage.tables import (
    acknowledgements,
    delivery_attempts,
    feedback,
    fruitless_searches,
    outbox,
    photos,
    submissions,
)

ERASED = "[erased]"


def list_submissions(
    connection: Connection, *, state: str | None, limit: int
) -> Sequence[RowMapping]:
    """The newest submissions, of one state or of all."""
    query = select(submissions).order_by(submissions.c.arrived_at.desc()).limit(limit)
    if state is not None:
        query = query.where(submissions.c.state == state)
    return connection.execute(query).mappings().all()


def find_submission(connection: Connection, reference: str) -> RowMapping | None:
    """One submission with everything stored of it."""
    own = submissions.c.reference == reference
    return connection.execute(select(submissions).where(own)).mappings().one_or_none()


def release(connection: Connection, reference: str, rules: Rules, now: datetime) -> bool:
    """Let a held submission through, as if it had just arrived; False when it is not held."""
    row = find_submission(connection, reference)
    if row is None or row["state"] != HELD:
        return False
    own = submissions.c.reference == reference
    connection.execute(update(submissions).where(own).values(state=ACCEPTED))
    tickets = (outbox.c.submission == reference, outbox.c.state == MAIL_HELD)
    queued = {"state": QUEUED, "due_at": now, "changed_at": now}
    connection.execute(update(outbox).where(*tickets).values(queued))
    if mails := acknowledge(connection, [read_submission(row)], rules, now):
        connection.execute(outbox.insert(), list(mails.values()))
    return True


def reject(connection: Connection, reference: str, now: datetime) -> bool:
    """Put a held submission aside for good; False when it is not held."""
    changed = connection.execute(
        update(submissions)
        .where(submissions.c.reference == reference, submissions.c.state == HELD)
        .values(state=REJECTED)
    )
    if not changed.rowcount:
        return False
    aside = {"state": MAIL_REJECTED, "changed_at": now, "reason": "rejected by staff"}
    connection.execute(update(outbox).where(outbox.c.submission == reference).values(aside))
    return True


def export_address(connection: Connection, address: str) -> list[dict[str, object]]:
    """Everything stored of one person (GDPR Article 15): submissions, mails, photos' sizes."""
    rows = connection.execute(select(submissions).where(_of(address))).mappings().all()
    return [_export(connection, row) for row in rows]


def erase_address(connection: Connection, address: str, mailbox_hash: str) -> int:
    """Delete everything of one person, and the address wherever others wrote it.

    The file still holds the bytes until `database.scrub` has run.
    """
    ids = select(submissions.c.reference).where(_of(address))
    mails = select(outbox.c.id).where(outbox.c.submission.in_(ids))
    connection.execute(delivery_attempts.delete().where(delivery_attempts.c.outbox_id.in_(mails)))
    for table in (photos, outbox):
        connection.execute(table.delete().where(table.c.submission.in_(ids)))
    erased = connection.execute(submissions.delete().where(_of(address))).rowcount
    own = acknowledgements.c.mailbox_hash == mailbox_hash
    connection.execute(acknowledgements.delete().where(own))
    _erase_mentions(connection, address)
    return erased


def _of(address: str) -> ColumnElement[bool]:
    """Of one person, by the indexed column: every address has its comparable form beside it."""
    return submissions.c.mailbox == comparable(address)


def _export(connection: Connection, row: RowMapping) -> dict[str, object]:
    own = row["reference"]
    mails = select(
        outbox.c.mail, outbox.c.recipient, outbox.c.state, outbox.c.created_at, outbox.c.changed_at
    ).where(outbox.c.submission == own)
    sizes = select(photos.c.width, photos.c.height, func.length(photos.c.content)).where(
        photos.c.submission == own
    )
    hidden = {"once"}
    return {
        **{name: value for name, value in row.items() if name not in hidden},
        "mails": [dict(mail) for mail in connection.execute(mails).mappings()],
        "photos": [tuple(photo) for photo in connection.execute(sizes)],
    }


def _erase_mentions(connection: Connection, address: str) -> None:
    """Other people's texts stay, without the address."""
    texts: tuple[Column[str], ...] = (
        submissions.c.message,
        submissions.c.name,
        feedback.c.comment,
        fruitless_searches.c.query,
        outbox.c.reason,
        delivery_attempts.c.reason,
    )
    for column in texts:
        table = column.table
        found = select(table).where(func.lower(column).contains(address.lower(), autoescape=True))
        for row in connection.execute(found).mappings().all():
            same = [part == row[part.name] for part in table.primary_key]
            text = _without(row[column.name], address)
            connection.execute(update(table).where(*same).values({column.name: text}))


def _without(text: str, address: str) -> str:
    low, wanted, place, parts = text.lower(), address.lower(), 0, []
    while (found := low.find(wanted, place)) >= 0:
        parts += [text[place:found], ERASED]
        place = found + len(wanted)
    return "".join([*parts, text[place:]])

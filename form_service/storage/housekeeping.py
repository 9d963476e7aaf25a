"""What must not be kept for ever: deleted after the days that the facts state."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import Connection, select, update

from form_service.delivery.outbox import PRIORITIES
from form_service.storage.tables import (
    PENDING,
    SILENCED,
    acknowledgements,
    delivery_attempts,
    feedback,
    fruitless_searches,
    outbox,
    photos,
    rate_limits,
    submissions,
)
from helpcenter_build.facts import Shop

UNSENT_PHOTOS = timedelta(days=2)
"""Photos of a form that was never sent; a form's token lives one day."""
LEDGER = timedelta(days=8)
"""Acknowledgements are counted over seven days."""


def purge(
    connection: Connection, shop: Shop, window: timedelta, now: datetime
) -> Mapping[str, int]:
    """Delete what is too old; returns how many rows of what. Mails still waiting stay."""
    kept = {
        "submissions": now - timedelta(days=shop.privacy.submission_days),
        "photos": now - timedelta(days=shop.privacy.photo_days),
        "networks": now - timedelta(days=shop.privacy.network_address_days),
    }
    number = int(now.timestamp()) // int(window.total_seconds())
    day = kept["submissions"].strftime("%Y-%m-%d")
    return {
        "submissions": _purge_submissions(connection, kept["submissions"]),
        "photos": _purge_photos(connection, kept["photos"], now),
        "network addresses": _forget_networks(connection, kept["networks"]),
        "alerts": _purge_alerts(connection, kept["networks"]),
        "acknowledgements": connection.execute(
            acknowledgements.delete().where(
                acknowledgements.c.at < now - LEDGER, acknowledgements.c.fingerprint != SILENCED
            )
        ).rowcount,
        "limits": connection.execute(
            rate_limits.delete().where(~rate_limits.c.window.between(number - 1, number + 1))
        ).rowcount,
        "votes": connection.execute(
            feedback.delete().where(feedback.c.at < kept["submissions"])
        ).rowcount,
        "searches": connection.execute(
            fruitless_searches.delete().where(fruitless_searches.c.day < day)
        ).rowcount,
    }


def _purge_submissions(connection: Connection, before: datetime) -> int:
    waiting = select(outbox.c.submission).where(
        outbox.c.state.in_(PENDING), outbox.c.submission.is_not(None)
    )
    old = select(submissions.c.reference).where(
        submissions.c.arrived_at < before, submissions.c.reference.not_in(waiting)
    )
    mails = select(outbox.c.id).where(outbox.c.submission.in_(old))
    connection.execute(delivery_attempts.delete().where(delivery_attempts.c.outbox_id.in_(mails)))
    for table in (photos, outbox):
        connection.execute(table.delete().where(table.c.submission.in_(old)))
    return connection.execute(submissions.delete().where(submissions.c.reference.in_(old))).rowcount


def _purge_photos(connection: Connection, before: datetime, now: datetime) -> int:
    unsent = photos.c.submission.is_(None) & (photos.c.stored_at < now - UNSENT_PHOTOS)
    return connection.execute(
        photos.delete().where((photos.c.stored_at < before) | unsent)
    ).rowcount


def _forget_networks(connection: Connection, before: datetime) -> int:
    old = (submissions.c.arrived_at < before, submissions.c.network.is_not(None))
    return connection.execute(update(submissions).where(*old).values(network=None)).rowcount


def _purge_alerts(connection: Connection, before: datetime) -> int:
    old = select(outbox.c.id).where(
        outbox.c.submission.is_(None),
        outbox.c.mail.not_in(PRIORITIES),
        outbox.c.state.not_in(PENDING),
        outbox.c.changed_at < before,
    )
    connection.execute(delivery_attempts.delete().where(delivery_attempts.c.outbox_id.in_(old)))
    return connection.execute(outbox.delete().where(outbox.c.id.in_(old))).rowcount

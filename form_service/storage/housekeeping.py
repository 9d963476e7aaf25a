"""What must not be kept for ever: deleted after the days that the facts state."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Delete, Select, select, update

from form_service.delivery.outbox import PRIORITIES
from form_service.storage.database import Database
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

if TYPE_CHECKING:
    from helpcenter_build.facts import Shop

UNSENT_PHOTOS = timedelta(days=2)
"""Photos of a form that was never sent; a form's token lives one day."""
LEDGER = timedelta(days=8)
"""Acknowledgements are counted over seven days."""
BATCH = 500
Keys = Sequence[Any]
Remove = Callable[..., None]
"""Takes a connection and `keys`."""


def purge(database: Database, shop: Shop, window: timedelta, now: datetime) -> Mapping[str, int]:
    """Delete what is too old; returns how many rows of what. Mails still waiting stay.

    What grows with the years is looked for while others write, and deleted some rows at a time, so
    that no shopper's form waits for it.
    """
    kept = {
        "submissions": now - timedelta(days=shop.privacy.submission_days),
        "photos": now - timedelta(days=shop.privacy.photo_days),
        "networks": now - timedelta(days=shop.privacy.network_address_days),
    }
    batches = {
        "submissions": (_old_submissions(kept["submissions"]), _delete_submissions),
        "photos": (_old_photos(kept["photos"], now), _delete_photos),
        "network addresses": (_old_networks(kept["networks"]), _forget_networks),
        "alerts": (_old_alerts(kept["networks"]), _delete_mails),
    }
    counts = {name: _in_batches(database, *step) for name, step in batches.items()}
    for name, statement in _small(kept["submissions"], window, now).items():
        counts[name] = database.write(partial(_count_of, statement=statement))
    return counts


def _count_of(connection: Connection, statement: Delete) -> int:
    return connection.execute(statement).rowcount


def _in_batches(database: Database, wanted: Select[Any], remove: Remove) -> int:
    """Find keys and remove what they name until there is nothing more; returns how many."""
    total, found = 0, BATCH
    while found == BATCH:
        keys = database.read(lambda c: c.execute(wanted.limit(BATCH)).scalars().all())
        found = len(keys)
        if keys:
            database.write(partial(remove, keys=keys))
        total += found
    return total


def _old_submissions(before: datetime) -> Select[Any]:
    waiting = select(outbox.c.submission).where(
        outbox.c.state.in_(PENDING), outbox.c.submission.is_not(None)
    )
    return select(submissions.c.reference).where(
        submissions.c.arrived_at < before, submissions.c.reference.not_in(waiting)
    )


def _delete_submissions(connection: Connection, keys: Keys) -> None:
    mails = connection.execute(select(outbox.c.id).where(outbox.c.submission.in_(keys)))
    _delete_mails(connection, mails.scalars().all())
    connection.execute(photos.delete().where(photos.c.submission.in_(keys)))
    connection.execute(submissions.delete().where(submissions.c.reference.in_(keys)))


def _old_photos(before: datetime, now: datetime) -> Select[Any]:
    unsent = photos.c.submission.is_(None) & (photos.c.stored_at < now - UNSENT_PHOTOS)
    return select(photos.c.id).where((photos.c.stored_at < before) | unsent)


def _delete_photos(connection: Connection, keys: Keys) -> None:
    connection.execute(photos.delete().where(photos.c.id.in_(keys)))


def _old_networks(before: datetime) -> Select[Any]:
    return select(submissions.c.reference).where(
        submissions.c.arrived_at < before, submissions.c.network.is_not(None)
    )


def _forget_networks(connection: Connection, keys: Keys) -> None:
    own = submissions.c.reference.in_(keys)
    connection.execute(update(submissions).where(own).values(network=None))


def _old_alerts(before: datetime) -> Select[Any]:
    return select(outbox.c.id).where(
        outbox.c.submission.is_(None),
        outbox.c.mail.not_in(PRIORITIES),
        outbox.c.state.not_in(PENDING),
        outbox.c.changed_at < before,
    )


def _delete_mails(connection: Connection, keys: Keys) -> None:
    connection.execute(delivery_attempts.delete().where(delivery_attempts.c.outbox_id.in_(keys)))
    connection.execute(outbox.delete().where(outbox.c.id.in_(keys)))


def _small(before: datetime, window: timedelta, now: datetime) -> Mapping[str, Delete]:
    """Tables that stay small by themselves."""
    number = int(now.timestamp()) // int(window.total_seconds())
    ledger = acknowledgements.c
    return {
        "acknowledgements": acknowledgements.delete().where(
            ledger.at < now - LEDGER, ledger.fingerprint != SILENCED
        ),
        "limits": rate_limits.delete().where(~rate_limits.c.window.between(number - 1, number + 1)),
        "votes": feedback.delete().where(feedback.c.at < before),
        "searches": fruitless_searches.delete().where(
            fruitless_searches.c.day < before.strftime("%Y-%m-%d")
        ),
    }

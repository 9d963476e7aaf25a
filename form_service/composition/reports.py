"""What alerts and the daily digest tell the operator, read when they are composed."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import Connection, select

from form_service.composition.letters import Sender
from form_service.delivery.outbox import HELD, REJECTED, Claimed
from form_service.storage.tables import outbox, submissions

LISTED = 50
DAY = timedelta(days=1)


def alert_values(connection: Connection, claimed: Claimed, sender: Sender) -> Mapping[str, object]:
    """The values of one alert's text."""
    match claimed.mail:
        case "alert-paused":
            return {"per_hour": sender.settings.acknowledgements_per_hour}
        case "alert-failed":
            return {"mails": _failed(connection, claimed)}
        case "digest":
            return {"held": _held(connection), "mails": _failed(connection, claimed)}
    raise ValueError(f"no such alert: {claimed.mail}")


def waits_for_people(connection: Connection, now: datetime) -> bool:
    """Whether a digest would have anything to say."""
    return bool(_held(connection) or _failed_since(connection, now - DAY))


def _failed(connection: Connection, claimed: Claimed) -> list[str]:
    return _failed_since(connection, claimed.created_at - DAY)


def _failed_since(connection: Connection, since: datetime) -> list[str]:
    """Mails that reached a state from which only people lead on."""
    rows = connection.execute(
        select(outbox.c.id, outbox.c.mail, outbox.c.reason, outbox.c.submission)
        .where(
            outbox.c.state.in_((REJECTED, HELD)),
            outbox.c.attempts > 0,
            outbox.c.changed_at > since,
        )
        .order_by(outbox.c.changed_at.desc())
        .limit(LISTED)
    )
    return [f"{row.submission or row.id}, {row.mail}: {row.reason}" for row in rows]


def _held(connection: Connection) -> list[str]:
    rows = connection.execute(
        select(submissions.c.reference, submissions.c.topic, submissions.c.reasons)
        .where(submissions.c.state == HELD)
        .order_by(submissions.c.arrived_at.desc())
        .limit(LISTED)
    )
    return [f"{row.reference}, {row.topic}: {', '.join(row.reasons)}" for row in rows]

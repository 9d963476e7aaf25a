""" "This was not me": the link in an acknowledgement that stops further ones to its address."""

from datetime import datetime

from sqlalchemy import Connection, select

from form_service.keys import Keys
from form_service.storage.tables import SILENCED, acknowledgements

PURPOSE = "not-me"


def silence_seal(keys: Keys, mailbox: str) -> str:
    """What the link carries: the hash of the address, signed."""
    return keys.sign(PURPOSE, keys.keyed_hash("mailbox", mailbox))


def read_silence_link(keys: Keys, seal: str) -> str | None:
    """The hash in a link; None when the link is not ours."""
    value = keys.read_signed(PURPOSE, seal)
    return value if isinstance(value, str) else None


def silence(connection: Connection, mailbox_hash: str, now: datetime) -> None:
    """Remember that this address wants no acknowledgements."""
    row = {"mailbox_hash": mailbox_hash, "fingerprint": SILENCED}
    same = [acknowledgements.c[name] == value for name, value in row.items()]
    if connection.execute(select(acknowledgements.c.id).where(*same)).first() is None:
        connection.execute(acknowledgements.insert(), row | {"at": now})

"""Photos in the database: kept under their form's token until the form is sent."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select

from form_service.photos.photos import Picture
from form_service.storage.tables import photos


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptPhoto:
    """A photo that waits for its form."""

    id: int
    width: int
    height: int


def photo_rows(
    pictures: Sequence[Picture], token: str, now: datetime, *, submission: str | None = None
) -> list[dict[str, object]]:
    """The rows of new pictures."""
    return [
        {
            "token": token,
            "submission": submission,
            "width": picture.width,
            "height": picture.height,
            "content": picture.content,
            "preview": picture.preview,
            "stored_at": now,
        }
        for picture in pictures
    ]


def keep_photos(
    connection: Connection, token: str, pictures: Sequence[Picture], now: datetime
) -> None:
    """Keep photos of a form that could not be taken yet."""
    connection.execute(photos.insert(), photo_rows(pictures, token, now))


def remove_photos(connection: Connection, token: str, ids: Collection[int]) -> None:
    """Forget photos that the shopper took back."""
    connection.execute(
        photos.delete().where(
            photos.c.token == token, photos.c.submission.is_(None), photos.c.id.in_(ids)
        )
    )


def list_kept(connection: Connection, token: str) -> list[KeptPhoto]:
    """The photos of a form that is not sent yet."""
    rows = connection.execute(
        select(photos.c.id, photos.c.width, photos.c.height)
        .where(photos.c.token == token, photos.c.submission.is_(None))
        .order_by(photos.c.id)
    )
    return [KeptPhoto(id=row.id, width=row.width, height=row.height) for row in rows]


def read_preview(connection: Connection, id: int) -> bytes | None:
    """The small picture for the form."""
    found = connection.execute(select(photos.c.preview).where(photos.c.id == id)).scalar()
    return None if found is None else bytes(found)


def count_photos(connection: Connection, reference: str) -> int:
    """How many photos a submission has."""
    own = photos.c.submission == reference
    counted: int = connection.execute(select(func.count()).where(own)).scalar_one()
    return counted


def read_photo(connection: Connection, reference: str, number: int) -> bytes | None:
    """The photo of a submission, counted from 1."""
    found = connection.execute(
        select(photos.c.content)
        .where(photos.c.submission == reference)
        .order_by(photos.c.id)
        .offset(number - 1)
        .limit(1)
    ).scalar()
    return None if found is None else bytes(found)

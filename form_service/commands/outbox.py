"""`helpcenter outbox`: what waits, what failed and why."""

from datetime import timedelta

import click
from sqlalchemy import Connection, RowMapping, select

from form_service.commands import LARGEST_ID, opened_service
from form_service.delivery.outbox import SENT, retry
from form_service.storage.tables import delivery_attempts
from form_service.storage.tables import outbox as table

MAIL = click.IntRange(1, LARGEST_ID)


@click.group()
def outbox() -> None:
    """Mails: list, show, send again."""


@outbox.command("list")
@click.option("--all", "every", is_flag=True, help="Also those that were sent.")
@click.option("--limit", type=MAIL, default=100, show_default=True, help="At most so many.")
def list_mails(*, every: bool, limit: int) -> None:
    """Mails that wait or were given up, the oldest first, with age and reason."""
    with opened_service() as service:
        rows = service.database.read(lambda c: _read(c, every=every, limit=limit))
        now = service.clock()
    if not rows:
        click.echo("Nothing waits.")
    for row in rows:
        click.echo(
            f"{row['id']:>6}  {row['state']:<9} {_age(now - row['created_at']):>7}  "
            f"{row['attempts']} tries  {row['mail']:<16} {row['submission'] or '-':<16} "
            f"{row['reason']}"
        )


@outbox.command()
@click.argument("id", type=MAIL)
def show(id: int) -> None:
    """One mail with every attempt."""
    with opened_service() as service:
        found = service.database.read(lambda c: _read_one(c, id))
    if found is None:
        raise click.ClickException(
            f"There is no mail {id}; helpcenter outbox list --all names them."
        )
    mail, attempts = found
    for name, value in mail.items():
        click.echo(f"{name}: {value}")
    for attempt in attempts:
        click.echo(
            f"  {attempt['at']:%Y-%m-%d %H:%M:%S}  {attempt['seconds']:.1f} s  "
            f"{attempt['outcome']}  {attempt['reason']}"
        )


@outbox.command("retry")
@click.argument("ids", type=MAIL, nargs=-1, required=True)
def retry_mails(ids: tuple[int, ...]) -> None:
    """Send mails again that wait, are held or were given up."""
    with opened_service() as service:
        count = service.database.write(lambda c: retry(c, ids, service.clock()))
    click.echo(f"{count} of {len(ids)} mails are queued again")


def _read(connection: Connection, *, every: bool, limit: int) -> list[RowMapping]:
    query = select(table).order_by(table.c.id).limit(limit)
    if not every:
        query = query.where(table.c.state != SENT)
    return list(connection.execute(query).mappings())


def _read_one(connection: Connection, id: int) -> tuple[RowMapping, list[RowMapping]] | None:
    mail = connection.execute(select(table).where(table.c.id == id)).mappings().one_or_none()
    attempts = (
        select(delivery_attempts)
        .where(delivery_attempts.c.outbox_id == id)
        .order_by(delivery_attempts.c.id)
    )
    return None if mail is None else (mail, list(connection.execute(attempts).mappings()))


def _age(age: timedelta) -> str:
    seconds = age.total_seconds()
    for name, length in (("d", 86400), ("h", 3600), ("min", 60)):
        if seconds >= length:
            return f"{seconds / length:.0f} {name}"
    return f"{seconds:.0f} s"

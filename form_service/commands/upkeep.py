"""`helpcenter purge`, `settings` and `digest`."""

import os
from datetime import datetime, timedelta

import click
from sqlalchemy import Connection, func, select

from form_service.commands import opened_service
from form_service.settings import SettingsError, describe, read_settings
from form_service.storage.housekeeping import purge as purge_rows
from form_service.storage.submissions import queue_alert
from form_service.storage.tables import feedback, fruitless_searches, submissions


@click.command(short_help="Delete what is older than the facts allow.")
def purge() -> None:
    """Delete what is older than the facts allow; the service does it daily by itself."""
    with opened_service() as service:
        shop, now = service.bundle.current().shop, service.clock()
        window = timedelta(minutes=service.settings.limit_minutes)
        counts = purge_rows(service.database, shop, window, now)
    for name, count in counts.items():
        click.echo(f"{count:>8}  {name}")


@click.command()
def settings() -> None:
    """Every setting: name, value, meaning. Secrets are not shown."""
    for setting, value in describe(os.environ):
        click.echo(f"{setting.name}={value}\n    {setting.meaning}")
    try:
        read_settings(os.environ)
    except SettingsError as error:
        raise click.ClickException(f"These settings do not work together:\n{error}") from error


@click.command(short_help="What shoppers asked, and searched without success.")
@click.option(
    "--days", type=click.IntRange(1, 3650), default=7, show_default=True, help="How far back."
)
@click.option("--mail", is_flag=True, help="Also queue the operator's digest mail.")
def digest(*, days: int, mail: bool) -> None:
    """What shoppers asked, searched without success and thought of the articles."""
    with opened_service() as service:
        now = service.clock()
        lines = service.database.read(lambda c: read_digest(c, now - timedelta(days=days)))
        if mail:
            rules = service.rules(service.bundle.current())
            key = now.strftime("%Y-%m-%dT%H%M")
            service.database.write(lambda c: queue_alert(c, "digest", rules, key, now))
    click.echo("\n".join(lines))


def read_digest(connection: Connection, since: datetime) -> list[str]:
    """The lines of the report."""
    return [
        "Submissions by topic",
        *_counted(connection, since),
        "Searches that found nothing",
        *_fruitless(connection, since),
        "Articles: helpful / not helpful",
        *_votes(connection, since),
        "What was missing, in shoppers' words",
        *_comments(connection, since),
    ]


def _counted(connection: Connection, since: datetime) -> list[str]:
    count = func.count().label("count")
    rows = connection.execute(
        select(submissions.c.topic, count)
        .where(submissions.c.arrived_at >= since)
        .group_by(submissions.c.topic)
        .order_by(count.desc())
    )
    return [f"{row.count:>6}  {row.topic}" for row in rows] or ["  none"]


def _fruitless(connection: Connection, since: datetime) -> list[str]:
    table, count = fruitless_searches.c, func.sum(fruitless_searches.c.count).label("total")
    rows = connection.execute(
        select(table.locale, table.query, count)
        .where(table.day >= since.strftime("%Y-%m-%d"))
        .group_by(table.locale, table.query)
        .order_by(count.desc())
        .limit(50)
    )
    return [f"{row.total:>6}  {row.locale}  {row.query}" for row in rows] or ["  none"]


def _votes(connection: Connection, since: datetime) -> list[str]:
    votes: dict[tuple[str, str], list[int]] = {}
    counted = (
        select(feedback.c.article, feedback.c.locale, feedback.c.helpful, func.count())
        .where(feedback.c.at >= since)
        .group_by(feedback.c.article, feedback.c.locale, feedback.c.helpful)
    )
    for article, locale, helpful, count in connection.execute(counted):
        votes.setdefault((article, locale), [0, 0])[0 if helpful else 1] += count
    worst = sorted(votes.items(), key=lambda entry: (-entry[1][1], entry[0]))
    return [f"{yes:>6} /{no:>4}  {key[1]}  {key[0]}" for key, (yes, no) in worst] or ["  none"]


def _comments(connection: Connection, since: datetime) -> list[str]:
    rows = connection.execute(
        select(feedback.c.article, feedback.c.locale, feedback.c.comment)
        .where(feedback.c.at >= since, feedback.c.comment != "")
        .order_by(feedback.c.id.desc())
        .limit(50)
    )
    lines = [f"  {row.locale}  {row.article}: {' '.join(row.comment.split())}" for row in rows]
    return lines or ["  none"]

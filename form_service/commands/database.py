"""`helpcenter database`: check, upgrade, back up, move."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import click
from sqlalchemy import Connection, inspect, text

from form_service.commands import plain_errors
from form_service.setting_values import parse_database_url
from form_service.start import settings_from_environment
from form_service.storage.copying import backup, copy
from form_service.storage.database import Database, open_database
from form_service.storage.schema import read_version, upgrade
from form_service.storage.tables import VERSION, metadata


@click.group()
def database() -> None:
    """The database: check, upgrade, backup, copy."""


@database.command()
def check() -> None:
    """Whether schema and content are sound."""
    with _opened() as found:
        problems = found.read(_problems)
    for problem in problems:
        click.echo(problem)
    if problems:
        raise SystemExit(1)
    click.echo(f"sound, schema {VERSION}")


@database.command("upgrade")
def upgrade_schema() -> None:
    """Bring an older schema up to date; make a backup first."""
    with _opened() as found:
        before = found.write(upgrade)
    click.echo(f"schema {before} is now {VERSION}" if before != VERSION else "up to date already")


@database.command("backup")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def back_up(file: Path) -> None:
    """A consistent copy as a SQLite file, while the service goes on."""
    with _opened() as found:
        backup(found, file)
    click.echo(f"{file}: {file.stat().st_size} bytes")


@database.command("copy")
@click.argument("target")
def copy_to(target: str) -> None:
    """Move to another, empty database, for example from SQLite to PostgreSQL. Stop the service."""
    try:
        url = parse_database_url(target)
    except ValueError as error:
        raise click.ClickException(f"The target {error}.") from error
    with _opened() as found, closing(open_database(url)) as other:
        copied = copy(found, other)
    for name, count in copied.items():
        click.echo(f"{count:>8}  {name}")


@contextmanager
def _opened() -> Iterator[Database]:
    with plain_errors(), closing(open_database(settings_from_environment().database)) as found:
        yield found


def _problems(connection: Connection) -> list[str]:
    version = read_version(connection)
    if version != VERSION:
        return [f"schema {version or 'missing'}, {VERSION} is needed: helpcenter database upgrade"]
    there = set(inspect(connection).get_table_names())
    problems = [f"table {name} is missing" for name in metadata.tables if name not in there]
    if connection.dialect.name == "sqlite":
        lines = connection.execute(text("PRAGMA integrity_check")).scalars()
        problems += [line for line in lines if line != "ok"]
        problems += [str(row) for row in connection.execute(text("PRAGMA foreign_key_check"))]
    return problems

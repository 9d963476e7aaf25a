"""The schema's version in the database, and the steps that bring an older one up to date."""

from collections.abc import Callable

from sqlalchemy import Connection, inspect, select, update

from form_service.storage.database import Database
from form_service.storage.tables import VERSION, metadata, schema_version

Step = Callable[[Connection], None]

STEPS: dict[int, Step] = {}
"""From the version that is the key to the next one."""


class SchemaError(Exception):
    """The database cannot be used by this version of the service; the text says what to do."""


def read_version(connection: Connection) -> int | None:
    """The schema's version; None for an empty database."""
    if not inspect(connection).has_table(schema_version.name):
        return None
    version: int = connection.execute(select(schema_version.c.version)).scalar_one()
    return version


def create_tables(connection: Connection) -> None:
    """Everything in an empty database."""
    metadata.create_all(connection)
    connection.execute(schema_version.insert().values(version=VERSION))


def upgrade(connection: Connection, steps: dict[int, Step] = STEPS, target: int = VERSION) -> int:
    """Bring the schema to `target` in the caller's transaction; returns the version it had."""
    found = read_version(connection)
    if found is None:
        create_tables(connection)
        return 0
    if found > target:
        raise SchemaError(
            f"The database has schema {found}, this version of the service knows {target}: "
            "install the newer version again, or restore the backup made before the upgrade."
        )
    for version in range(found, target):
        steps[version](connection)
        connection.execute(update(schema_version).values(version=version + 1))
    return found


def prepare(database: Database) -> None:
    """Make the tables of a new database; refuse one that needs an upgrade.

    An upgrade of a full queue is the operator's decision: `helpcenter database upgrade`.
    """
    found = database.read(read_version)
    if found is None:
        database.write(upgrade)
    elif found != VERSION:
        raise SchemaError(
            f"The database has schema {found}, this version of the service needs {VERSION}: "
            "run helpcenter database backup, then helpcenter database upgrade."
        )

"""The operator's commands of `helpcenter`, entry points of the group helpcenter.commands."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

import click
from sqlalchemy.exc import DatabaseError

from form_service.release import BundleMissingError
from form_service.service import Service
from form_service.start import service_from_environment
from form_service.storage.copying import CopyError
from form_service.storage.schema import SchemaError
from form_service.storage.writer import DatabaseUnavailableError

LARGEST_ID = 2**63 - 1
EXPECTED = (BundleMissingError, CopyError, SchemaError)
UNUSABLE = (DatabaseUnavailableError, DatabaseError, sqlite3.Error)


@contextmanager
def opened_service() -> Iterator[Service]:
    """The service as the environment describes it, for the length of a command."""
    with plain_errors():
        service = service_from_environment()
        try:
            yield service
        finally:
            service.database.close()


@contextmanager
def plain_errors() -> Iterator[None]:
    """A sentence and exit code 1 for what an operator can put right."""
    try:
        yield
    except EXPECTED as error:
        raise click.ClickException(str(error)) from error
    except UNUSABLE as error:
        reason = error.orig if isinstance(error, DatabaseError) else error
        raise click.ClickException(f"The database cannot be used: {reason}.") from error
    except OSError as error:
        raise click.ClickException(f"{error.filename or 'A file'}: {error.strerror}.") from error

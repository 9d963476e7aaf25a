"""The operator's commands of `helpcenter`, entry points of the group helpcenter.commands."""

from collections.abc import Iterator
from contextlib import contextmanager

from form_service.service import Service
from form_service.start import service_from_environment


@contextmanager
def opened_service() -> Iterator[Service]:
    """The service as the environment describes it, for the length of a command."""
    service = service_from_environment()
    try:
        yield service
    finally:
        service.database.close()

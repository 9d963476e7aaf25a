"""Starting: settings from the environment, a sentence and exit 2 when something is wrong."""

import logging
import os
import sys
from contextlib import suppress
from typing import NoReturn

from flask import Flask
from sqlalchemy.exc import DatabaseError

from form_service.application import build_app, build_service
from form_service.background import Background
from form_service.composition.compose import ComposeError
from form_service.release import BundleMissingError
from form_service.service import Service
from form_service.settings import Settings, SettingsError, read_settings
from form_service.storage.schema import SchemaError
from form_service.storage.writer import DatabaseUnavailableError

REFUSALS = (
    SettingsError,
    SchemaError,
    ComposeError,
    DatabaseUnavailableError,
    DatabaseError,
    OSError,
)
LOG_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"


def create_app_from_environment() -> Flask:
    """The application with its delivery running."""
    service = service_from_environment()
    start_background(service)
    return build_app(service)


def start_background(service: Service) -> Background:
    """The threads beside the pages, begun where the settings ask for them."""
    background = Background(service)
    if service.settings.delivery == "thread":
        try:
            background.start()
        except BundleMissingError as error:  # mails come from the bundle's shop
            refuse(error)
    return background


def service_from_environment() -> Service:
    """The service as the environment describes it; ends the process when it cannot be."""
    logging.basicConfig(level=logging.INFO, format=LOG_FORMAT)
    return start_service(settings_from_environment())


def settings_from_environment() -> Settings:
    """The settings; ends the process with a sentence each when they cannot be used."""
    environ = dict(os.environ)
    if environ.get("FLASK_DEBUG") == "1":
        environ.setdefault("HELPCENTER_MODE", "development")
    try:
        return read_settings(environ)
    except SettingsError as error:
        refuse(error)


def start_service(settings: Settings) -> Service:
    """Open everything, or end the process with a sentence."""
    try:
        service = build_service(settings)
        _check_staff_locale(service)
    except REFUSALS as error:
        refuse(error)
    return service


def _check_staff_locale(service: Service) -> None:
    """A misspelt locale must not pass for the source locale; without a bundle nobody can tell."""
    chosen = service.settings.staff_locale
    with suppress(BundleMissingError):
        known = service.bundle.current().pages
        if chosen and chosen not in known:
            raise SettingsError([f"HELPCENTER_STAFF_LOCALE must be one of {', '.join(known)}."])


def refuse(reason: Exception) -> NoReturn:
    """Say why and end with status 2, as commands do for wrong usage."""
    print(f"The form service does not start:\n{reason}", file=sys.stderr)  # noqa: T201  # before logging is of use
    sys.exit(2)

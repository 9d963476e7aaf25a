"""The form service: a shopper's form becomes a stored submission, a ticket, an acknowledgement."""

from flask import Flask


def create_app() -> Flask:
    """The application with settings from the environment; `flask --app form_service` calls it."""
    from form_service.start import (
        create_app_from_environment,  # keeps imports of single modules light
    )

    return create_app_from_environment()

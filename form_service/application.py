"""The Flask application, from settings and a few replaceable parts."""

import secrets
from typing import Any

from flask import Flask, g
from flask_babel import Babel
from werkzeug.middleware.proxy_fix import ProxyFix

from form_service.catalogue import ServiceDomain
from form_service.composition.compose import self_test
from form_service.delivery.worker import Clock
from form_service.intake.tokens import Tokens
from form_service.keys import Keys
from form_service.photos.worker import LARGEST_EDGE
from form_service.references import Randomness
from form_service.release import Bundle
from form_service.service import EXTENSION, Service, utc_now
from form_service.settings import Settings
from form_service.storage.database import Database, open_database
from form_service.storage.schema import prepare
from form_service.views import register_views
from form_service.views.codes import keep_codes_whole
from form_service.views.form_labels import chosen_label

FORM_BYTES = 256 * 1024
"""Of everything typed into a form; photos do not count."""
FORM_PARTS = 60


def build_service(
    settings: Settings,
    *,
    database: Database | None = None,
    clock: Clock = utc_now,
    randomness: Randomness = secrets.token_bytes,
) -> Service:
    """The parts of the service; the database is opened and its tables are there."""
    self_test()
    keys = Keys(settings.secret)
    opened = database or open_database(settings.database, threads=settings.threads)
    prepare(opened)
    return Service(
        settings=settings,
        keys=keys,
        bundle=Bundle(settings.bundle),
        database=opened,
        clock=clock,
        randomness=randomness,
        tokens=Tokens(keys, clock, randomness),
    )


def build_app(service: Service) -> Flask:
    """The application around a service."""
    settings = service.settings
    app = Flask("form_service", static_folder=None)
    app.config.update(
        SECRET_KEY=None,  # no session, no cookie
        MAX_CONTENT_LENGTH=service_limit(),
        MAX_FORM_MEMORY_SIZE=FORM_BYTES,
        MAX_FORM_PARTS=FORM_PARTS,
        WTF_I18N_ENABLED=False,
        PROPAGATE_EXCEPTIONS=False,
    )
    app.extensions[EXTENSION] = service
    Babel(app, locale_selector=_locale)
    app.before_request(ServiceDomain().as_default)
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals |= {"chosen_label": chosen_label, "largest_edge": LARGEST_EDGE}
    app.jinja_env.filters["codes"] = keep_codes_whole
    register_views(app)
    if settings.proxies:
        count = settings.proxies
        app.wsgi_app = _behind_proxies(app.wsgi_app, count)  # type: ignore[method-assign]
    return app


def service_limit() -> int:
    """Bytes of the largest body any page takes."""
    return 32 * 1024 * 1024


def _behind_proxies(inner: Any, count: int) -> Any:
    return ProxyFix(inner, x_for=count, x_proto=count, x_host=count)


def _locale() -> str | None:
    found: str | None = g.get("locale")
    return found

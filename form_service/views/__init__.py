"""The pages of the service, all under /desk/."""

from flask import Blueprint, Flask

from form_service.views import (
    development,
    feedback,
    health,
    intake,
    photo_pages,
    results,
    search,
    static_site,
    withdraw,
)
from form_service.views.errors import register_errors
from form_service.views.headers import add_headers


def register_views(app: Flask) -> None:
    """Every page, the error pages and the headers."""
    desk = Blueprint("desk", __name__, url_prefix="/desk")
    for module in (intake, withdraw, results, search, feedback, health, photo_pages):
        module.register(desk)
    settings = app.extensions["form_service"].settings
    if settings.is_development:
        development.register(desk)
    app.register_blueprint(desk)
    if settings.site is not None:
        static_site.register(app, settings.site)
    register_errors(app)
    app.after_request(add_headers)

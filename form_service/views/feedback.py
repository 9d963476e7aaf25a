"""Votes on articles: one press on the article's page, or the form with a comment."""

import hashlib
from contextlib import suppress
from datetime import datetime

from flask import Blueprint, Response, abort, g, request
from flask_babel import gettext
from sqlalchemy import Connection, select
from sqlalchemy.exc import IntegrityError
from werkzeug.datastructures import MultiDict

from form_service.abuse.caps import admit
from form_service.intake.forms import ShopForm
from form_service.intake.origins import Origin, judge_origin
from form_service.release import Release
from form_service.service import current_service
from form_service.storage.tables import feedback
from form_service.views.form_pages import build_form, refuse_foreign, show_form
from form_service.views.pages import Page, render_page, use_locale


def register(desk: Blueprint) -> None:
    """The addresses of this module's pages."""
    desk.add_url_rule("/<locale>/feedback", "feedback", show, methods=["GET"])
    desk.add_url_rule("/<locale>/feedback", "vote", vote, methods=["POST"])


def show(locale: str) -> Response:
    """The form with a comment; the address names the article."""
    release = use_locale(locale)
    known = MultiDict({name: request.args.get(name, "") for name in ("article", "helpful")})
    form = build_form("feedback", release, known)
    if form.values()["article"] not in release.pages[locale].articles:
        abort(404)
    return show_form(release, form)


def vote(locale: str) -> Response:
    """Store a vote. An article's page is static and has no token: then the origin must be ours."""
    release = use_locale(locale)
    form = build_form("feedback", release, request.form)
    if form.values()["article"] not in release.pages[locale].articles:
        abort(404)
    if "switch" in request.form:
        return show_form(release, form)
    if refusal := refuse_foreign(release, form):
        return refusal
    from_article = "token" not in request.form
    if from_article and judge_origin(request.headers, request.host) is not Origin.OWN:
        return show_form(release, form)
    is_valid = form.is_valid()
    if not is_valid and not (from_article and set(form.errors) == {"token"}):
        return show_form(release, form, status=422)
    _store(form)
    return _thank(release, form)


def _store(form: ShopForm) -> None:
    service, now, locale = current_service(), current_service().clock(), g.locale
    limits = service.limits(request.remote_addr or "")
    values = form.values()
    token = form.read_token
    once = hashlib.sha256(
        f"{token.id if token else service.randomness(12).hex()}\x1f{values}".encode()
    ).hexdigest()
    rules = service.rules(service.bundle.current())

    def work(connection: Connection) -> None:
        known = select(feedback.c.id).where(feedback.c.once == once)
        if connection.execute(known).first() is None:
            (refusal,) = admit(connection, [limits], rules.window, now)
            if refusal is not None:
                raise refusal
            connection.execute(feedback.insert(), _row(values, once, locale, now))

    with suppress(IntegrityError):  # the same vote at the same moment elsewhere: that one won
        service.database.write(work)


def _row(values: object, once: str, locale: str, now: datetime) -> dict[str, object]:
    typed: dict[str, str] = dict(values)  # type: ignore[call-overload]
    return {
        "once": once,
        "article": typed["article"],
        "locale": locale,
        "helpful": typed["helpful"] == "yes",
        "comment": typed["comment"],
        "at": now,
    }


def _thank(release: Release, form: ShopForm) -> Response:
    article = release.pages[g.locale].articles[form.values()["article"]]
    values = {
        "text": gettext("Your opinion helps us to write better articles."),
        "next_url": article.url,
        "next_label": gettext("Back to the article"),
    }
    return render_page(
        release, Page(title=gettext("Thank you"), template="message.html", values=values)
    )

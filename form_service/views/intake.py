"""The contact form and the issue report."""

from flask import Blueprint, Response, request
from werkzeug.datastructures import MultiDict

from form_service.intake.browsers import describe_browser
from form_service.views.form_pages import (
    accept,
    build_form,
    needs_check,
    refuse_foreign,
    show_check,
    show_form,
)
from form_service.views.pages import asked_query, use_locale
from form_service.views.photo_pages import keep_for_later, receive_photos


def register(desk: Blueprint) -> None:
    """The addresses of this module's pages."""
    rule = "/<locale>/<any(contact, report):name>"
    desk.add_url_rule(rule, "form", show, methods=["GET"])
    desk.add_url_rule(rule, "send", send, methods=["POST"])


def show(locale: str, name: str) -> Response:
    """The empty form; the address may name the topic, and what was searched for in vain."""
    release = use_locale(locale)
    known = MultiDict(
        {
            "topic": request.args.get("topic", ""),
            "message": asked_query(),
            "browser": describe_browser(request.headers.get("User-Agent", "")),
        }
    )
    return show_form(release, build_form(name, release, known))


def send(locale: str, name: str) -> Response:
    """Take the form, or show it again with what has to be put right."""
    release = use_locale(locale)
    form = build_form(name, release, request.form)
    if refusal := refuse_foreign(release, form):
        return refusal
    received = receive_photos(form)
    is_switch = "switch" in request.form or "edit" in request.form
    is_valid = not is_switch and form.is_valid() and form.note_photos(received.problems)
    if is_valid and not needs_check(form):
        return accept(release, form, received.pictures)
    keep_for_later(form, received)
    if is_valid:
        return show_check(release, form)
    return show_form(release, form, status=200 if is_switch else 422)

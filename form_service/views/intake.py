"""The contact form and the issue report."""

from flask import Blueprint, Response, request
from werkzeug.datastructures import MultiDict

from form_service.browsers import describe_browser
from form_service.views.form_pages import (
    accept,
    build_form,
    needs_check,
    refuse_foreign,
    show_check,
    show_form,
)
from form_service.views.pages import use_locale


def register(desk: Blueprint) -> None:
    """The addresses of this module's pages."""
    rule = "/<locale>/<any(contact, report):name>"
    desk.add_url_rule(rule, "form", show, methods=["GET"])
    desk.add_url_rule(rule, "send", send, methods=["POST"])


def show(locale: str, name: str) -> Response:
    """The empty form; the address may name the topic."""
    release = use_locale(locale)
    known = MultiDict(
        {
            "topic": request.args.get("topic", ""),
            "browser": describe_browser(request.headers.get("User-Agent", "")),
        }
    )
    return show_form(release, build_form(name, release, known))


def send(locale: str, name: str) -> Response:
    """Take the form, or show it again with what has to be put right."""
    release = use_locale(locale)
    form = build_form(name, release, request.form)
    if "switch" in request.form or "edit" in request.form:
        return show_form(release, form)
    if refusal := refuse_foreign(release, form):
        return refusal
    if not form.is_valid():
        return show_form(release, form, status=422)
    if needs_check(form):
        return show_check(release, form)
    return accept(release, form)

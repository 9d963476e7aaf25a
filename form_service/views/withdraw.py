"""The withdrawal function (Directive 2011/83/EU, Article 11a): statement, then confirmation."""

from flask import Blueprint, Response, request
from werkzeug.datastructures import MultiDict

from form_service.views.form_pages import (
    accept,
    build_form,
    is_checked,
    refuse_foreign,
    show_check,
    show_form,
)
from form_service.views.pages import use_locale


def register(desk: Blueprint) -> None:
    """The addresses of this module's pages."""
    desk.add_url_rule("/<locale>/withdraw", "withdraw", show, methods=["GET"])
    desk.add_url_rule("/<locale>/withdraw", "send_withdrawal", send, methods=["POST"])


def show(locale: str) -> Response:
    """The empty statement."""
    release = use_locale(locale)
    known = MultiDict({"order_number": request.args.get("order", ""), "scope": "whole"})
    return show_form(release, build_form("withdraw", release, known))


def send(locale: str) -> Response:
    """First to be checked; stored when that very statement is confirmed."""
    release = use_locale(locale)
    form = build_form("withdraw", release, request.form)
    if "switch" in request.form or "edit" in request.form:
        return show_form(release, form)
    if refusal := refuse_foreign(release, form):
        return refusal
    if not form.is_valid():
        return show_form(release, form, status=422)
    if "confirm" in request.form and is_checked(form):
        return accept(release, form)
    return show_check(release, form)

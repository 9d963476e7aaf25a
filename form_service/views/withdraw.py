"""The withdrawal function (Directive 2011/83/EU, Article 11a): statement, then confirmation."""

from flask import Blueprint, Response, abort, request
from werkzeug.datastructures import MultiDict

from form_service.composition.letters import Sender, withdrawal_copy
from form_service.keys import Keys
from form_service.service import current_service
from form_service.views.form_pages import (
    build_form,
    is_checked,
    lead_to_thanks,
    refuse_foreign,
    show_check,
    show_form,
    store_form,
)
from form_service.views.pages import use_locale
from form_service.views.results import read_stored

COPY = "withdrawal-copy"


def register(desk: Blueprint) -> None:
    """The addresses of this module's pages."""
    desk.add_url_rule("/<locale>/withdraw", "withdraw", show, methods=["GET"])
    desk.add_url_rule("/<locale>/withdraw", "send_withdrawal", send, methods=["POST"])
    desk.add_url_rule("/<locale>/withdraw/copy/<seal>", "save_withdrawal", save)


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
        stored = store_form(release, form)
        return lead_to_thanks(stored, copy=copy_seal(current_service().keys, stored.reference))
    return show_check(release, form)


def save(locale: str, seal: str) -> Response:
    """The statement as a file, for whoever sent it: also when no mail may go out."""
    release = use_locale(locale)
    service = current_service()
    reference = read_copy_seal(service.keys, seal)
    found = read_stored(reference) if reference else None
    if found is None or found[0].form != "withdraw":
        abort(404)
    sender = Sender(release=release, settings=service.settings, keys=service.keys)
    text = withdrawal_copy(sender, found[0])
    response = Response(text + "\n", content_type="text/plain; charset=utf-8")
    name = f"withdrawal-{reference}.txt"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def copy_seal(keys: Keys, reference: str) -> str:
    """What the address of the file carries; only the sender's thanks page has it."""
    return keys.sign(COPY, reference)


def read_copy_seal(keys: Keys, seal: str) -> str | None:
    """The reference in a seal; None when it is not ours."""
    value = keys.read_signed(COPY, seal)
    return value if isinstance(value, str) else None

"""What comes after a form: thanks, the state of a message, "this was not me"."""

from flask import Blueprint, Response, abort, g, request
from flask_babel import gettext
from sqlalchemy import Connection, select

from form_service.abuse.silence import read_silence_link, silence
from form_service.composition.promises import dated_moment, moment_text, promise_sentence
from form_service.delivery.outbox import ACKNOWLEDGEMENT, SENT, TICKET, WITHDRAWAL
from form_service.records import Submission
from form_service.references import parse_reference
from form_service.release import Release
from form_service.service import current_service
from form_service.storage.submissions import read_submission
from form_service.storage.tables import outbox, submissions
from form_service.views.pages import Page, render_page, use_locale


def register(desk: Blueprint) -> None:
    """The addresses of this module's pages."""
    desk.add_url_rule("/<locale>/thanks/<reference>", "thanks", thanks)
    desk.add_url_rule("/<locale>/status/<reference>", "status", status)
    desk.add_url_rule("/<locale>/not-me/<seal>", "not_me", ask_not_me, methods=["GET"])
    desk.add_url_rule("/<locale>/not-me/<seal>", "was_not_me", not_me, methods=["POST"])


def thanks(locale: str, reference: str) -> Response:
    """The reference and when the shop answers; nothing that the shopper typed."""
    release = use_locale(locale)
    found = read_stored(reference)
    if found is None:
        return _unknown(release)
    submission, mails = found
    is_withdrawal = submission.form == "withdraw"
    title = gettext("Your withdrawal has reached us") if is_withdrawal else gettext("Thank you")
    values = _common(release, submission) | {
        "is_withdrawal": is_withdrawal,
        "dated": dated_moment(release.shop, submission.arrived_at, locale),
        "acknowledged": bool(mails.keys() & {ACKNOWLEDGEMENT, WITHDRAWAL}),
        "copy": request.args.get("copy", "") if is_withdrawal else "",
    }
    return render_page(release, Page(title=title, template="thanks.html", values=values))


def status(locale: str, reference: str) -> Response:
    """Where a message is."""
    release = use_locale(locale)
    found = read_stored(reference)
    if found is None:
        return _unknown(release)
    submission, mails = found
    topic = release.shop.topics.get(submission.topic)
    route = release.shop.routes.get(submission.route)
    values = _common(release, submission) | {
        "topic": topic.label.in_locale(locale) if topic else submission.topic,
        "team": route.label.in_locale(locale) if route else submission.route,
        "is_delivered": mails.get(TICKET) == SENT,
    }
    title = gettext("Your message")
    return render_page(release, Page(title=title, template="status.html", values=values))


def ask_not_me(locale: str, seal: str) -> Response:
    """A page with one button, because mail scanners follow links."""
    release = use_locale(locale)
    if read_silence_link(current_service().keys, seal) is None:
        abort(404)
    title = gettext("This was not me")
    page = Page(title=title, template="not_me.html", values={"action": request.path})
    return render_page(release, page)


def not_me(locale: str, seal: str) -> Response:
    """Send no more acknowledgements to the address."""
    release = use_locale(locale)
    service = current_service()
    mailbox_hash = read_silence_link(service.keys, seal)
    if mailbox_hash is None:
        abort(404)
    service.database.write(lambda c: silence(c, mailbox_hash, service.clock()))
    text = gettext("We send no more confirmations to your address. Sorry for the trouble.")
    title = gettext("Thank you for telling us")
    return render_page(release, Page(title=title, template="message.html", values={"text": text}))


def _unknown(release: Release) -> Response:
    """A reference mistyped, or of a message deleted since."""
    text = gettext(
        "We have no message with this reference. Compare it with the one in our confirmation: "
        "it looks like 7KQF-2MXA-9TRWC. We delete old messages after a while."
    )
    values = {
        "text": text,
        "next_url": f"/desk/{g.locale}/contact",
        "next_label": gettext("Write to us"),
    }
    title = gettext("Reference not found")
    page = Page(title=title, template="message.html", status=404, values=values)
    return render_page(release, page)


def read_stored(reference: str) -> tuple[Submission, dict[str, str]] | None:
    """The submission of a reference, however it was typed, and the states of its mails."""
    code = parse_reference(reference)
    return current_service().database.read(lambda c: _read(c, code)) if code else None


def _read(connection: Connection, reference: str) -> tuple[Submission, dict[str, str]] | None:
    row = (
        connection.execute(select(submissions).where(submissions.c.reference == reference))
        .mappings()
        .one_or_none()
    )
    if row is None:
        return None
    mails = select(outbox.c.mail, outbox.c.state).where(outbox.c.submission == reference)
    return read_submission(row), {row.mail: row.state for row in connection.execute(mails)}


def _common(release: Release, submission: Submission) -> dict[str, object]:
    return {
        "submission": submission,
        "promise": promise_sentence(release.shop, submission.answer_by, g.locale),
        "arrived": moment_text(release.shop, submission.arrived_at, g.locale),
        "articles": release.articles_of(submission.topic, g.locale),
    }

"""The ticket: everything a team needs to answer without asking again, as plain text."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from form_service.addresses import parse_address
from form_service.catalogue import catalogue
from form_service.composition.compose import Attachment, Mail, Message, compose
from form_service.composition.letters import Sender, topic_label
from form_service.composition.promises import dated_moment, moment_text
from form_service.composition.texts import render_mail
from form_service.delivery.outbox import Claimed
from form_service.intake.submission import UNREAD_NUMBER
from form_service.records import Submission
from form_service.text import clean_line, clean_text, shorten

QUOTE = "| "
"""Before each line a shopper typed, so that none can pass for one of ours."""
ATTACHED_BYTES = 7 * 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """A submission of the same shopper or about the same order."""

    reference: str
    topic: str
    arrived_at: datetime
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketParts:
    """What a ticket is made of."""

    submission: Submission
    earlier: Sequence[Earlier]
    answers: Sequence[tuple[str, str]]
    """Title and address of articles that answer the message."""
    pictures: Sequence[bytes]
    pictures_url: str
    must_link: bool
    """A server refused the ticket for its size before."""


def compose_ticket(sender: Sender, claimed: Claimed, parts: TicketParts) -> Message:
    """The mail to the team."""
    submission, locale = parts.submission, sender.staff_locale
    shop = sender.release.shop
    text = render_mail("ticket", locale, shop.locales[locale].direction, _values(sender, parts))
    address = parse_address(submission.email)
    attached = () if parts.must_link else _attachments(parts.pictures)
    return compose(
        Mail(
            sender_name=shop.identity.name.in_locale(locale),
            sender=sender.address,
            recipient=claimed.recipient,
            reply_to=address.ascii if address else None,
            subject=_subject(sender, submission, locale),
            text=text.text,
            message_id=claimed.message_id,
            thread=f"{submission.reference}.thread@{sender.domain}",
            date=claimed.created_at,
            locale=locale,
            urgent=submission.urgent,
            attachments=attached,
        )
    )


def quote(text: str) -> str:
    """What a shopper typed, each line marked."""
    return "\n".join(QUOTE + line for line in clean_text(text).split("\n"))


def _subject(sender: Sender, submission: Submission, locale: str) -> str:
    topic = topic_label(sender.release.shop, submission.topic, locale)
    order = f": {submission.order_number}" if submission.order_number else ""
    return f"[{submission.reference}] {topic}{order}"


def _values(sender: Sender, parts: TicketParts) -> dict[str, object]:
    submission, locale = parts.submission, sender.staff_locale
    shop = sender.release.shop
    total = sum(map(len, parts.pictures))
    return {
        "topic": topic_label(sender.release.shop, submission.topic, locale),
        "reference": submission.reference,
        "order_number": submission.order_number,
        "name": clean_line(submission.name),
        "email": clean_line(submission.email),
        "can_reply": _can_reply(submission.email),
        "language": shop.locales[submission.locale].name,
        "arrived": dated_moment(shop, submission.arrived_at, locale),
        "answer_by": moment_text(shop, submission.answer_by, locale),
        "is_urgent": submission.urgent,
        "is_withdrawal": submission.form == "withdraw",
        "message": quote(submission.message) if submission.message else "",
        "details": _details(submission, locale),
        "earlier": [_earlier(sender, entry, locale) for entry in parts.earlier],
        "answers": parts.answers,
        "photo_count": len(parts.pictures),
        "photos_url": parts.pictures_url if parts.must_link or total > ATTACHED_BYTES else "",
    }


def _can_reply(email: str) -> bool:
    address = parse_address(email)
    return address is not None and address.ascii is not None


def _details(submission: Submission, locale: str) -> list[tuple[str, str]]:
    gettext = catalogue(locale).gettext
    labels = {
        UNREAD_NUMBER: gettext("Order number, as it was typed:"),
        "place": gettext("Where did it happen?"),
        "page_address": gettext("Address of the page"),
        "browser": gettext("Your browser or app"),
        "scope": gettext("What do you withdraw from?"),
        "positions": gettext("Which items?"),
    }
    words = {"whole": gettext("The whole order"), "part": gettext("Only some items of it")}
    return [
        (
            _closed(labels.get(name, name)),
            words.get(value, value) if name == "scope" else clean_line(value),
        )
        for name, value in submission.details.items()
    ]


def _closed(label: str) -> str:
    """A question closes itself; other labels need a colon before their value."""
    return label if label.endswith(("?", "؟", ":")) else f"{label}:"


def _earlier(sender: Sender, entry: Earlier, locale: str) -> str:
    when = moment_text(sender.release.shop, entry.arrived_at, locale)
    topic = topic_label(sender.release.shop, entry.topic, locale)
    beginning = shorten(clean_line(entry.message), 120)
    return f"{entry.reference}, {when}, {topic}" + (f": {beginning}" if beginning else "")


def _attachments(pictures: Iterable[bytes]) -> tuple[Attachment, ...]:
    found = tuple(pictures)
    if sum(map(len, found)) > ATTACHED_BYTES:
        return ()
    return tuple(
        Attachment(name=f"photo-{number}.jpg", content=content)
        for number, content in enumerate(found, start=1)
    )

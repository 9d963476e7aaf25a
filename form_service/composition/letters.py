"""The mails: what each says, from a stored submission and the facts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from form_service.abuse.silence import silence_seal
from form_service.composition.compose import Mail, Message, compose
from form_service.composition.promises import dated_moment, moment_text, promise_sentence
from form_service.composition.texts import MailText, render_mail
from form_service.delivery.outbox import ACKNOWLEDGEMENT, WITHDRAWAL, Claimed
from form_service.keys import Keys
from form_service.records import Submission
from form_service.release import Release
from form_service.service import operator_address, public_url
from form_service.settings import Settings
from helpcenter_build.calendar.incidents import active_incidents
from helpcenter_build.locales.formatting import duration, phone
from helpcenter_build.locales.locale import locale_of

if TYPE_CHECKING:
    from helpcenter_build.facts import Shop


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    """What every mail needs to know of the shop and its settings."""

    release: Release
    settings: Settings
    keys: Keys

    @property
    def domain(self) -> str:
        """The shop's mail domain."""
        return self.release.shop.identity.mail_domain

    @property
    def address(self) -> str:
        """The From address."""
        return self.settings.mail_from or f"help@{self.domain}"

    @property
    def url(self) -> str:
        """The origin of links in mails."""
        return public_url(self.settings, self.release)

    @property
    def staff_locale(self) -> str:
        """The language of tickets and alerts."""
        chosen = self.settings.staff_locale
        return chosen if chosen in self.release.pages else self.release.shop.source_locale


def acknowledgement(sender: Sender, claimed: Claimed, submission: Submission) -> Message:
    """To the shopper: it arrived, and when the answer comes. Nothing in it was typed by anybody."""
    return _to_shopper(sender, claimed, submission, ACKNOWLEDGEMENT, {})


def withdrawal(sender: Sender, claimed: Claimed, submission: Submission) -> Message:
    """To the shopper: the statement of withdrawal as the law wants it, fields of fixed shape only.

    See Directive 2011/83/EU, Article 11a(3): content, date and time on a durable medium.
    """
    more = _statement(sender, submission)
    return _to_shopper(sender, claimed, submission, WITHDRAWAL, more)


def withdrawal_copy(sender: Sender, submission: Submission) -> str:
    """The same text for the shopper to save, whatever becomes of the mail."""
    values = _common(sender, submission) | _statement(sender, submission)
    return _render(sender, WITHDRAWAL, submission.locale, values).text


def _statement(sender: Sender, submission: Submission) -> dict[str, object]:
    returns = sender.release.shop.returns
    words = locale_of(sender.release.shop, submission.locale)
    return {
        "name": submission.name,
        "order_number": submission.order_number,
        "scope": submission.details.get("scope", "whole"),
        "positions": submission.details.get("positions", ""),
        "send_back": duration(returns.send_back_days, "day", words, "genitive"),
        "refund": duration(returns.refund_days, "day", words, "genitive"),
        "email": submission.email,
        "arrived": dated_moment(sender.release.shop, submission.arrived_at, submission.locale),
    }


def alert(sender: Sender, claimed: Claimed, values: Mapping[str, object]) -> Message:
    """To the operator; the kind of mail names its text."""
    locale = sender.staff_locale
    shop = sender.release.shop
    named = {"shop": shop.identity.name.in_locale(locale), **values}
    text = _render(sender, claimed.mail, locale, named)
    return compose(_mail(sender, claimed, text, locale, to=claimed.recipient))


def _to_shopper(
    sender: Sender,
    claimed: Claimed,
    submission: Submission,
    mail: str,
    more: Mapping[str, object],
) -> Message:
    shop, locale = sender.release.shop, submission.locale
    text = _render(sender, mail, locale, {**_common(sender, submission), **more})
    route = shop.routes.get(submission.route)
    return compose(
        _mail(
            sender,
            claimed,
            text,
            locale,
            to=submission.email,
            reply_to=route.mailbox if route else operator_address(sender.settings, sender.release),
            thread=submission.reference,
        )
    )


def _common(sender: Sender, submission: Submission) -> dict[str, object]:
    shop, locale = sender.release.shop, submission.locale
    return {
        "shop": shop.identity.name.in_locale(locale),
        "phone": phone(shop.identity.phone),
        "reference": submission.reference,
        "topic": topic_label(shop, submission.topic, locale),
        "arrived": moment_text(shop, submission.arrived_at, locale),
        "promise": promise_sentence(shop, submission.answer_by, locale),
        "incidents": incident_texts(shop, submission),
        "articles": article_links(sender, submission.topic, locale),
        "status_url": f"{sender.url}/desk/{locale}/status/{submission.reference}",
        "not_me_url": f"{sender.url}/desk/{locale}/not-me/"
        f"{silence_seal(sender.keys, submission.mailbox)}",
    }


def topic_label(shop: Shop, topic: str, locale: str) -> str:
    """The topic's label; its id when the facts no longer have it."""
    return shop.topics[topic].label.in_locale(locale) if topic in shop.topics else topic


def incident_texts(shop: Shop, submission: Submission) -> list[str]:
    """What was wrong with the topic when the message arrived, in the shop's words."""
    incidents = active_incidents(shop, submission.arrived_at, {submission.topic})
    return [incident.text.in_locale(submission.locale) for incident in incidents]


def article_links(sender: Sender, topic: str, locale: str) -> list[tuple[str, str]]:
    """Title and address of the articles that the facts name for a topic."""
    articles = sender.release.articles_of(topic, locale)
    return [(article.title, sender.url + article.url) for article in articles]


def _render(sender: Sender, mail: str, locale: str, values: Mapping[str, object]) -> MailText:
    return render_mail(mail, locale, sender.release.shop.locales[locale].direction, values)


def _mail(
    sender: Sender,
    claimed: Claimed,
    text: MailText,
    locale: str,
    *,
    to: str,
    reply_to: str | None = None,
    thread: str | None = None,
) -> Mail:
    return Mail(
        sender_name=sender.release.shop.identity.name.in_locale(locale),
        sender=sender.address,
        recipient=to,
        reply_to=reply_to,
        subject=text.subject,
        text=text.text,
        html=text.html,
        message_id=claimed.message_id,
        thread=f"{thread}.thread@{sender.domain}" if thread else claimed.message_id,
        date=claimed.created_at,
        locale=locale,
    )

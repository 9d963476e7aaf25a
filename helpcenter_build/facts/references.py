"""Where the facts name an entry made elsewhere in the facts, and the rules that span sections.

Works on the values as read, not on the model, so that a wrong type in one place hides nothing.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from helpcenter_build.facts.channel_rules import channel_faults
from helpcenter_build.facts.faults import Fault, entries
from helpcenter_build.located_yaml import Keys, dotted
from helpcenter_build.problems import did_you_mean

EU_WITHDRAWAL_DAYS = 14  # Directive 2011/83/EU Art. 9(1)
EU_REFUND_DAYS = 14  # Art. 13(1), at most
EU_SEND_BACK_DAYS = 14  # Art. 14(1)
EU_EXTENSION_MONTHS = 12  # Art. 10(1)
EU_GUARANTEE_YEARS = 2  # Directive (EU) 2019/771 Art. 10(1)
EU_BURDEN_MONTHS = 12  # Directive (EU) 2019/771 Art. 11(1)


@dataclass(frozen=True, slots=True)
class Reference:
    """Entries matching `source` ("*" is any key; "*!" any key, itself checked) name a `target`."""

    source: str
    target: str


REFERENCES = (
    Reference("source_locale", "locales"),
    Reference("binding_locale", "locales"),
    Reference("urgency_words.*!", "locales"),
    Reference("routes.*.hours", "hours"),
    Reference("topics.*.route", "routes"),
    Reference("topics.*.articles.*", "sections"),
    Reference("delivery.methods.*.carriers.*", "carriers"),
    Reference("delivery.methods.*.zone", "countries"),
    Reference("payment.methods.*.zones.*", "countries"),
    Reference("returns.return_price.*!", "countries"),
    Reference("customs.duty_free_up_to.*!", "countries"),
    Reference("channels.*.hours", "hours"),
    Reference("channels.*.route", "routes"),
    Reference("channels.*.locales.*", "locales"),
    Reference("incidents.*.topics.*", "topics"),
    Reference("legal.mandatory.*", "sections"),
    Reference("legal.history.*", "sections"),
    Reference("home.tasks.*", "sections"),
    Reference("home.most_asked.*", "sections"),
)


def reference_faults(facts: object) -> Iterator[Fault]:
    """Names that lead nowhere: an unknown route, carrier, zone, locale, topic or section."""
    for reference in REFERENCES:
        known = _names(facts, reference.target)
        for keys, name in entries(facts, reference.source):
            wanted = str(name).split("/")[0]
            if known and wanted not in known:
                target = (
                    "zones of countries" if reference.target == "countries" else reference.target
                )
                sentence = f"names {wanted}, which is not among the {target}"
                hint = did_you_mean(wanted, known)
                yield Fault(keys=keys, id="facts.reference", sentence=sentence, hint=hint)


def _names(facts: object, target: str) -> set[str]:
    if target == "countries":
        return {str(zone) for _, zone in entries(facts, "countries.*.zone")}
    return {str(keys[-1]) for keys, _ in entries(facts, f"{target}.*")}


# ----------------------------------------------------------------------------------- rules

Rule = Callable[[object], Iterator[Fault]]


def _one(facts: object, pattern: str) -> object:
    return next((value for _, value in entries(facts, pattern)), None)


def _fault(key: str, id: str, sentence: str, hint: str) -> Fault:
    return Fault(keys=tuple(key.split(".")), id=id, sentence=sentence, hint=hint)


LEGAL_LIMITS = (
    ("returns.withdrawal_days", "least", EU_WITHDRAWAL_DAYS, "Directive 2011/83/EU Art. 9"),
    ("returns.send_back_days", "least", EU_SEND_BACK_DAYS, "Directive 2011/83/EU Art. 14"),
    ("returns.refund_days", "most", EU_REFUND_DAYS, "Directive 2011/83/EU Art. 13"),
    ("returns.extension_months", "least", EU_EXTENSION_MONTHS, "Directive 2011/83/EU Art. 10"),
    ("guarantee.legal_years", "least", EU_GUARANTEE_YEARS, "Directive (EU) 2019/771 Art. 10"),
    ("guarantee.burden_months", "least", EU_BURDEN_MONTHS, "Directive (EU) 2019/771 Art. 11"),
)


def legal_faults(facts: object) -> Iterator[Fault]:
    """Periods shorter (or, for the refund, longer) than EU law lets a shop promise."""
    if _one(facts, "legal.eu_consumers") is not True:
        return
    for key, side, limit, source in LEGAL_LIMITS:
        value = _one(facts, key)
        if not isinstance(value, int) or isinstance(value, bool):
            continue
        if value < limit if side == "least" else value > limit:
            hint = (
                f"Write {key.split('.')[-1]}: {limit}, or eu_consumers: false when none are served."
            )
            yield _fault(
                key, "facts.law", f"must be at {side} {limit} for EU consumers ({source})", hint
            )
    yield from _mandatory_faults(facts)


def _mandatory_faults(facts: object) -> Iterator[Fault]:
    pages = _one(facts, "legal.mandatory")
    if isinstance(pages, list):
        for page in ("returns/right-of-withdrawal", "legal/withdrawal-form"):
            if page not in pages:
                sentence = (
                    f"must list {page} for EU consumers (Directive 2011/83/EU Art. 6 and 11a)"
                )
                yield _fault("legal.mandatory", "facts.law", sentence, f"Add - {page}")


def mailbox_faults(facts: object) -> Iterator[Fault]:
    """Team mailboxes outside the shop's own mail domain, which DMARC would refuse to send from."""
    domain = _one(facts, "identity.mail_domain")
    for keys, mailbox in entries(facts, "routes.*.mailbox"):
        if (
            isinstance(domain, str)
            and "." in str(mailbox).rpartition("@")[2]
            and not str(mailbox).endswith(f"@{domain}")
        ):
            sentence = f"is {mailbox}, outside the shop's mail domain {domain}"
            hint = f"Write {str(mailbox).split('@')[0]}@{domain}, or change identity.mail_domain."
            yield Fault(keys=keys, id="facts.mailbox", sentence=sentence, hint=hint)


def zone_faults(facts: object) -> Iterator[Fault]:
    """Countries in two zones, zones twice, zones without a return price or a way to deliver."""
    seen: dict[str, Keys] = {}
    for pattern in ("countries.*.codes.*", "countries.*.zone"):
        for keys, value in entries(facts, pattern):
            name = str(value)
            if name in seen:
                sentence = f"gives {name} again, first in {dotted(seen[name])}"
                yield Fault(keys=keys, id="facts.zone", sentence=sentence, hint="Keep one of them.")
            seen.setdefault(name, keys)
    priced = _names(facts, "returns.return_price")
    reached = {str(zone) for _, zone in entries(facts, "delivery.methods.*.zone")}
    for keys, zone in entries(facts, "countries.*.zone"):
        if priced and str(zone) not in priced:
            hint = f"Add {zone}: 9.90 to returns.return_price."
            yield Fault(keys=keys, id="facts.zone", sentence="has no return price", hint=hint)
        if reached and str(zone) not in reached:
            hint = f"Add a method with zone: {zone} to delivery.methods."
            yield Fault(keys=keys, id="facts.zone", sentence="has no delivery method", hint=hint)


def locale_faults(facts: object) -> Iterator[Fault]:
    """Locales without urgency words, and none with opening hours a team could keep."""
    words = _names(facts, "urgency_words")
    for locale in sorted(_names(facts, "locales") - words) if words else ():
        hint = f"Add {locale}: [...] with the words that make a message urgent."
        yield _fault("urgency_words", "facts.locale", f"lacks the words for {locale}", hint)


RULES: tuple[Rule, ...] = (
    reference_faults,
    legal_faults,
    mailbox_faults,
    zone_faults,
    locale_faults,
    channel_faults,
)

"""E-mail addresses: how they are read, compared and recognised as robots."""

from dataclasses import dataclass
from functools import lru_cache

from email_validator import EmailNotValidError, validate_email

from form_service.text import clean_line

ROBOTS = frozenset({
    "mailer-daemon", "postmaster", "noreply", "no-reply", "donotreply", "do-not-reply", "bounce",
    "bounces", "abuse", "autoreply", "auto-reply", "hostmaster", "webmaster", "listserv",
    "majordomo", "daemon", "root", "nobody",
})  # fmt: skip
GMAIL = frozenset({"gmail.com", "googlemail.com"})
IDEOGRAPHIC_SIGNS = str.maketrans({"。": ".", "＠": "@", "．": "."})


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """A valid address: as shown to people, and as written in a mail header."""

    shown: str
    ascii: str | None
    """With an A-label domain; None when the local part needs SMTPUTF8 (RFC 6531)."""

    @property
    def wire(self) -> str:
        """What goes into the envelope; the domain is in A-labels either way."""
        if self.ascii is not None:
            return self.ascii
        local, _, domain = self.shown.rpartition("@")
        return f"{local}@{domain.encode('idna').decode('ascii')}"


@lru_cache(maxsize=64)  # asked for twice in each request, and again when its mails are composed
def parse_address(text: str) -> Address | None:
    """The address in `text` by its syntax alone (no name server is asked); None if it has none."""
    candidate = text.strip().translate(IDEOGRAPHIC_SIGNS).strip("<>,; ").removeprefix("mailto:")
    if "=?" in candidate or "@" not in candidate or clean_line(candidate) != candidate:
        return None  # encoded words, which mail parsers decode; characters that hide or turn others
    try:
        found = validate_email(candidate, check_deliverability=False, strict=True)
    except EmailNotValidError:
        return None
    return Address(shown=found.normalized, ascii=found.ascii_email)


def comparable(address: str) -> str:
    """The mailbox behind an address: case, +tags and Gmail's dots do not make a new one."""
    local, _, domain = address.casefold().rpartition("@")
    local = local.split("+", 1)[0] or local
    if domain in GMAIL:
        local, domain = local.replace(".", ""), "gmail.com"
    return f"{local}@{domain}"


def is_robot(address: str) -> bool:
    """Whether an answer to this address would reach a machine (RFC 3834, section 2)."""
    local = address.casefold().rpartition("@")[0].split("+", 1)[0]
    return local in ROBOTS or local.startswith(("noreply", "no-reply", "bounce", "mailer-daemon"))


def is_within(address: str, domain: str) -> bool:
    """Whether the address belongs to a domain or one below it."""
    own = address.casefold().rpartition("@")[2]
    return own == domain.casefold() or own.endswith("." + domain.casefold())

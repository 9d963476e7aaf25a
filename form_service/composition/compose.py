"""The only way to a mail: cleans every value, builds the message, and refuses a suspicious one.

Python's own builder lets encoded words in a subject, name or file name become headers on versions
before the fix of CVE-2024-6923. So every header value is cleaned first, and the finished bytes are
read again: header names must be those of the allow-list, once each, lines end in CRLF and stay
under 998 octets (RFC 5322, section 2.1.1).
"""

import re
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from email.header import Header
from email.headerregistry import Address as HeaderAddress
from email.headerregistry import (
    BaseHeader,
    HeaderRegistry,
    UniqueAddressHeader,
    UniqueUnstructuredHeader,
)
from email.message import EmailMessage
from email.policy import SMTP, SMTPUTF8, Policy
from email.utils import format_datetime
from functools import lru_cache

from form_service.addresses import parse_address
from form_service.text import clean_header, clean_text, shorten

ALLOWED = frozenset({
    "from", "to", "reply-to", "subject", "date", "message-id", "references", "in-reply-to",
    "auto-submitted", "x-auto-response-suppress", "content-language", "x-priority", "importance",
    "mime-version", "content-type", "content-transfer-encoding",
})  # fmt: skip
CHECKED = ALLOWED - {"from", "subject"}
"""Headers of fixed words, ids of our own and addresses that `parse_address` has judged."""
REQUIRED = frozenset({"from", "to", "subject", "date", "message-id", "auto-submitted"})
BARE_BREAK = re.compile(rb"(?<!\r)\n|\r(?!\n)")
MESSAGE_ID = re.compile(r"[A-Za-z0-9._-]+@[A-Za-z0-9.-]+")
LONGEST_LINE = 998
SUBJECT_LENGTH = 150
NAME_LENGTH = 80


class ComposeError(Exception):
    """The mail would not be one that we can stand behind; the text says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A JPEG picture that goes along; the name is ours, never the shopper's."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """What a mail shall say, before it is a message."""

    sender_name: str
    sender: str
    recipient: str
    subject: str
    text: str
    message_id: str
    thread: str
    """Message-ID of the thread's root, which need not exist as a mail."""
    date: datetime
    locale: str
    html: str | None = None
    reply_to: str | None = None
    urgent: bool = False
    attachments: tuple[Attachment, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A finished mail."""

    message_id: str
    recipient: str
    content: bytes
    needs_smtputf8: bool


def compose(mail: Mail) -> Message:
    """The message of a mail; raises ComposeError instead of ever building a doubtful one."""
    recipient = parse_address(mail.recipient)
    if recipient is None:
        raise ComposeError("the recipient is no address")
    needs_smtputf8 = recipient.ascii is None
    message = EmailMessage(policy=_POLICIES[needs_smtputf8])
    for name, value in _headers(mail).items():
        message[name] = value
    message["To"] = recipient.wire
    _set_content(message, mail)
    message["Content-Language"] = mail.locale  # now: setting the content removes such headers
    content = message.as_bytes()
    _verify(content)
    return Message(
        message_id=mail.message_id,
        recipient=recipient.wire,
        content=content,
        needs_smtputf8=needs_smtputf8,
    )


def self_test() -> None:
    """Compose a mail of hostile values, as the service does at start; raises ComposeError."""
    hostile = "=?utf-8?q?=0ABcc:_victim=40example.org?=\r\nBcc: victim@example.org\u2028x\x00"
    mail = Mail(
        sender_name=hostile,
        sender="help@shop.example",
        recipient="team@shop.example",
        reply_to="shopper@example.org",
        subject=hostile,
        text=hostile,
        html=hostile,
        message_id="self.test@shop.example",
        thread="thread@shop.example",
        date=datetime(2026, 1, 1, tzinfo=UTC),
        locale="en",
        urgent=True,
        attachments=(Attachment(name="photo-1.jpg", content=b"\n\r\n"),),
    )
    compose(mail)


class _Subject(UniqueUnstructuredHeader, BaseHeader):  # type: ignore[misc]  # as the library mixes them
    """Encoded as a whole (RFC 2047): the library loses and doubles spaces beside encoded words."""

    def fold(self, *, policy: Policy) -> str:
        charset = "us-ascii" if self.isascii() else "utf-8"
        header = Header(str(self), charset, policy.max_line_length, self.name)
        return f"{self.name}: {header.encode(linesep=policy.linesep)}{policy.linesep}"


class _From(UniqueAddressHeader, BaseHeader):  # type: ignore[misc]  # as the library mixes them
    """Folded once for each sender."""

    def fold(self, *, policy: Policy) -> str:
        return _fold_sender(self, policy)


@lru_cache(maxsize=64)
def _fold_sender(header: _From, policy: Policy) -> str:
    folded: str = BaseHeader.fold(header, policy=policy)
    return folded


class _Checked(BaseHeader):
    """A value that was checked before, or is a constant: the library need not parse it twice."""

    max_count = 1

    @classmethod
    def parse(cls, value: str, kwds: dict[str, object]) -> None:
        kwds |= {"decoded": value, "parse_tree": None}

    def fold(self, *, policy: Policy) -> str:
        text = f"{self.name}: {self}"
        if len(text) > (policy.max_line_length or LONGEST_LINE):
            text = text.replace("; ", f";{policy.linesep} ")
        return text + policy.linesep


class _HeaderClasses(HeaderRegistry):
    """The library's classes of headers, each made once and not once for every header."""

    def __init__(self) -> None:
        super().__init__()
        self.map_to_type("subject", _Subject)
        self.map_to_type("from", _From)
        for name in CHECKED:
            self.map_to_type(name, _Checked)
        self._made: dict[str, type] = {}

    def __getitem__(self, name: str) -> type:
        if name not in self._made:
            self._made[name] = super().__getitem__(name)
        return self._made[name]


_POLICIES = {
    utf8: policy.clone(cte_type="7bit", header_factory=_HeaderClasses())
    for utf8, policy in ((False, SMTP), (True, SMTPUTF8))
}
"""Bodies are quoted-printable or base64, so that no relay needs 8BITMIME."""


def _headers(mail: Mail) -> dict[str, str]:
    if not MESSAGE_ID.fullmatch(mail.message_id) or not MESSAGE_ID.fullmatch(mail.thread):
        raise ComposeError("the Message-ID is not one of ours")
    headers = {
        "From": _sender(mail.sender, mail.sender_name),
        "Subject": shorten(clean_header(mail.subject), SUBJECT_LENGTH),
        "Date": format_datetime(mail.date.astimezone(UTC)),
        "Message-ID": f"<{mail.message_id}>",
        "References": f"<{mail.thread}>",
        "In-Reply-To": f"<{mail.thread}>",
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",
    }
    if mail.reply_to:
        headers["Reply-To"] = _plain_address(mail.reply_to)
    if mail.urgent:
        headers |= {"X-Priority": "1 (Highest)", "Importance": "high"}
    return headers


@lru_cache(maxsize=64)  # most mails come from one sender
def _sender(text: str, name: str) -> str:
    """The parsed header."""
    shown = shorten(clean_header(name), NAME_LENGTH)
    address = str(HeaderAddress(display_name=shown, addr_spec=_plain_address(text)))
    header: str = _POLICIES[False].header_factory("From", address)
    return header


def _plain_address(text: str) -> str:
    parsed = parse_address(text)
    if parsed is None or parsed.ascii is None:
        raise ComposeError("a sender or reply address is not plain ASCII")
    return parsed.ascii


def _set_content(message: EmailMessage, mail: Mail) -> None:
    message.set_content(clean_text(mail.text) + "\n")
    if mail.html is not None:
        message.make_alternative(_boundary())
        message.add_alternative(mail.html, subtype="html")
    if mail.attachments:
        message.make_mixed(_boundary())
    for attachment in mail.attachments:
        message.add_attachment(
            attachment.content,
            maintype="image",
            subtype="jpeg",
            filename=shorten(clean_header(attachment.name), NAME_LENGTH),
        )


def _boundary() -> str:
    """Between parts; nobody can guess it (RFC 2046, section 5.1.1), so no text can hold it."""
    return f"=_{secrets.token_hex(16)}"


def _verify(content: bytes) -> None:
    if BARE_BREAK.search(content):
        raise ComposeError("the message holds a bare CR or LF")
    if max(map(len, content.split(b"\r\n"))) > LONGEST_LINE:
        raise ComposeError("the message holds a line longer than 998 octets")
    names = _header_names(content)
    if len(set(names)) != len(names) or not REQUIRED <= set(names) <= ALLOWED:
        raise ComposeError(f"the message has unexpected headers: {', '.join(names)}")


def _header_names(content: bytes) -> list[str]:
    head = content.partition(b"\r\n\r\n")[0]
    lines = head.split(b"\r\n")
    fields = [line for line in lines if not line.startswith((b" ", b"\t"))]
    return [field.partition(b":")[0].decode("ascii", "replace").lower() for field in fields]

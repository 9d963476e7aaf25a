"""Composition that cannot be injected: whatever is typed, two parsers read what we meant."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import compat32, default

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from form_service.addresses import comparable, is_robot, parse_address
from form_service.composition.compose import (
    ALLOWED,
    Attachment,
    ComposeError,
    Mail,
    _verify,
    compose,
    self_test,
)
from form_service.composition.ticket import quote
from form_service.text import clean_header, clean_line, clean_text

INJECTIONS = (
    "=?utf-8?q?=0ABcc:_victim=40example.org?=",
    "=?utf-8?b?CkJjYzogdmljdGltQGV4YW1wbGUub3Jn?=",
    "x\r\nBcc: victim@example.org",
    "x\nBcc: victim@example.org",
    "x\rBcc: victim@example.org",
    "x\u2028Bcc: victim@example.org",
    "x\x85Bcc: victim@example.org",
    "x\x0bBcc: v\x00\x1b[31m",
    "\ud800 lone surrogate",
    "=?utf-8?q?=?utf-8?q??=?=",
    "a" * 2000,
    "я" * 2000,
    '"; filename="evil.exe',
    "\u202egnp.exe",
    "مرحبا Anna שלום",
)
hostile = st.one_of(
    st.sampled_from(INJECTIONS),
    st.text(max_size=200),
    st.lists(st.sampled_from([*INJECTIONS, " ", "\r\n", "=?", "?=", "\t", "ü", "👩"])).map("".join),
)
PLAIN = Mail(
    sender_name="Marigold",
    sender="help@marigold.example",
    recipient="team@marigold.example",
    reply_to="anna@example.com",
    subject="Hello",
    text="Hello",
    message_id="1.ticket@marigold.example",
    thread="1.thread@marigold.example",
    date=datetime(2026, 11, 23, tzinfo=UTC),
    locale="en",
)


def raw_headers(content: bytes) -> dict[str, str]:
    """A parser of our own: what stands before the first empty line, unfolded."""
    head = content.partition(b"\r\n\r\n")[0].decode("ascii")
    lines = re.sub(r"\r\n[ \t]", " ", head).split("\r\n")
    pairs = [line.partition(":") for line in lines]
    return {name: value.strip() for name, _, value in pairs}


def parsers(content: bytes) -> tuple[EmailMessage, object]:
    return message_from_bytes(content, policy=default), message_from_bytes(content, policy=compat32)


@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
@example(subject=INJECTIONS[0], name=INJECTIONS[0], file=INJECTIONS[0], text=INJECTIONS[0])
@given(subject=hostile, name=hostile, file=hostile, text=hostile)
def test_nothing_typed_becomes_a_header(subject: str, name: str, file: str, text: str) -> None:
    mail = replace(
        PLAIN,
        subject=subject,
        sender_name=name,
        text=quote(text),
        attachments=(Attachment(name=file, content=text.encode("utf-8", "replace")),),
    )
    content = compose(mail).content
    assert not re.search(rb"(?<!\r)\n|\r(?!\n)", content)
    names = {header.lower() for header in raw_headers(content)}
    assert names <= ALLOWED
    for parsed in parsers(content):
        assert {key.lower() for key in parsed} == names  # type: ignore[attr-defined]
        assert parsed["To"] == "team@marigold.example"  # type: ignore[index]
        assert parsed["Bcc"] is None  # type: ignore[index]
    modern, _ = parsers(content)
    shown = modern["Subject"].strip()
    assert shown == clean_header(subject)[:150] or shown.endswith("…")
    body = modern.get_body(("plain",))
    assert body is not None
    lines = body.get_content().replace("\r\n", "\n").rstrip("\n").split("\n")
    assert all(line.startswith("|") for line in lines)


@pytest.mark.parametrize(
    "subject",
    [
        "Where is my order? MG-1234567",
        "Къде е поръчката ми? Отдавна чакам и никой не отговаря, моля обадете ми се днес",
        "Где мой заказ? Посылка потерялась где-то между Софией и Москвой, помогите, пожалуйста",
        "أين طلبي؟ لم يصلني أي شيء منذ ثلاثة أسابيع وأريد استرداد المبلغ المدفوع",
        "Ünïcödé – “quotes” 'and' 👩‍👩‍👧 emoji",
        "a b  c   d",
        "0" * 56 + " ¡",  # the library's folding doubles this space
        "0" * 49 + "x ¡ ¡",  # and loses the last one here
    ],
)
def test_subjects_round_trip(subject: str) -> None:
    content = compose(replace(PLAIN, subject=subject)).content
    modern, old = parsers(content)
    assert modern["Subject"] == clean_header(subject)
    from email.header import decode_header, make_header

    assert str(make_header(decode_header(old["Subject"]))) == clean_header(subject)  # type: ignore[index]


@pytest.mark.parametrize(
    ("typed", "shown", "plain"),
    [
        ("Anna@Example.com", "Anna@example.com", "Anna@example.com"),
        (" <anna@example.com> ", "anna@example.com", "anna@example.com"),
        ("mailto:anna@example.com", "anna@example.com", "anna@example.com"),
        ("anna@пример.бг", "anna@пример.бг", "anna@xn--e1afmkfd.xn--90ae"),
        ("анна@пример.бг", "анна@пример.бг", None),
        ("anna＠example。com", "anna@example.com", "anna@example.com"),
    ],
)
def test_addresses_are_read_as_people_write_them(typed: str, shown: str, plain: str | None) -> None:
    address = parse_address(typed)
    assert address is not None
    assert (address.shown, address.ascii) == (shown, plain)


@pytest.mark.parametrize(
    "typed",
    ["", "anna", "anna@", "@example.com", "anna@example", "a b@example.com", "anna@exam ple.com",
     "=?utf-8?q?x?=@example.com", "anna@example.com\nBcc: b@example.com", "anna@-x.com",
     "a@b.com,c@d.com", "anna@\u202emoc.elpmaxe", "x" * 65 + "@example.com"],
)  # fmt: skip
def test_what_is_no_address_is_refused(typed: str) -> None:
    assert parse_address(typed) is None


def test_a_ticket_of_an_internationalised_address_has_no_malformed_reply_to() -> None:
    with pytest.raises(ComposeError):
        compose(replace(PLAIN, reply_to="анна@example.com"))
    content = compose(replace(PLAIN, reply_to="anna@пример.бг")).content
    assert raw_headers(content)["Reply-To"] == "anna@xn--e1afmkfd.xn--90ae"


def test_an_internationalised_recipient_needs_smtputf8_and_only_that_one_does() -> None:
    assert compose(replace(PLAIN, recipient="анна@пример.бг")).needs_smtputf8
    idn = compose(replace(PLAIN, recipient="anna@пример.бг"))
    assert not idn.needs_smtputf8
    assert idn.recipient == "anna@xn--e1afmkfd.xn--90ae"


@pytest.mark.parametrize(
    "broken",
    [
        b"From: a\r\nBcc: x\r\n\r\nbody\r\n",
        b"From: a\nTo: b\r\n\r\nbody\r\n",
        b"From: a\r\n\r\nbody\rmore\r\n",
        b"From: a\r\nFrom: b\r\n\r\n",
        b"From: a\r\n\r\n" + b"x" * 999 + b"\r\n",
    ],
)
def test_a_doubtful_message_is_refused(broken: bytes) -> None:
    with pytest.raises(ComposeError):
        _verify(broken)


@pytest.mark.parametrize(
    "change",
    [
        {"message_id": "x\r\nBcc: y"},
        {"thread": "<a@b>"},
        {"recipient": "nobody"},
        {"sender": "анна@example.com"},
    ],
)
def test_ids_and_addresses_of_another_shape_are_refused(change: dict[str, str]) -> None:
    with pytest.raises(ComposeError):
        compose(replace(PLAIN, **change))  # type: ignore[arg-type]


def test_the_same_mail_is_the_same_message() -> None:
    assert compose(PLAIN).content == compose(PLAIN).content


def test_the_service_tests_its_composition_at_start() -> None:
    self_test()


@given(st.text())
def test_cleaned_text_holds_no_control_character(text: str) -> None:
    import unicodedata

    for cleaned in (clean_text(text), clean_line(text)):
        left = cleaned.replace("\n", "")
        assert not [c for c in left if unicodedata.category(c)[0] == "C"]
        assert not set(left) & set("\u2028\u2029")
    assert "\n" not in clean_line(text)
    assert clean_text(clean_text(text)) == clean_text(text)


def test_every_line_of_a_quote_is_marked() -> None:
    assert quote("one\r\ntwo\u2028three\x85four") == "| one\n| two\n| three\n| four"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Anna@Example.com", "anna@example.com"),
        ("anna+shop@example.com", "anna@example.com"),
        ("a.n.na@gmail.com", "anna@googlemail.com"),
    ],
)
def test_addresses_of_one_mailbox_compare_equal(one: str, other: str) -> None:
    assert comparable(one) == comparable(other)


def test_dots_count_outside_gmail() -> None:
    assert comparable("a.nna@example.com") != comparable("anna@example.com")


@pytest.mark.parametrize("address", ["anna@example.com", "rooter@example.com", "abuser@x.org"])
def test_people_are_no_robots(address: str) -> None:
    assert not is_robot(address)

"""Every language says everything: mails use the same values, catalogues have no gaps."""

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

import form_service
from form_service.composition.texts import mail_names, mail_source, render_mail

FOLDER = Path(form_service.__file__).parent
LOCALES = ("en", "bg", "ru", "ar")
VALUES = re.compile(r"\{[{%]-?\s*(.*?)\s*-?[%}]\}")


@pytest.mark.parametrize("mail", mail_names())
@pytest.mark.parametrize("locale", LOCALES[1:])
def test_a_mail_says_the_same_in_every_language(mail: str, locale: str) -> None:
    english, other = mail_source(mail, "en"), mail_source(mail, locale)
    assert VALUES.findall(other) == VALUES.findall(english)
    assert other.startswith("Subject: ")
    assert other.count("\n\n") == english.count("\n\n")


@pytest.mark.parametrize("locale", LOCALES[1:])
def test_a_catalogue_is_complete(locale: str) -> None:
    with (FOLDER / f"translations/{locale}/LC_MESSAGES/form_service.po").open("rb") as file:
        catalogue = read_po(file, locale=locale)
    entries = [message for message in catalogue if message.id]
    assert len(entries) > 100
    for message in entries:
        texts = message.string if isinstance(message.string, tuple) else (message.string,)
        assert all(texts), f"{message.id} is not translated"
        assert not message.fuzzy, f"{message.id} is fuzzy"


def test_the_html_part_follows_the_text_and_its_direction() -> None:
    values = {
        "shop": "Marigold", "topic": "<b>", "reference": "AAAA", "arrived": "now",
        "promise": "قريبًا", "articles": [("A & B: c", "https://x.example/a/?b=1&c=2")],
        "incidents": ["Strike"], "status_url": "https://x.example/s", "phone": "+359 2 000",
        "not_me_url": "https://x.example/n",
    }  # fmt: skip
    mail = render_mail("acknowledgement", "ar", "rtl", values)
    assert '<html lang="ar" dir="rtl">' in mail.html
    assert "<bdi>AAAA</bdi>" in mail.html
    assert '<bdi dir="ltr">+359 2 000</bdi>' in mail.html  # digits have no direction of their own
    assert "\u200e+359 2 000\u200e" in mail.text
    # Not the direction of its first letter: what stands alone in <bdi> does not count there.
    assert "<p><bdi>قريبًا</bdi>" in mail.html
    assert "overflow-wrap:anywhere" in mail.html  # or one long address makes a phone scroll
    assert "<b>" not in mail.html.replace("<bdi>", "")
    assert '<a href="https://x.example/a/?b=1&amp;c=2">A &amp; B: c</a>' in mail.html
    assert '<a href="https://x.example/s">https://x.example/s</a>' in mail.html
    assert "\ue000" not in mail.text + mail.html + mail.subject
    assert "- A & B: c: https://x.example/a/?b=1&c=2" in mail.text


def test_left_to_right_mails_need_no_marks() -> None:
    names = VALUES.findall(mail_source("acknowledgement", "en"))
    values = dict.fromkeys(names, "+359 2 000") | {"incidents": [], "articles": []}
    assert render_mail("acknowledgement", "en", "ltr", values).text.isascii()


def test_a_value_that_a_mail_lacks_is_an_error_not_a_gap() -> None:
    with pytest.raises(Exception, match="undefined"):
        render_mail("acknowledgement", "en", "ltr", {})

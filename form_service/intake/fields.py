"""The fields that forms are made of; a form names each in one line.

Every factory gives a field of WTForms with its label, hint, rules and the attributes that help the
shopper's browser fill it in.
"""

from importlib.util import find_spec
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString
from wtforms import (
    EmailField,
    HiddenField,
    MultipleFileField,
    RadioField,
    SelectChoice,
    SelectField,
    StringField,
    TextAreaField,
)

from form_service.intake.validators import AtMost, Email, Message, OneOf, OrderNumber, Required
from form_service.photos.worker import HEIC_READER
from form_service.text import clean_line, clean_text

Label = str | LazyString

SHORT, ADDRESS, LINE, LONG = 100, 254, 300, 5000
TRAP = "leave_empty"


def topic_field(label: Label, message: Message) -> SelectField:
    """A choice among the topics; the form fills in which."""
    return SelectField(
        label, choices=[], validate_choice=False, validators=[Required(message), OneOf(message)]
    )


def line_field(
    label: Label, *rules: Any, hint: Label = "", longest: int = LINE, **attributes: str
) -> StringField:
    """A text of one line."""
    return StringField(
        label,
        description=hint,
        filters=[_line],
        validators=[*rules, AtMost(longest)],
        render_kw=attributes,
    )


def text_field(label: Label, *rules: Any, hint: Label = "", rows: int = 8) -> TextAreaField:
    """A text of several lines."""
    return TextAreaField(
        label,
        description=hint,
        filters=[_text],
        validators=[*rules, AtMost(LONG)],
        render_kw={"rows": str(rows)},
    )


def email_field(message: Message) -> EmailField:
    """The address the shop answers to."""
    return EmailField(
        _l("Your e-mail address"),
        description=_l("We answer to this address."),
        filters=[_typed],
        validators=[Required(message), AtMost(ADDRESS), Email()],
        render_kw={"autocomplete": "email", "dir": "ltr"},
    )


def order_number_field(hint: Label) -> StringField:
    """The number of an order, in the shop's pattern."""
    return StringField(
        _l("Order number"),
        description=hint,
        filters=[_line],
        validators=[AtMost(SHORT), OrderNumber()],
        render_kw={"dir": "ltr", "autocapitalize": "characters", "spellcheck": "false"},
    )


def choice_field(label: Label, choices: list[tuple[str, Any]], message: Message) -> RadioField:
    """One of a few."""
    return RadioField(
        label,
        choices=[SelectChoice(value, words) for value, words in choices],
        validate_choice=False,
        validators=[Required(message), OneOf(message)],
    )


def photos_field() -> MultipleFileField:
    """Pictures of what went wrong."""
    return MultipleFileField(
        _l("Photos"),
        description=_l("Up to 4 (JPEG, PNG, WebP)."),
        render_kw={"accept": ",".join(_picture_types())},
    )


def _picture_types() -> list[str]:
    """HEIC where it can be read; telephones make a JPEG of it where a form does not name it."""
    known = ["image/jpeg", "image/png", "image/webp"]
    return [*known, "image/heic"] if find_spec(HEIC_READER) else known


def trap_field() -> StringField:
    """Hidden from people, named so that no browser fills it in; robots do. It only adds score."""
    return StringField(
        _l("Leave this field empty"),
        filters=[_line],
        render_kw={"autocomplete": "off", "tabindex": "-1"},
    )


def carried_field() -> HiddenField:
    """A value that travels along unseen."""
    return HiddenField(filters=[_line])


def _line(value: str | None) -> str:
    return clean_line(value or "")


def _typed(value: str | None) -> str:
    """As typed: the rule for addresses refuses what cleaning would hide."""
    return (value or "").strip()


def _text(value: str | None) -> str:
    return clean_text(value or "").strip()

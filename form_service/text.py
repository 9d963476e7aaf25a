"""Cleaning of what strangers type, before it is stored, shown or mailed."""

import re
import unicodedata

LINE_BREAKS = re.compile(r"\r\n|[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]")
ENCODED_WORD = re.compile(r"=\?")


def clean_text(text: str) -> str:
    """Text of several lines: one kind of line break, no other control or bidi character.

    Every category C* goes (controls, formats, surrogates, private use): some forge lines in a
    ticket, PostgreSQL refuses NUL, and no mail can carry a lone surrogate.
    """
    lines = LINE_BREAKS.sub("\n", text).replace("\t", " ").split("\n")
    return "\n".join(_printable(line).rstrip() for line in lines).strip("\n")


def clean_line(text: str) -> str:
    """The same for a value of one line; breaks and runs of spaces become one space."""
    return " ".join(_printable(LINE_BREAKS.sub(" ", text).replace("\t", " ")).split())


def clean_header(text: str) -> str:
    """A value for a mail header: one line in which no parser finds an encoded word (RFC 2047)."""
    return ENCODED_WORD.sub("= ?", clean_line(text))


def shorten(text: str, length: int) -> str:
    """At most `length` characters, the last one an ellipsis where something was left out."""
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"


def ascii_digits(text: str) -> str:
    """The digits of every script as 0 to 9: an order number typed on an Arabic keyboard."""
    return "".join(_ascii_digit(character) for character in text)


def _printable(line: str) -> str:
    if line.isascii() and line.isprintable():
        return line
    return "".join(character for character in line if unicodedata.category(character)[0] != "C")


def _ascii_digit(character: str) -> str:
    return character if character.isascii() else str(unicodedata.digit(character, character))

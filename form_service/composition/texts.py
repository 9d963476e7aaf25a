"""The texts of mails: one file per mail and locale, its first line the subject.

The HTML part is made from the same text, so the two never differ: paragraphs, lists of `- ` lines,
addresses as links. Every value put into the text stands alone in its direction (`<bdi>`), so that
an order number inside an Arabic sentence keeps its order.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from html import escape
from importlib.resources import files
from unicodedata import bidirectional

from jinja2 import Environment, FunctionLoader, StrictUndefined

VALUE_BEGINS, VALUE_ENDS = "\ue000", "\ue001"  # private use: cleaning removes it from all values
MARKS = re.compile(f"[{VALUE_BEGINS}{VALUE_ENDS}]")
VALUE = re.compile(f"{VALUE_BEGINS}([^{VALUE_BEGINS}{VALUE_ENDS}]*){VALUE_ENDS}")
LEFT_TO_RIGHT = "\u200e"  # a mark without width (UAX 9, section 2.6)
WEB_ADDRESS = re.compile(r"https?://[^\s<>\"]+[^\s<>\".,;:)]")
ENTRY = re.compile(rf"- (?P<title>.+?){VALUE_ENDS}?: {VALUE_BEGINS}?(?P<url>https?://\S+?)"
                   rf"{VALUE_ENDS}?$")  # fmt: skip
STYLE = (
    "margin:0 auto;max-width:36em;padding:1em;overflow-wrap:anywhere;word-break:break-word;"
    "font:16px/1.6 system-ui,'Segoe UI',Roboto,'Noto Sans',Arial,sans-serif"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class MailText:
    """A rendered mail; `body` still has the marks around its values."""

    subject: str
    body: str
    locale: str
    direction: str

    @property
    def text(self) -> str:
        """As plain text."""
        return _plain(self.body, self.direction)

    @property
    def html(self) -> str:
        """The same as HTML."""
        return _html(self.body, self.locale, self.direction, self.subject)


def render_mail(name: str, locale: str, direction: str, values: Mapping[str, object]) -> MailText:
    """The text of `mails/<name>/<locale>.txt`; raises UndefinedError for a value it lacks."""
    rendered = _environment().get_template(f"{name}/{locale}").render(values)
    first, _, body = rendered.strip().partition("\n")
    subject = MARKS.sub("", first).removeprefix("Subject:").strip()
    body = re.sub(r"\n{3,}", "\n\n", body).strip()
    return MailText(subject=subject, body=body, locale=locale, direction=direction)


def mail_names() -> tuple[str, ...]:
    """The mails there are."""
    folders = files("form_service").joinpath("mails").iterdir()
    return tuple(sorted(folder.name for folder in folders if folder.is_dir()))


def mail_source(name: str, locale: str) -> str:
    """The file of a mail, unrendered."""
    path = files("form_service").joinpath("mails", name, f"{locale}.txt")
    return path.read_text(encoding="utf-8")


@cache
def _environment() -> Environment:
    return Environment(
        loader=FunctionLoader(lambda path: mail_source(*path.split("/"))),
        undefined=StrictUndefined,
        finalize=_mark,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=False,  # noqa: S701  # plain text; the HTML part is escaped when it is made
    )


def _mark(value: object) -> str:
    return f"{VALUE_BEGINS}{value}{VALUE_ENDS}"


def _plain(body: str, direction: str) -> str:
    """Without marks; a phone number inside Arabic text keeps the order of its digits."""
    if direction == "rtl":
        body = VALUE.sub(_keep_order, body)
    return MARKS.sub("", body)


def _keep_order(value: re.Match[str]) -> str:
    is_neutral = value[1] and not _has_letters(value[1])
    return f"{LEFT_TO_RIGHT}{value[1]}{LEFT_TO_RIGHT}" if is_neutral else value[1]


def _has_letters(text: str) -> bool:
    return any(bidirectional(character) in {"L", "R", "AL"} for character in text)


def _html(body: str, locale: str, direction: str, subject: str) -> str:
    blocks = "\n".join(_block(block.split("\n")) for block in body.split("\n\n"))
    return (
        f'<!doctype html>\n<html lang="{locale}" dir="{direction}">\n<head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        f"<title>{escape(subject)}</title></head>\n"
        f'<body lang="{locale}" dir="{direction}" style="{STYLE}">\n{blocks}\n</body>\n</html>\n'
    )


def _block(lines: list[str]) -> str:
    if all(line.startswith("- ") for line in lines):
        return "<ul>" + "".join(f"<li>{_entry(line)}</li>" for line in lines) + "</ul>"
    return "<p>" + "<br>\n".join(map(_inline, lines)) + "</p>"


def _entry(line: str) -> str:
    if found := ENTRY.match(line):
        url = escape(MARKS.sub("", found["url"]))
        return f'<a href="{url}">{escape(MARKS.sub("", found["title"]))}</a>'
    return _inline(line.removeprefix("- "))


def _inline(line: str) -> str:
    text = MARKS.sub("", VALUE.sub(_isolated, escape(line)))
    return WEB_ADDRESS.sub(lambda match: f'<a href="{match[0]}">{match[0]}</a>', text)


def _isolated(value: re.Match[str]) -> str:
    """Digits alone have no direction of their own; browsers would take the paragraph's."""
    return (
        f"<bdi>{value[1]}</bdi>" if _has_letters(value[1]) else f'<bdi dir="ltr">{value[1]}</bdi>'
    )

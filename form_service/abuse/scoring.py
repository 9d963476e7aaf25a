"""Suspicion: reasons with points; many points hold a submission for staff, none drop it.

The words are those of unasked offers in each language, not of complaints: a shopper may be angry,
short, and name a page of the shop.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from importlib.resources import files

from form_service.intake.forms import ShopForm
from form_service.intake.tokens import Token
from form_service.records import ACCEPTED, HELD

HASTE = timedelta(seconds=3)
LINK = re.compile(r"(?:https?://|www\.)[^\s<>\"\]]+", re.IGNORECASE)
SHORT_LINK = re.compile(r"\b(?:bit\.ly|t\.me|tinyurl\.com|wa\.me|goo\.gl|cutt\.ly)/", re.IGNORECASE)
MARKUP = re.compile(r"\[/?(?:url|link|b)\b|<a\s|</a>|href=", re.IGNORECASE)
GIBBERISH = re.compile(r"\b(?=\w*[a-z]\w*[A-Z]\w*[a-z]\w*[A-Z])[A-Za-z]{12,}\b")
MONEY = re.compile(r"[$€£₽]\s?\d{3,}|\d{3,}\s?(?:[$€£₽]|usd|eur|dollars)", re.IGNORECASE)


@cache
def spam_words(name: str) -> re.Pattern[str]:
    """The words of `spam_words/<name>.txt` as one pattern."""
    lines = files("form_service.abuse").joinpath("spam_words", f"{name}.txt").read_text("utf-8")
    words = [line for line in lines.splitlines() if line and not line.startswith("#")]
    return re.compile(rf"(?<!\w)(?:{'|'.join(words)})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Suspicion:
    """The points, why, and what follows."""

    state: str
    score: int
    reasons: tuple[str, ...]


def judge(
    form: ShopForm, token: Token | None, now: datetime, *, hold_at: int, own_hosts: Sequence[str]
) -> Suspicion:
    """How much a valid form looks like a robot's. A withdrawal is never held: it is a right."""
    values = form.values()
    text = "\n".join(values.get(name, "") for name in ("name", "message", "place"))
    points = {**dict(_behaviour(form, token, now)), **judge_text(text, own_hosts)}
    score = sum(points.values())
    is_held = score >= hold_at and form.name_of_form != "withdraw"
    return Suspicion(state=HELD if is_held else ACCEPTED, score=score, reasons=tuple(points))


def judge_text(text: str, own_hosts: Sequence[str] = ()) -> Mapping[str, int]:
    """Points for what is written, by reason."""
    return dict(_content(text, own_hosts))


def _behaviour(form: ShopForm, token: Token | None, now: datetime) -> Iterator[tuple[str, int]]:
    if form.has_trap_filled():
        yield "hidden field filled in", 60
    if token is not None and timedelta(0) <= now - token.issued_at < HASTE:
        yield "sent within three seconds", 40


def _content(text: str, own_hosts: Sequence[str]) -> Iterator[tuple[str, int]]:
    links = [link for link in LINK.findall(text) if not _is_own(link, own_hosts)]
    if links:
        yield f"links to other sites: {len(links)}", min(20 + 25 * len(links), 95)
    if SHORT_LINK.search(text):
        yield "shortened link", 50
    if MARKUP.search(text):
        yield "markup", 60
    plain = text.casefold().replace("ё", "е")
    if strong := _count(spam_words("strong"), plain):
        yield f"words of spam: {strong}", 100
    if selling := _count(spam_words("offers"), plain):
        yield f"words of offers: {selling}", 35 * selling
    if MONEY.search(text) and selling:
        yield "sums of money in an offer", 30
    if gibberish := len(GIBBERISH.findall(text)):
        yield "random letters", min(50 * gibberish, 100)


def _is_own(link: str, own_hosts: Sequence[str]) -> bool:
    host = link.partition("//")[2] or link
    name = host.split("/", 1)[0].casefold().removeprefix("www.")
    return any(name == own or name.endswith("." + own) for own in own_hosts)


def _count(pattern: re.Pattern[str], text: str) -> int:
    return len({found.casefold() for found in pattern.findall(text)})

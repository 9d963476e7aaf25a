"""Values typed into a text although the facts state them: "within 14 days", "€3.50", a phone.

A typed value goes stale the day the fact changes, so a number with a unit has no place in an
article even when it is right today. Numbers in words ("fourteen days") are not recognised.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from helpcenter_build.checks.content import Content, pieces_of
from helpcenter_build.checks.fact_index import FactIndex, Unit, digits_of
from helpcenter_build.checks.prose import prose_of
from helpcenter_build.problems import Problem

NUMBER = r"(?<![\w/.,:§-])\d+(?:[.,\s\u00a0\u202f]\d+)*"
RANGE = r"(?:\s?(?:[-–—−]|to|до|إلى|and|or|и|или|أو)\s?\d+(?:[.,]\d+)*)?"
UNIT_WORDS: dict[Unit, str] = {
    "working day": (
        r"(?:working|business)[ -]days?|работ(?:ен|ни)\sд(?:ен|ни)"
        r"|рабоч(?:ий|их|его)\s(?:день|дн\w+)"
        r"|(?:يوم|يوما|يومي|أيام|ايام)\s?عمل"
    ),
    "day": r"days?|ден|дена|дни|день|дня|дней|дн\.|днев\w+|يوم[\w\u064b]*|أيام|ايام",
    "hour": r"hours?|hrs?|час(?:а|ов|ове|ового|овой)?|ч\.|ساعة|ساعات",
    "minute": r"minutes?|mins?|минут\w*|мин\.|دقيقة|دقائق",
    "week": r"weeks?|седмиц[аи]|недел[яьюи]|أسبوع\w*|أسابيع",
    "month": r"months?|месец[аи]?|месяц(?:а|ев)?|месечн\w*|شهر[\w\u064b]*|أشهر|شهور",
    "year": r"years?|годин[аи]|год(?:а|ы)?|лет|سنة|سنوات|عام[\w\u064b]*|أعوام",
    "percent": r"%|٪|per\s?cent|процент\w*|(?:بالمئة|بالمائة|في المئة)",
    "kilogram": r"kg|kilograms?|кг|килограм\w*|كجم|كغ|كيلوغرام\w*",
}
CURRENCY = (
    r"€|EUR\b|euros?\b|евро|يورو|BGN\b|лв\.?|лева?\b|leva\b|\$|USD\b|₽|руб\w*\.?|RUB\b"
    r"|AED\b|SAR\b|درهم|ريال"
)
QUANTITY = re.compile(
    rf"({NUMBER}{RANGE})[\s\u00a0\u202f-]?(?:"
    + "|".join(rf"(?P<{unit.replace(' ', '_')}>{words})" for unit, words in UNIT_WORDS.items())
    + r")(?!\w)",
    re.IGNORECASE,
)
PRICE = re.compile(
    rf"(?:{CURRENCY})[\s\u00a0\u202f]?(\d+(?:[.,\s\u00a0]\d+)*)|({NUMBER})[\s\u00a0\u202f]?(?:{CURRENCY})",
    re.IGNORECASE,
)
PHONE = re.compile(r"(?<![\w/+-])(?:\+|00)?\d(?:[\s\u00a0()/-]{0,2}\d){6,14}(?![\w-])")
MAILBOX = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
CLOCK = re.compile(
    r"(?<![\d:.,])(?:[01]?\d|2[0-3]):[0-5]\d(?![\d:])|\b\d{1,2}\s?[ap]\.?m\b|\b24/7\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedFact:
    """A value found in a text: where (line from 1, offsets), and the expressions to use instead.

    No expression means that no fact has this value: the text contradicts the facts, or they lack
    it.
    """

    line: int
    start: int
    end: int
    text: str
    expressions: tuple[str, ...]


def typed_facts(text: str, index: FactIndex) -> list[TypedFact]:
    """Every number with a unit, price, phone, mailbox and time of day in the prose of `text`."""
    prose = prose_of(text)
    found: dict[int, TypedFact] = {}
    taken: list[range] = []
    for start, end, expressions in _all_found(prose, index):
        if not any(start < other.stop and other.start < end for other in taken):
            taken.append(range(start, end))
            line = text.count("\n", 0, start) + 1
            found[start] = TypedFact(
                line=line, start=start, end=end, text=text[start:end], expressions=expressions
            )
    return [found[start] for start in sorted(found)]


Found = tuple[int, int, tuple[str, ...]]


def _all_found(prose: str, index: FactIndex) -> Iterator[Found]:
    for match in MAILBOX.finditer(prose):
        if match[0].lower().endswith(f"@{index.mail_domain}"):
            yield match.start(), match.end(), index.of_mailbox(match[0])
    for text, expressions in index.codes.items():
        for match in re.finditer(rf"(?<!\w){re.escape(text)}(?!\w)", prose):
            yield match.start(), match.end(), expressions
    yield from _phones(prose, index)
    yield from _prices(prose, index)
    yield from _quantities(prose, index)
    for match in CLOCK.finditer(prose):
        yield match.start(), match.end(), index.of_clock(match[0])


def _phones(prose: str, index: FactIndex) -> Iterator[Found]:
    for match in PHONE.finditer(prose):
        expressions = index.of_phone(match[0])
        if expressions or match[0].startswith("+"):
            yield match.start(), match.end(), expressions


def _prices(prose: str, index: FactIndex) -> Iterator[Found]:
    for match in PRICE.finditer(prose):
        yield match.start(), match.end(), index.of_money(_decimal(match[1] or match[2]))


def _quantities(prose: str, index: FactIndex) -> Iterator[Found]:
    for match in QUANTITY.finditer(prose):
        if match["year"] and re.fullmatch(r"(19|20)\d\d", match[1]):
            continue  # the year of a law or a date
        unit = next(name for name, word in match.groupdict().items() if word).replace("_", " ")
        numbers = [_decimal(part) for part in re.findall(r"\d+(?:[.,]\d+)*", match[1])]
        yield match.start(), match.end(), index.of_quantity(numbers, unit)


def _decimal(text: str) -> Decimal:
    """1,234.50 and 1 234,50: the last separator before one or two digits is the decimal one."""
    digits = digits_of(text)
    last = re.search(r"[.,](\d{1,2})$", text.strip())
    return Decimal(digits).scaleb(-len(last[1])) if last else Decimal(digits)


def typed_values(content: Content) -> Iterator[Problem]:
    """Values typed into titles, answers and texts, with the facts to use instead."""
    index = FactIndex.of(content.shop)
    for article in content.own:
        for piece in pieces_of(article):
            for typed in typed_facts(piece.text, index):
                yield Problem(
                    id="typed-fact",
                    place=piece.place(typed.start),
                    message=f'"{typed.text}" is typed here, so it will not follow the facts.',
                    hint=_hint(typed, can_use_facts=piece.key in {"", "answer"}),
                )


def _hint(typed: TypedFact, *, can_use_facts: bool) -> str:
    if not can_use_facts:
        return "Say it without the value; the answer and the text can use facts."
    if not typed.expressions:
        return "No fact has this value: state it in shop.yml, or use the fact it should agree with."
    return f"Use {' or '.join(typed.expressions[:3])}"

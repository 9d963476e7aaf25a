"""Alphabets: words of two, texts left in another language, letters a language does not have."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from helpcenter_build.checks.content import Content, Piece, pieces_of
from helpcenter_build.checks.prose import prose_of
from helpcenter_build.content.files import read_text
from helpcenter_build.facts import Fact, LocalText, Shop
from helpcenter_build.problems import Place, Problem

WORD = re.compile(r"[^\W\d_]+(?:\u0301[^\W\d_]*)*")
# Letters that look the same; each maps to its twin in the other alphabet.
CYRILLIC_OF = dict(zip("ABCEHIKMOPTXYaceiopxys", "АВСЕНІКМОРТХУасеіорхуѕ", strict=True))
LATIN_OF = {twin: letter for letter, twin in CYRILLIC_OF.items()}
FOREIGN_LETTERS = {"bg": "ыэёїієґўѝ".replace("ѝ", ""), "ru": "їієґўѝ"}
"""Cyrillic letters that a language does not have, but its neighbours do."""


@lru_cache(maxsize=4096)
def script_of(letter: str) -> str:
    """LATIN, CYRILLIC, ARABIC...: the first word of the letter's Unicode name."""
    return unicodedata.name(letter, "OTHER").split()[0]


@lru_cache(maxsize=65536)
def scripts_of(word: str) -> frozenset[str]:
    """The alphabets of a word's letters."""
    return frozenset(script_of(letter) for letter in word if letter.isalpha())


# --------------------------------------------------------------------------- mixed in one word


def mixed_alphabets(content: Content) -> Iterator[Problem]:
    """Words of Latin and Cyrillic letters: they look right, but no search finds them."""
    for article in content.own:
        for piece in pieces_of(article):
            prose = prose_of(piece.text)
            for word in WORD.finditer(prose):
                if is_mixed(word[0]):
                    yield _mixed(piece, word)
        for number, phrase in enumerate(article.front.asked_as):
            for word in filter(is_mixed, WORD.findall(phrase)):
                place = article.place("asked_as", number)
                yield Problem(
                    id="mixed-alphabets", place=place, message=_said(word), hint=_repair(word)
                )


def mixed_alphabets_elsewhere(content: Content) -> Iterator[Problem]:
    """The same in the facts and in the groups of words that search takes as equal."""
    paths = sorted((content.folder / content.site.locale).glob("*.yml"))
    for path in [*paths, content.facts_path] if content.is_source else paths:
        lines = read_text(path).splitlines()
        for number, line in enumerate(lines, start=1):
            for word in filter(is_mixed, WORD.findall(line)):
                place = Place(path=path, line=number)
                yield Problem(
                    id="mixed-alphabets", place=place, message=_said(word), hint=_repair(word)
                )


def is_mixed(word: str) -> bool:
    return scripts_of(word) >= {"LATIN", "CYRILLIC"}


def _mixed(piece: Piece, word: re.Match[str]) -> Problem:
    place = piece.place(word.start())
    return Problem(id="mixed-alphabets", place=place, message=_said(word[0]), hint=_repair(word[0]))


def _said(word: str) -> str:
    scripts = [script_of(letter) for letter in word if letter.isalpha()]
    fewer = min(("LATIN", "CYRILLIC"), key=scripts.count)
    letters = ", ".join(
        dict.fromkeys(letter for letter in word if letter.isalpha() and script_of(letter) == fewer)
    )
    return f"{word} mixes alphabets: {letters} is {fewer.capitalize()}."


def _repair(word: str) -> str:
    repaired = in_one_alphabet(word)
    return f"Write {repaired}; helpcenter check --fix does." if repaired else "Type the word again."


def in_one_alphabet(word: str) -> str | None:
    """The word in the alphabet of most of its letters, when all others have a twin there."""
    scripts = [script_of(letter) for letter in word if letter.isalpha()]
    to_cyrillic = scripts.count("CYRILLIC") >= scripts.count("LATIN")
    twins = CYRILLIC_OF if to_cyrillic else LATIN_OF
    kept = "CYRILLIC" if to_cyrillic else "LATIN"
    letters = [
        letter if not letter.isalpha() or script_of(letter) == kept else twins.get(letter)
        for letter in word
    ]
    return None if None in letters else "".join(filter(None, letters))


# ---------------------------------------------------------------------- left in another language


def foreign_letters(content: Content) -> Iterator[Problem]:
    """Words with letters the language does not have: a Russian word in a Bulgarian text."""
    letters = FOREIGN_LETTERS.get(content.site.locale.partition("-")[0], "")
    own = _script_of_locale(content)
    for piece in _pieces(content):
        for word in WORD.finditer(prose_of(piece.text)):
            is_foreign = any(letter in letters for letter in word[0].casefold())
            if is_foreign or not scripts_of(word[0]) <= {own, "LATIN", "OTHER"}:
                yield Problem(
                    id="foreign-word",
                    place=piece.place(word.start()),
                    message=f"{word[0]} has letters that {content.site.locale} does not use.",
                    hint="Type the word again in this page's language.",
                )


def latin_leftovers(content: Content) -> Iterator[Problem]:
    """Latin words in a text of another alphabet, names and abbreviations aside."""
    if _script_of_locale(content) == "LATIN":
        return
    known = _latin_names(content.shop)
    for piece in _pieces(content):
        prose = prose_of(piece.text)
        for line in re.finditer(r"[^\n\x00]+", prose):
            words = [word for word in WORD.findall(line[0]) if _is_leftover(word, known)]
            if words:
                offset = line.start() + line[0].index(words[0])
                yield Problem(
                    id="untranslated",
                    place=piece.place(offset),
                    message=f"Not translated: {' '.join(words)}.",
                    hint="Translate it; put what readers type or press into `code` or **bold**.",
                )


def _is_leftover(word: str, known: frozenset[str]) -> bool:
    """A word in small Latin letters that is neither a name of the shop nor a unit."""
    is_latin = scripts_of(word) == {"LATIN"} and len(word) > 2
    return is_latin and word.islower() and word not in known


def _pieces(content: Content) -> Iterator[Piece]:
    for article in content.own:
        yield from pieces_of(article)


def _script_of_locale(content: Content) -> str:
    """The alphabet of a language is that of its own name: Български, العربية."""
    return script_of(content.shop.locales[content.site.locale].name[0])


def _latin_names(shop: Shop) -> frozenset[str]:
    """Latin words in texts of another alphabet: "Карта mada" shows that mada is a name."""
    texts = (text for text in _local_texts(shop) if "LATIN" not in scripts_of(_first_word(text)))
    return frozenset(word for text in texts for word in WORD.findall(text))


def _local_texts(value: object) -> Iterator[str]:
    match value:
        case LocalText():
            yield from value.root.values()
        case Fact():
            for name in type(value).model_fields:
                yield from _local_texts(getattr(value, name))
        case dict():
            for child in value.values():
                yield from _local_texts(child)


def _first_word(text: str) -> str:
    found = WORD.search(text)
    return found[0] if found else ""

"""What shoppers' hands do to a query: one slip, Latin letters, the wrong keyboard layout."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping

from helpcenter_build.search.languages import Language, layouts

Noise = Callable[[str, random.Random], str]

_LETTERS = {
    "en": "abcdefghijklmnopqrstuvwxyz",
    "bg": "абвгдежзийклмнопрстуфхцчшщъьюя",
    "ru": "абвгдежзийклмнопрстуфхцчшщъыьэюя",
    "ar": "ابتثجحخدذرزسشصضطظعغفقكلمنهوي",
}
_COMMON = "а:a б:b в:v г:g д:d е:e з:z и:i й:y к:k л:l м:m н:n о:o п:p р:r с:s т:t у:u ф:f х:h э:e"
# The official table of each language, then ways people really type.
_SPELLINGS = {
    "bg": (
        "ж:zh ц:ts ч:ch ш:sh щ:sht ъ:a ь:y ю:yu я:ya",
        "ж:j ц:c ч:4 ш:6 щ:6t ъ:u ь:i ю:iu я:q",
        "ж:zh ц:c ч:4 ш:sh щ:sht ъ:y ь:j ю:ju я:ia в:w",
    ),
    "ru": (
        "ж:zh ц:ts ч:ch ш:sh щ:shch ъ: ы:y ь: ю:yu я:ya х:kh ё:e",
        "ж:j ц:c ч:ch ш:sh щ:sch ъ: ы:i ь:' ю:ju я:ja ё:yo й:j",
    ),
}
_LAYOUTS = {
    "bg": (layouts.BDS, layouts.PHONETIC),
    "ru": (layouts.RUSSIAN,),
    "ar": (layouts.ARABIC,),
}
_SHIFTED = '{}:"<>?~'


def noises(locale: str) -> Mapping[str, Noise]:
    """The ways to hurt a query that make sense in a locale."""
    found: dict[str, Noise] = {"one slip": _slip(_LETTERS.get(locale, _LETTERS["en"]))}
    if locale in _SPELLINGS:
        found["Latin letters"] = _spelled(_SPELLINGS[locale])
    if locale in _LAYOUTS:
        found["wrong layout"] = _left_on(_LAYOUTS[locale])
    return found


def is_native(query: str, language: Language) -> bool:
    """Whether a query is written wholly in the language's own letters."""
    return not any("a" <= letter <= "z" for letter in query.lower()) or language.code == "en"


def _slip(letters: str) -> Noise:
    def hurt(query: str, dice: random.Random) -> str:
        places = [at for at, letter in enumerate(query) if letter.lower() in letters]
        if not places:
            return query
        at, new = dice.choice(places), dice.choice(letters)
        before, letter, after = query[:at], query[at], query[at + 1 :]
        ways = [before + after, before + new + letter + after, before + new + after]
        if after[:1].lower() in letters and after:
            ways.append(before + after[0] + letter + after[1:])
        return dice.choice(ways)

    return hurt


def _spelled(spellings: tuple[str, ...]) -> Noise:
    def hurt(query: str, dice: random.Random) -> str:
        pairs = f"{_COMMON} {dice.choice(spellings)}".split(" ")
        spelling = dict(pair.split(":") for pair in pairs)
        return "".join(spelling.get(letter, letter) for letter in query.lower())

    return hurt


def _left_on(rows: tuple[Mapping[str, str], ...]) -> Noise:
    def hurt(query: str, dice: random.Random) -> str:
        keys = dice.choice(rows).items()
        typed = {meant: key for key, meant in reversed(list(keys)) if key not in _SHIFTED}
        return "".join(typed.get(letter, letter) for letter in query.lower())

    return hurt

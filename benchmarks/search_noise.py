"""What shoppers' hands do to a query: one slip, Latin letters, the wrong keyboard layout."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping

from helpcenter_build.search.languages import Language, layouts

Noise = Callable[[str, random.Random], str]
NOISES = ("slip", "Latin", "layout")

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
# Arabizi, as it is typed from Egypt to the Gulf: digits for letters that Latin lacks.
_ARABIZI = (
    """
    ا:a ب:b ت:t ث:th ج:g ح:7 خ:5 د:d ذ:z ر:r ز:z س:s ش:sh ص:s ض:d ط:t ظ:z ع:3 غ:gh ف:f ق:2 ك:k
    ل:l م:m ن:n ه:h و:w ي:y ة:a ى:a أ:a إ:e آ:a ء:2 ؤ:o ئ:2
    """,
    """
    ا:a ب:b ت:t ث:s ج:j ح:7 خ:kh د:d ذ:th ر:r ز:z س:s ش:ch ص:9 ض:d ط:6 ظ:z ع:3 غ:gh ف:f ق:q ك:k
    ل:l م:m ن:n ه:h و:o ي:i ة:ah ى:a أ:a إ:i آ:aa ء: ؤ:o ئ:e
    """,
)
_CONSONANTS = "بتثجحخدذرزسشصضطظغفقكلمنه"
_LAYOUTS = {
    "bg": (layouts.BDS, layouts.PHONETIC),
    "ru": (layouts.RUSSIAN,),
    "ar": (layouts.ARABIC,),
}
_SHIFTED = '{}:"<>?~'


def noises(locale: str) -> Mapping[str, Noise]:
    """The ways to hurt a query that make sense in a locale."""
    found: dict[str, Noise] = {"slip": _slip(_LETTERS.get(locale, _LETTERS["en"]))}
    if locale in _SPELLINGS:
        found["Latin"] = _spelled(_SPELLINGS[locale])
    if locale == "ar":
        found["Latin"] = _arabizi
    if locale in _LAYOUTS:
        found["layout"] = _left_on(_LAYOUTS[locale])
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


def _arabizi(query: str, dice: random.Random) -> str:
    """Arabic in Latin letters and digits; short vowels are heard now as a, now as e."""
    spelling = dict(pair.split(":") for pair in dice.choice(_ARABIZI).split())
    vowel = dice.choice("ae")
    typed = []
    for letter, after in zip(query, f"{query[1:]} ", strict=True):
        typed.append(spelling.get(letter, letter))
        if letter in _CONSONANTS and after in _CONSONANTS:
            typed.append(vowel)
    return "".join(typed)


def _left_on(rows: tuple[Mapping[str, str], ...]) -> Noise:
    def hurt(query: str, dice: random.Random) -> str:
        keys = dice.choice(rows).items()
        typed = {meant: key for key, meant in reversed(list(keys)) if key not in _SHIFTED}
        return "".join(typed.get(letter, letter) for letter in query.lower())

    return hurt

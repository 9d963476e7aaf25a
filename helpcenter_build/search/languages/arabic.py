"""Arabic: Snowball stemmer on normal forms (hamza, alef maqsura, ta marbuta; no vowel signs).

Latin letters for Arabic (Arabizi) leave vowels to chance, so words meet in their consonants: keys
keep those only, emphatic and plain ones together; long vowels decide between words of one key.
"""

from __future__ import annotations

from helpcenter_build.search.languages import layouts
from helpcenter_build.search.languages.language import Language, snowball

_STOP_WORDS = """
في من على الى عن مع هذا هذه ذلك تلك التي الذي هل ما ماذا لا لم لن ان كان كانت يكون قد و او ثم بعد
قبل عند عندي كل انا انت هو هي نحن هم لي لك له لها لنا لكم ب ل ف يا اي ممكن اريد ابي ابغى عايز
عاوز بدي لو سمحت سمحتوا مرحبا السلام عليكم شو ايش وش ايه
el al il fi w ya
"""

_WEAK_WORDS = """
مساعده ساعدوني سؤال استفسار معلومات معرفه اعرف اشوف اتاكد يمكن ممكن
"""

_FOLD = {
    "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "ؤ": "و", "ئ": "ي", "ـ": "",
    "گ": "ك", "ک": "ك", "ی": "ي", "پ": "ب", "چ": "ج", "ڤ": "ف",
}  # fmt: skip

_FOREIGN_SOUNDS = {
    "a": "", "e": "", "i": "", "o": "", "u": "", "y": "", "w": "", "2": "", "'": "",
    "^el": "", "^al": "", "^il": "", "5": "K", "kh": "K", "7'": "K", "7": "h", "6": "t", "9": "s",
    "8": "k", "q": "k", "c": "k", "sh": "S", "ch": "S", "gh": "G", "3'": "G", "th": "t",
    "dh": "d", "g": "j", "p": "b", "v": "f", "x": "ks", "tt": "t", "ss": "s", "ll": "l",
    "mm": "m", "nn": "n", "bb": "b", "dd": "d", "rr": "r", "kk": "k", "zz": "z", "ff": "f",
    "jj": "j", "ah$": "", "eh$": "",
}  # fmt: skip

_NATIVE_SOUNDS = {
    "ا": "", "و": "", "ي": "", "ء": "", "^ال": "", "ه$": "", "ع": "", "خ": "K", "ح": "h", "ه": "h",
    "ط": "t", "ت": "t", "ث": "t", "ص": "s", "س": "s", "ق": "k", "ك": "k", "ش": "S", "غ": "G",
    "د": "d", "ض": "d", "ذ": "d", "ز": "z", "ظ": "z", "ج": "j", "ب": "b", "ف": "f", "ل": "l",
    "م": "m", "ن": "n", "ر": "r",
}  # fmt: skip

# With the vowels kept, the article ("L") and last vowels, which are written: which of the words of
# a key was meant.
_FOREIGN_VOWELS = {
    "a": "a", "e": "i", "i": "i", "y": "i", "o": "u", "u": "u", "w": "u", "aa": "a",
    "ee": "i", "ii": "i", "oo": "u", "ou": "u", "ei": "i", "ai": "i", "ay": "i", "ey": "i",
    "^ay": "ai", "^al": "L", "^el": "L", "^il": "L", "^ala": "L", "^ale": "L", "^ele": "L",
    "a$": "aI", "i$": "I", "y$": "I", "ee$": "I", "u$": "U", "o$": "U", "w$": "U", "oo$": "U",
    "ah$": "a", "eh$": "a", "ya$": "ia", "3a": "a", "a3": "a",
}  # fmt: skip

_NATIVE_VOWELS = {
    "ا": "a", "و": "u", "ي": "i", "ه$": "a", "ء": "a", "ع": "a", "اا": "a", "عا": "a", "اع": "a",
    "^ال": "L", "ي$": "I", "و$": "U", "وا$": "U",
}  # fmt: skip

# A digit or nothing for the first two, as in Cairo; what a dialect makes of the others. Typed, 2 is
# the sound in the throat or what Cairo makes of ق, g is Cairo's ج or the Gulf's ق.
_DOUBTFUL = {
    "ع": ("3", ""), "ق": ("k", ""), "ذ": ("d", "z", "t"), "ث": ("t", "s"),
    "2": ("k", ""), "g": ("j", "k"),
}  # fmt: skip


def _folded(words: str) -> frozenset[str]:
    return frozenset(words.translate({ord(typed): meant for typed, meant in _FOLD.items()}).split())


def language() -> Language:
    return Language(
        code="ar",
        stem=snowball("arabic"),
        stop_words=_folded(_STOP_WORDS),
        weak_words=_folded(_WEAK_WORDS),
        fold=_FOLD,
        layouts=(layouts.ARABIC, layouts.LEFT_ON_ARABIC),
        foreign_sounds=_FOREIGN_SOUNDS,
        native_sounds=_NATIVE_SOUNDS,
        foreign_vowels=_FOREIGN_VOWELS,
        native_vowels=_NATIVE_VOWELS,
        doubtful=_DOUBTFUL,
    )

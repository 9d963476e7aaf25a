"""Arabic: Snowball stemmer on normal forms (hamza, alef maqsura, ta marbuta; no vowel signs).

Latin letters for Arabic (Arabizi) leave vowels to chance, so words meet in their consonants: keys
keep those only, emphatic and plain ones together; how near a word is in all its letters decides.
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
    "گ": "ك", "ک": "ك", "ی": "ي", "پ": "ب", "چ": "ج", "ڤ": "ف", "'": "",
}  # fmt: skip

_FOREIGN_SOUNDS = {
    "a": "", "e": "", "i": "", "o": "", "u": "", "y": "", "w": "", "2": "",
    "^el": "", "^al": "", "^il": "", "5": "K", "kh": "K", "7": "h", "6": "t", "9": "s",
    "8": "k", "q": "k", "c": "k", "sh": "S", "ch": "S", "gh": "G", "th": "t",
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

# How letters are typed, each way with what it costs (see `heard`): with "" what is typed in
# between, the short vowels; with "^" the article of a word that is known without. A cost alone is
# that of leaving the letter out.
_TYPED_AS = {
    "": "a1 e1 i4 o5 u5 y8 w8", "^": "^0 ^al4 ^el4 ^il4", "$": "$0",
    "ا": "a0 e2 i3 aa0 23 a23 2a0 2e1 2i1 8", "ب": "b0 p1", "ت": "t0", "ث": "th0 s1 t2",
    "ج": "j0 g0", "ح": "70 h2", "خ": "50 kh0 73 x3", "د": "d0", "ذ": "z1 th0 dh0 d2", "ر": "r0",
    "ز": "z0", "س": "s0 c3", "ش": "sh0 ch0", "ص": "90 s1", "ض": "d1 dh1", "ط": "60 t1",
    "ظ": "z0 dh1 th3 d4", "ع": "30 24 a5 6", "غ": "gh0 33 g4", "ف": "f0 v1",
    "ق": "q0 21 80 93 k3 g2", "ك": "k0 c2 q8", "ل": "l0", "م": "m0", "ن": "n0", "ه": "h0",
    "ه$": "a$0 ah$0 e$0 eh$0 h$0", "و": "w0 o0 u0 oo0 ou0 24 8", "ي": "y0 i0 e2 ee0 ai1 ei1 24 8",
    "ي$": "y$0 i$0 a$2 e$2 $5", "ء": "20 1 a2", "ال": "al0 el0 il0 l2 a5 e5",
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
        typed_as=_TYPED_AS,
        doubtful=_DOUBTFUL,
    )

"""Arabic: Snowball stemmer on normal forms (hamza carriers, alef maqsura, ta marbuta, no vowel signs)."""

from __future__ import annotations

import snowballstemmer

from helpcenter_build.search.languages.language import Language

STOP_WORDS = """
في من على الى إلى عن مع هذا هذه ذلك تلك التي الذي هل ما ماذا لا لم لن ان أن إن كان كانت يكون قد و او أو ثم بعد
قبل عند عندي كل انا أنا انت هو هي نحن هم لي لك له لها لنا لكم بكم ب ل ف يا اي أي ممكن اريد أريد ابي ابغى عايز
عاوز بدي لو سمحت سمحتوا مرحبا السلام عليكم شو ايش وش ايه
""".split()

_FOLD = {
    "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "ؤ": "و", "ئ": "ي", "ـ": "",
    "گ": "ك", "ک": "ك", "ی": "ي", "پ": "ب", "چ": "ج", "ڤ": "ف",
}  # fmt: skip


def language() -> Language:
    return Language(
        code="ar",
        stem=snowballstemmer.stemmer("arabic").stemWord,
        stop_words=frozenset(word.translate(str.maketrans(_FOLD)) for word in STOP_WORDS),
        fold=_FOLD,
    )

"""Bulgarian: BulStem (Nakov 2003), an inflectional stemmer learned from a morphological dictionary.

`bulstem` 0.3.3 (Apache-2.0) ships the published rules; the small set (context 1, rules seen twice
or more) measured best on short help texts: the larger ones join words that differ in meaning.
"""

from __future__ import annotations

from functools import cache

from bulstem.stem import BulStemmer

from helpcenter_build.search.languages import cyrillic, layouts
from helpcenter_build.search.languages.language import Language

_STOP_WORDS = """
а ако ала без беше би бил била били било бях в вас ви вие във все да дали до ето е за защото и из
или им има й какво като към ли м ме между ми мой моя мое моите му н на над най нас не него нея
ни ние но о от по под пред при са с си сме сте съм със се само също т та така такъв там те тези ти
това този той тогава то тук тя у че ще щом я ваш ваша ваше ваши мога може искам моля здравейте
трябва бъде здрасти кажете
"""
_WEAK_WORDS = """
помощ помогнете помогни въпрос въпроси информация проверя видя разбера възможно някакъв някаква
какъв каква какви
"""


@cache
def _stemmer() -> BulStemmer:
    return BulStemmer.from_file("stem-context-1", min_freq=2, left_context=1)


def language() -> Language:
    return Language(
        code="bg",
        stem=_stemmer().stem,
        stop_words=frozenset(_STOP_WORDS.split()),
        weak_words=frozenset(_WEAK_WORDS.split()),
        layouts=(layouts.BDS, layouts.PHONETIC, layouts.NEW_PHONETIC, layouts.LEFT_ON_BDS),
        foreign_sounds=cyrillic.FOREIGN_SOUNDS,
        native_sounds=cyrillic.NATIVE_SOUNDS | {"ъ": "a", "щ": "Q", "шт": "Q"},
        doubtful={"ъ": ("a", "u", "i")},
    )

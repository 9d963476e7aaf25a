"""English: Snowball stemmer (Porter 2); apostrophes count for nothing ("don't" is "dont")."""

from __future__ import annotations

from helpcenter_build.search.languages import layouts
from helpcenter_build.search.languages.language import Language, snowball

_STOP_WORDS = """
a an and are as at be been but by can could did do does for from had has have having he her here
him his i if in into is it its just me my of on or our she should so some than that the their
them then there these they this those to too us very was we were will with would you your am ur
u im ive id ill its thats whats theres hi hello hey thanks thank please pls plz want wanna need
like get got know tell let may might must gonna gotta lets some something any
"""
_WEAK_WORDS = """
help helping assist assistance question questions information info see seeing check checking
possible try trying
"""


def language() -> Language:
    return Language(
        code="en",
        stem=snowball("english"),
        stop_words=frozenset(_STOP_WORDS.split()),
        weak_words=frozenset(_WEAK_WORDS.split()),
        fold={"'": "", "’": "", "ʼ": "", "‘": "", "`": "", "´": ""},
        layouts=(layouts.LEFT_ON_RUSSIAN, layouts.LEFT_ON_BDS, layouts.LEFT_ON_ARABIC),
    )

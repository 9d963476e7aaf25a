"""English: Snowball stemmer (Porter 2)."""

from __future__ import annotations

import snowballstemmer

from helpcenter_build.search.languages.language import Language

STOP_WORDS = """
a an and are as at be been but by can could did do does for from had has have having he her here him his
i if in into is it its just me my of on or our she should so some than that the their them then
there these they this those to too us very was we were will with would you your am s t ve re ll d m
please pls hi hello hey thanks thank want wanna need like get got know tell let may might must
""".split()


def language() -> Language:
    return Language(
        code="en",
        stem=snowballstemmer.stemmer("english").stemWord,
        stop_words=frozenset(STOP_WORDS),
    )

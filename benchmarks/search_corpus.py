"""Made-up articles in the shape of a large help center's, and queries, the same every time.

Words are pronounceable, as often used as words of a language are (Zipf), some of them forms of one
another; an article has a title, a question, six phrasings, an answer and three parts.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate, islice

from benchmarks.search_noise import noises
from helpcenter_build.search import Document, Passage

LOCALE = "en"
SYLLABLES = [start + vowel for start in "bcdfghklmnprstvz" for vowel in "aeiou"]
ENDINGS = ("", "", "", "s", "ed", "ing")
SECTIONS = 20
# Distinct words of so many articles of this length, after Heaps' law (K 20, exponent .55).
WORDS_AN_ARTICLE = 190
SEED = 3


def corpus(articles: int) -> list[Document]:
    """So many articles of about 190 words each."""
    dice = random.Random(articles)  # noqa: S311 - the same articles every time
    words = list(islice(_words(dice), round(20 * (articles * WORDS_AN_ARTICLE) ** 0.55)))
    weights = list(accumulate(1 / (rank + 3) for rank in range(len(words))))

    def text(length: int) -> str:
        return " ".join(dice.choices(words, cum_weights=weights, k=length))

    return [_article(number, text) for number in range(articles)]


def queries(documents: Sequence[Document], count: int) -> list[str]:
    """Two to four words of one title each, in every other query one slip."""
    dice = random.Random(SEED)  # noqa: S311 - the same queries every time
    slip = noises(LOCALE)["slip"]
    titles = [document.title.lower().split() for document in dice.choices(documents, k=count)]
    whole = [" ".join(title[: dice.choice((2, 3, 4))]) for title in titles]
    return [slip(text, dice) if at % 2 else text for at, text in enumerate(whole)]


def _words(dice: random.Random) -> Iterator[str]:
    """Different words without end; half of them are another's form."""
    seen: set[str] = set()
    while True:
        stem = "".join(dice.choices(SYLLABLES, k=dice.choice((1, 2, 2, 3, 3, 4))))
        for ending in dice.sample(ENDINGS, k=2):
            if stem + ending not in seen:
                seen.add(stem + ending)
                yield stem + ending


def _article(number: int, text: Callable[[int], str]) -> Document:
    section = f"section-{number % SECTIONS}"
    return Document(
        id=f"{section}/article-{number}",
        title=text(6).capitalize(),
        url=f"/{section}/article-{number}/",
        section=section,
        section_title=section.replace("-", " ").capitalize(),
        question=text(8),
        answer=text(25),
        summary=text(15),
        asked_as=tuple(text(5) for _ in range(6)),
        passages=tuple(
            Passage(anchor=f"part-{part}", title=text(3), text=text(30)) for part in range(3)
        ),
    )

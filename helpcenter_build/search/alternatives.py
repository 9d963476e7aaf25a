"""A query becomes a list of query words, each a set of weighted alternatives.

Weights are whole numbers, WHOLE for the word itself, so that both engines count alike.
"""

from __future__ import annotations

from dataclasses import dataclass

from helpcenter_build.search.analysis import split_words
from helpcenter_build.search.languages import language_for
from helpcenter_build.search.lexicon import Lexicon

WHOLE = 64
SYNONYM = 38
MAX_WORDS = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class QueryWord:
    """`alternatives` are (term, weight) pairs, one per term, in term order."""

    text: str
    alternatives: tuple[tuple[int, int], ...]


def understand(query: str, lexicon: Lexicon) -> tuple[QueryWord, ...]:
    language = language_for(lexicon.locale)
    words = [w for w in split_words(query, language) if w not in language.stop_words]
    return tuple(_query_word(word, lexicon) for word in dict.fromkeys(words[:MAX_WORDS]))


def _query_word(word: str, lexicon: Lexicon) -> QueryWord:
    weights: dict[int, int] = {}
    if word in lexicon.words:
        term = lexicon.term_of[lexicon.words.index(word)]
        for group in lexicon.groups:
            if term in group:
                weights |= dict.fromkeys(group, SYNONYM)
        weights[term] = WHOLE
    return QueryWord(text=word, alternatives=tuple(sorted(weights.items())))

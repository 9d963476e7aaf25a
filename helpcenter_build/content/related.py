"""Articles to read next: the editor's choice, else those that share topics and words."""

from __future__ import annotations

import re
from functools import lru_cache

from helpcenter_build.content.articles import Article, ContentTree

AT_MOST = 4
_TOPIC_WEIGHT = 3.0
_SECTION_WEIGHT = 1.0
_WORD_WEIGHT = 8.0
_LONG_WORD = re.compile(r"\w{4,}")


def related_ids(article: Article, tree: ContentTree) -> tuple[str, ...]:
    """Ids of at most four articles; an editor's `related` stands alone and in its order."""
    if article.front.related:
        return article.front.related[:AT_MOST]
    others = [other for other in tree.articles() if other.id != article.id]
    scored = [(_closeness(article, other), other.id) for other in others]
    best = sorted(((-score, other) for score, other in scored if score > _SECTION_WEIGHT))
    return tuple(other for _, other in best[:AT_MOST])


def _closeness(one: Article, other: Article) -> float:
    topics = len(set(one.front.topics) & set(other.front.topics))
    mine, theirs = _words(one), _words(other)
    overlap = len(mine & theirs) / (min(len(mine), len(theirs)) or 1)
    same_section = one.section == other.section
    return topics * _TOPIC_WEIGHT + same_section * _SECTION_WEIGHT + overlap * _WORD_WEIGHT


@lru_cache(maxsize=4096)
def _words(article: Article) -> frozenset[str]:
    """Longer words of the title and of shoppers' wordings."""
    text = " ".join([article.title, *article.front.asked_as])
    return frozenset(_LONG_WORD.findall(text.casefold()))

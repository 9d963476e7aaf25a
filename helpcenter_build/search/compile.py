"""Documents to postings: one BM25F over title, phrasings and body, quantised to whole numbers.

Both engines add these whole numbers, so they agree to the last bit. Source of the weighting: Robertson,
Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009), section 3.6.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from helpcenter_build.search.analysis import split_words
from helpcenter_build.search.document import Document, Vocabulary
from helpcenter_build.search.languages import Language, language_for
from helpcenter_build.search.lexicon import Lexicon

TITLE_WEIGHT = 3.0
ASKED_AS_WEIGHT = 2.5
BODY_WEIGHT = 1.0
K1 = 1.6
B = 0.5
# Impacts are stored as IMPACT_STEPS steps up to the largest one.
IMPACT_STEPS = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class CompiledIndex:
    """`postings[term]` holds (document number, impact) in document order."""

    lexicon: Lexicon
    postings: tuple[tuple[tuple[int, int], ...], ...]
    documents: tuple[Document, ...]


def compile_index(
    documents: Iterable[Document], locale: str, *, vocabulary: Vocabulary
) -> CompiledIndex:
    language = language_for(locale)
    articles = tuple(documents)
    counts = [_weighted_counts(article, language) for article in articles]
    words = sorted({word for count in counts for word in count})
    stems = {word: language.stem(word) for word in words}
    terms = {stem: number for number, stem in enumerate(sorted(set(stems.values())))}
    lexicon = Lexicon(
        locale=locale,
        words=tuple(words),
        term_of=tuple(terms[stems[word]] for word in words),
        groups=_term_groups(vocabulary, language, terms),
    )
    frequencies = [_by_term(count, stems, terms) for count in counts]
    return CompiledIndex(
        lexicon=lexicon, postings=_postings(frequencies, len(terms)), documents=articles
    )


def _weighted_counts(document: Document, language: Language) -> dict[str, float]:
    counts: dict[str, float] = defaultdict(float)
    body = [document.summary, document.question, document.answer]
    body += [text for passage in document.passages for text in (passage.title, passage.text)]
    for weight, texts in (
        (TITLE_WEIGHT, [document.title]),
        (ASKED_AS_WEIGHT, document.asked_as),
        (BODY_WEIGHT, body),
    ):
        for word in split_words("\n".join(texts), language):
            if word not in language.stop_words:
                counts[word] += weight
    return counts


def _by_term(
    count: dict[str, float], stems: dict[str, str], terms: dict[str, int]
) -> dict[int, float]:
    frequency: dict[int, float] = defaultdict(float)
    for word, weight in count.items():
        frequency[terms[stems[word]]] += weight
    return frequency


def _postings(
    frequencies: Sequence[dict[int, float]], terms: int
) -> tuple[tuple[tuple[int, int], ...], ...]:
    lengths = [sum(frequency.values()) for frequency in frequencies]
    average = sum(lengths) / len(lengths) if lengths else 1.0
    found_in = Counter(term for frequency in frequencies for term in frequency)
    impacts: list[list[tuple[int, float]]] = [[] for _ in range(terms)]
    for number, frequency in enumerate(frequencies):
        norm = K1 * (1 - B + B * lengths[number] / average)
        for term, weight in frequency.items():
            saturation = weight * (K1 + 1) / (weight + norm)
            impacts[term].append((number, saturation * _idf(found_in[term], len(frequencies))))
    largest = max((impact for entries in impacts for _, impact in entries), default=1.0)
    scale = IMPACT_STEPS / largest
    return tuple(
        tuple((number, max(1, round(impact * scale))) for number, impact in sorted(entries))
        for entries in impacts
    )


def _idf(found_in: int, documents: int) -> float:
    return math.log(1 + (documents - found_in + 0.5) / (found_in + 0.5))


def _term_groups(
    vocabulary: Vocabulary, language: Language, terms: dict[str, int]
) -> tuple[tuple[int, ...], ...]:
    groups = []
    for group in vocabulary.groups:
        stems = {language.stem(word) for text in group for word in split_words(text, language)}
        known = tuple(sorted(terms[stem] for stem in stems if stem in terms))
        if len(known) > 1:
            groups.append(known)
    return tuple(groups)

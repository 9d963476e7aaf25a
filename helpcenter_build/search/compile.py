"""Documents to postings, in whole numbers that both engines only have to add.

The base is one BM25F over title, phrasings and body (Robertson, Zaragoza, "The Probabilistic
Relevance Framework: BM25 and Beyond", 2009, section 3.6); on top come the weights learned from the
phrasings, see `learning`.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from helpcenter_build.search.alternatives import QueryReader
from helpcenter_build.search.analysis import split_words
from helpcenter_build.search.document import Document, Vocabulary
from helpcenter_build.search.languages import Language, language_for
from helpcenter_build.search.learning import BASE_SHARE, MOST_WORK, Sample, learn
from helpcenter_build.search.lexicon import Lexicon, make_lexicon
from helpcenter_build.search.memory import Memory, Postings, key_of

TITLE_WEIGHT = 3.0
ASKED_AS_WEIGHT = 2.5
BODY_WEIGHT = 0.5
K1 = 2.5
B = 0.5
# Rarity of a word that one article has, whatever their number: scores mean the same at every size.
RAREST = 4.0
# Steps to one of BM25's impacts, of which BASE_SHARE counts, and of learned weights.
STEPS = 16
# Impacts are one of these, each about so much larger than the one before: finer ones rank no better
# and take a twentieth more of the browser's index.
LEVEL_RATIO = 1.25
LEVELS = tuple(dict.fromkeys(round(LEVEL_RATIO**number) for number in range(28)))
# Learned weights below that are left out.
LEAST_LEARNED = 0.2
# A word that only bodies hold counts for so many articles, those with the largest impacts, and from
# that share of the largest impact of all on.
BODIES_A_WORD = 2
LEAST_BODY = 0.15
# So many of a passage's terms tell it from the others, the rarest ones.
TELLING_TERMS = 3
# A heading that more articles share ("If this did not help") leads nobody to an answer.
MOST_ALIKE = 10

Parts = tuple[tuple[tuple[int, ...], tuple[int, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CompiledIndex:
    """`base[term]` counts once for a query word's best alternative, `learned[term]` for each.

    `parts` holds (heading's terms, text's terms) of every passage of every document.
    """

    lexicon: Lexicon
    base: Postings
    learned: Postings
    documents: tuple[Document, ...]
    parts: tuple[Parts, ...]


def compile_index(
    documents: Iterable[Document],
    locale: str,
    *,
    vocabulary: Vocabulary,
    memory: Memory | None = None,
) -> CompiledIndex:
    """The index of one locale; with a memory, what was learned from the same texts is not again."""
    language = language_for(locale)
    articles = tuple(documents)
    counts = [_weighted_counts(article, language) for article in articles]
    words = {word for count in counts for word in count}
    lexicon = make_lexicon(locale, language, words, vocabulary)
    term_of = lexicon.term_of()
    base = Base(lexicon, counts)

    headings = Counter(title for article in articles for title in _headings(article))
    common = {title for title, number in headings.items() if number > MOST_ALIKE}

    def learned() -> Postings:
        return _quantised(learn(_samples(articles, lexicon), base), 1.0, LEAST_LEARNED)

    return CompiledIndex(
        lexicon=lexicon,
        base=_levelled(_quantised(base.telling_impacts(), BASE_SHARE)),
        learned=memory.recall(key_of(articles, locale, vocabulary), learned)
        if memory
        else learned(),
        documents=articles,
        parts=tuple(_parts(article, language, term_of, base, common) for article in articles),
    )


def _weighted_texts(document: Document) -> Iterator[tuple[float, str]]:
    yield TITLE_WEIGHT, document.title
    for text in (document.question, *document.asked_as):
        yield ASKED_AS_WEIGHT, text
    yield BODY_WEIGHT, document.summary
    yield BODY_WEIGHT, document.answer
    for passage in document.passages:
        yield BODY_WEIGHT, passage.title
        yield BODY_WEIGHT, passage.text


def _weighted_counts(document: Document, language: Language) -> dict[str, float]:
    counts: dict[str, float] = defaultdict(float)
    for weight, text in _weighted_texts(document):
        for word in split_words(text, language):
            counts[word] += weight
    return counts


def _samples(articles: Sequence[Document], lexicon: Lexicon) -> Iterator[Sample]:
    """Every article's phrasings, read as queries; none when they are too many to learn from."""
    phrasings = [
        (number, weight, text)
        for number, article in enumerate(articles)
        for weight, text in _weighted_texts(article)
        if weight > BODY_WEIGHT and text
    ]
    if len(phrasings) * len(articles) <= MOST_WORK:
        reader = QueryReader(lexicon, widely=False)
        for number, weight, text in phrasings:
            yield Sample(document=number, weight=weight, words=reader.read(text))


def _headings(document: Document) -> set[str]:
    return {passage.title for passage in document.passages if passage.title}


def _parts(
    document: Document,
    language: Language,
    term_of: Mapping[str, int],
    base: Base,
    common: Container[str],
) -> Parts:
    """What each passage answers; nothing where its heading is one of the `common` ones."""

    def terms(text: str) -> set[int]:
        found = {term_of[word] for word in split_words(text, language)}
        return {term for term in found if term >= 0}

    parts: list[tuple[tuple[int, ...], tuple[int, ...]]] = []
    for passage in document.passages:
        if passage.title in common:
            parts.append(((), ()))
            continue
        heading = terms(passage.title)
        telling = sorted(terms(passage.text) - heading, key=lambda term: (-base.rarity(term), term))
        parts.append((tuple(sorted(heading)), tuple(sorted(telling[:TELLING_TERMS]))))
    return tuple(parts)


class Base:
    """BM25F of terms in documents, also as if a document lacked one of its texts."""

    def __init__(self, lexicon: Lexicon, counts: Sequence[dict[str, float]]) -> None:
        term_of = lexicon.term_of()
        self.frequencies = [_by_term(count, term_of) for count in counts]
        self.terms = max(lexicon.terms, default=-1) + 1
        lengths = [sum(frequency.values()) for frequency in self.frequencies]
        average = sum(lengths) / len(lengths) if any(lengths) else 1.0
        self._norms = [K1 * (1 - B + B * length / average) for length in lengths]
        found = Counter(term for frequency in self.frequencies for term in frequency)
        total = len(self.frequencies)
        scale = RAREST / _rarity(1, total)
        self._rarity = {term: scale * _rarity(count, total) for term, count in found.items()}

    def telling_impacts(self) -> list[dict[int, float]]:
        """`impacts` without what a body mentions in passing."""
        impacts = self.impacts()
        least = LEAST_BODY * max((max(row.values()) for row in impacts if row), default=0.0)
        return [self._telling(term, row, least) for term, row in enumerate(impacts)]

    def _telling(self, term: int, row: dict[int, float], least: float) -> dict[int, float]:
        def is_asked(number: int) -> bool:
            return self.frequencies[number][term] >= ASKED_AS_WEIGHT

        mentioned = [(-impact, number) for number, impact in row.items() if not is_asked(number)]
        kept = [entry for entry in sorted(mentioned)[:BODIES_A_WORD] if -entry[0] >= least]
        asked = {number: impact for number, impact in row.items() if is_asked(number)}
        return asked | {number: -impact for impact, number in kept}

    def rarity(self, term: int) -> float:
        return self._rarity[term]

    def impact(self, document: int, term: int, without: float = 0.0) -> float:
        """Impact of `term`, its weighted count in the document reduced by `without`."""
        frequency = self.frequencies[document].get(term, 0.0) - without
        if frequency <= 0:
            return 0.0
        saturation = frequency * (K1 + 1) / (frequency + self._norms[document])
        return saturation * self._rarity[term]

    def impacts(self) -> list[dict[int, float]]:
        """Impacts by document for each term."""
        impacts: list[dict[int, float]] = [{} for _ in range(self.terms)]
        for number, frequency in enumerate(self.frequencies):
            for term in frequency:
                impacts[term][number] = self.impact(number, term)
        return impacts


def _rarity(found_in: int, documents: int) -> float:
    return math.log(1 + (max(documents, 1) - found_in + 0.5) / (found_in + 0.5))


def _by_term(count: dict[str, float], terms: dict[str, int]) -> dict[int, float]:
    frequency: dict[int, float] = defaultdict(float)
    for word, weight in count.items():
        if terms[word] >= 0:
            frequency[terms[word]] += weight
    return dict(frequency)


def _quantised(weights: Sequence[dict[int, float]], share: float, least: float = 0.0) -> Postings:
    return tuple(
        tuple(
            (number, max(1, round(weight * share * STEPS)))
            for number, weight in sorted(entries.items())
            if weight > least
        )
        for entries in weights
    )


def _levelled(postings: Postings) -> Postings:
    return tuple(
        tuple((number, LEVELS[level_of(impact)]) for number, impact in row) for row in postings
    )


@cache
def level_of(impact: int) -> int:
    """Number of the level nearest to an impact, the lower one when it is in between."""
    return min(range(len(LEVELS)), key=lambda number: abs(LEVELS[number] - impact))

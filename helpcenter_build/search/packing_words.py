"""A lexicon's words and synonyms as short strings; `theme/assets/js/search/words.js` unpacks them.

Words stand by their terms: first what the words of a term have in common, less the beginning it
shares with the term before; then, where the term has other words than that, each word's beginning
and ending around it. Capitals never occur in folded words, so they say what follows:

    A to U   a new term, the number of letters shared
    V        a word with an ending
    W        a word with a beginning
    X        a word with a beginning, then Y and its ending
    Z        what the words have in common is a word, too
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from helpcenter_build.search.lexicon import Lexicon
from helpcenter_build.search.near import shared_beginning
from helpcenter_build.search.packing import gaps_of, pack_numbers

_SHARED = "ABCDEFGHIJKLMNOPQRSTU"
# Signs that JSON writes as they are and words do not hold.
_SIGNS = "!#$%&'()*+,-./:;<=>?@[]^_`{|}~"


def pack_words(words: Sequence[str], terms: Sequence[int]) -> dict[str, str]:
    """`words` by term and stop words; `letters` says what letters the signs in both stand for."""
    letters = _frequent_letters(words)
    signs = dict(zip(map(ord, letters), _SIGNS, strict=False))
    of_term: dict[int, list[str]] = defaultdict(list)
    for word, term in zip(words, terms, strict=True):
        of_term[term].append(word)
    stops = [of_term[term] for term in sorted(of_term, reverse=True) if term < 0]
    meaning = [of_term[term] for term in sorted(of_term) if term >= 0]
    return {
        "letters": letters,
        "words": "".join(_groups(meaning)).translate(signs),
        "stops": "".join(_groups(stops)).translate(signs),
    }


def _frequent_letters(words: Iterable[str]) -> str:
    """The most frequent letters beyond ASCII; each is packed as the sign at its place."""
    found = Counter(letter for word in words for letter in word if not letter.isascii())
    return "".join(letter for letter, _ in found.most_common(len(_SIGNS)))


def _groups(groups: Iterable[Sequence[str]]) -> Iterator[str]:
    before = ""
    for words in groups:
        core = common_part(words)
        shared = min(shared_beginning(core, before), len(_SHARED) - 1)
        yield _SHARED[shared] + core[shared:]
        if [core] != [*words]:
            yield from (_around(core, word) for word in words)
        before = core


def _around(core: str, word: str) -> str:
    beginning, _, ending = word.partition(core) if core else ("", "", word)
    if beginning and ending:
        return f"X{beginning}Y{ending}"
    return f"W{beginning}" if beginning else f"V{ending}" if ending else "Z"


def common_part(words: Sequence[str]) -> str:
    """The longest run of letters that all the words have, the first of equals; "" when none."""
    shortest = min(words, key=len)
    for length in range(len(shortest), 0, -1):
        for start in range(len(shortest) - length + 1):
            part = shortest[start : start + length]
            if all(part in word for word in words):
                return part
    return ""


def pack_synonyms(lexicon: Lexicon) -> dict[str, str]:
    """Groups, kinds and phrases, group by group: how many there are, then what they hold.

    Terms of groups and kinds are given as gaps; in phrases they are doubled, and of stop words,
    which are negative there, the double is one less.
    """
    numbers = range(len(lexicon.groups))
    kinds: dict[int, list[int]] = defaultdict(list)
    for term, number in lexicon.kinds:
        kinds[number].append(term)
    phrases: dict[int, list[Sequence[int]]] = defaultdict(list)
    for terms, number in lexicon.phrases:
        phrases[number].append(terms)
    return {
        "groups": pack_numbers(chain.from_iterable(map(_rising, lexicon.groups))),
        "kinds": pack_numbers(chain.from_iterable(_rising(kinds[number]) for number in numbers)),
        "phrases": pack_numbers(chain.from_iterable(_lists(phrases[at]) for at in numbers)),
    }


def _rising(terms: Sequence[int]) -> Iterator[int]:
    meaning = [term for term in terms if term >= 0]
    yield len(meaning)
    yield from gaps_of(meaning)


def _lists(phrases: Sequence[Sequence[int]]) -> Iterator[int]:
    yield len(phrases)
    for terms in phrases:
        yield len(terms)
        yield from (2 * term if term >= 0 else -2 * term - 1 for term in terms)

"""The query put right: unknown words replaced by the near ones they were read as."""

from __future__ import annotations

from collections.abc import Iterable

from helpcenter_build.search.alternatives import QueryWord
from helpcenter_build.search.near import WHOLE, shared_beginning

# A reading less sure than this is a guess nobody should be shown.
LEAST_SURE = 34
# Words that share so much of their beginning and differ in so few letters are forms of one word.
SAME_BEGINNING = 4
OTHER_ENDING = 3


def spelling_of(words: Iterable[QueryWord]) -> str | None:
    """The typed words with their readings in place, None when there is nothing to mend."""
    typed = [word for word in words if " " not in word.text]
    if not any(_is_mended(word) for word in typed):
        return None
    return " ".join(word.known if _is_mended(word) else word.text for word in typed)


def _is_mended(word: QueryWord) -> bool:
    sure = LEAST_SURE <= word.sure < WHOLE
    return sure and not _is_other_form(word.text, word.known)


def _is_other_form(typed: str, known: str) -> bool:
    """Whether the words differ in their endings only, as forms of one word do."""
    shared = shared_beginning(typed, known)
    longest = max(len(typed), len(known))
    return (
        shared >= SAME_BEGINNING
        and 0 < longest - shared <= OTHER_ENDING
        and (typed[-1] != known[-1] or shared == min(len(typed), len(known)))
    )

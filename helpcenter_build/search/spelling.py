"""The query put right: unknown words replaced by the near ones they were read as."""

from __future__ import annotations

from collections.abc import Iterable

from helpcenter_build.search.alternatives import QueryWord

# A reading less sure than this is a guess nobody should be shown.
LEAST_SURE = 34


def spelling_of(words: Iterable[QueryWord]) -> str | None:
    """The typed words with their readings in place, None when there is nothing to mend."""
    typed = [word for word in words if " " not in word.text]
    mended = [word.known if word.known and word.sure >= LEAST_SURE else word.text for word in typed]
    if mended == [word.text for word in typed]:
        return None
    return " ".join(mended)

"""Search: one analysis, one ranking, two engines: Whoosh here, a small one in the browser."""

from helpcenter_build.search.browser import (
    BROWSER_ENTRY,
    BROWSER_FOLDER,
    compile_browser_index,
    write_browser_index,
)
from helpcenter_build.search.document import (
    Document,
    Hit,
    NumberPatterns,
    Passage,
    SearchResult,
    Verdict,
    Vocabulary,
)
from helpcenter_build.search.index import (
    IndexUnreadableError,
    SearchIndex,
    open_index,
    write_index,
)

__all__ = [
    "BROWSER_ENTRY",
    "BROWSER_FOLDER",
    "Document",
    "Hit",
    "IndexUnreadableError",
    "NumberPatterns",
    "Passage",
    "SearchIndex",
    "SearchResult",
    "Verdict",
    "Vocabulary",
    "compile_browser_index",
    "open_index",
    "write_browser_index",
    "write_index",
]

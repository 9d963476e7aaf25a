"""Search: one analysis, one ranking, two engines: Whoosh here, a small one in the browser.

The engines are loaded when something asks for them: a form service at rest needs neither.
"""

from typing import TYPE_CHECKING

from helpcenter_build.lazily import loaded_later
from helpcenter_build.search.document import (
    BROWSER_ENTRY,
    BROWSER_FOLDER,
    Document,
    Hit,
    IndexUnreadableError,
    NumberPatterns,
    Passage,
    SearchResult,
    Verdict,
    Vocabulary,
)

if TYPE_CHECKING:
    from helpcenter_build.search.browser import compile_browser_index, write_browser_index
    from helpcenter_build.search.index import SearchIndex, open_index, write_index

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

__getattr__ = loaded_later(
    __name__,
    {
        "SearchIndex": "index",
        "compile_browser_index": "browser",
        "open_index": "index",
        "write_browser_index": "browser",
        "write_index": "index",
    },
)

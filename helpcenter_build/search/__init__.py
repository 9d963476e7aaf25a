"""Search: one analysis, one ranking, two engines: Whoosh here, a small one in the browser.

The engines are loaded when something asks for them: a form service at rest needs neither.
"""

from importlib import import_module
from typing import TYPE_CHECKING

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

_LOADED_LATER = {
    "SearchIndex": "index",
    "compile_browser_index": "browser",
    "open_index": "index",
    "write_browser_index": "browser",
    "write_index": "index",
}


def __getattr__(name: str) -> object:
    """What an engine offers (PEP 562)."""
    if name in _LOADED_LATER:
        return getattr(import_module(f"{__name__}.{_LOADED_LATER[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

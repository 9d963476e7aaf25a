"""The Content-Security-Policy of every page: own files only, nothing inline."""

from __future__ import annotations

from collections.abc import Mapping

DIRECTIVES = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "connect-src": "'self'",
    "font-src": "'self'",
    "worker-src": "'self'",
    "manifest-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
}


def policy(directives: Mapping[str, str]) -> str:
    """As one line."""
    return "; ".join(f"{name} {sources}" for name, sources in directives.items())


def header(meta_policy: str) -> str:
    """A page's policy as its server sends it, with what only a header can say."""
    return f"{meta_policy}; frame-ancestors 'none'"


META_POLICY = policy(DIRECTIVES)
"""For `<meta http-equiv>`, where frame-ancestors has no effect (CSP 3, section 3.3)."""

HEADER_POLICY = header(META_POLICY)
"""For the web server's header."""

CHAT_FILE = "csp-chat.txt"
"""In the site's root: the header of the chat's page, where the shop has a chat."""

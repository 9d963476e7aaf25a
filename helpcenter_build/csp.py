"""The Content-Security-Policy of every page: own files only, nothing inline."""

_DIRECTIVES = {
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

META_POLICY = "; ".join(f"{name} {sources}" for name, sources in _DIRECTIVES.items())
"""For `<meta http-equiv>`, where frame-ancestors has no effect (CSP 3, section 3.3)."""

HEADER_POLICY = f"{META_POLICY}; frame-ancestors 'none'"
"""For the web server's header."""

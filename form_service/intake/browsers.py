"""A browser's description of itself, as far as staff can use it."""

import re

from form_service.text import clean_line

BROWSERS = (
    ("Edge", r"Edg(?:e|A|iOS)?/(\d+)"),
    ("Opera", r"(?:OPR|Opera)/(\d+)"),
    ("Samsung Internet", r"SamsungBrowser/(\d+)"),
    ("Yandex", r"YaBrowser/(\d+)"),
    ("Firefox", r"(?:Firefox|FxiOS)/(\d+)"),
    ("Chrome", r"(?:Chrome|CriOS)/(\d+)"),
    ("Safari", r"Version/(\d+)[\d.]* .*Safari/"),
)
SYSTEMS = (
    ("Android", r"Android ?(\d+)?"),
    ("iPhone", r"iPhone OS (\d+)"),
    ("iPad", r"iPad.* OS (\d+)"),
    ("Windows", r"Windows"),
    ("macOS", r"Mac OS X"),
    ("Linux", r"Linux"),
)


def describe_browser(user_agent: str) -> str:
    """`Firefox 140, Android 15`; empty for what is no browser we know."""
    agent = clean_line(user_agent)[:500]
    found = (_first(names, agent) for names in (BROWSERS, SYSTEMS))
    return ", ".join(words for words in found if words)


def _first(names: tuple[tuple[str, str], ...], agent: str) -> str:
    for name, pattern in names:
        if match := re.search(pattern, agent):
            version = match[1] if match.re.groups and match[1] else ""
            return f"{name} {version}".strip()
    return ""

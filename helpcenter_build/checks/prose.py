"""The prose of Markdown: everything that is no text for readers becomes blank, in its place."""

import re

BLANK = "\x00"
"""Stands for each character taken out; unlike a space it never joins what surrounds it."""

FACTS = r"\{\{.*?\}\}|\{%.*?%\}"
CODE = r"^(?:```|~~~).*?^(?:```|~~~)[^\n]*$|`[^`\n]+`|<!--.*?-->"
TARGETS = (
    r"\]\((?!mailto:|tel:)[^)\s]*[^)]*\)|<[^>\n]+>|\{[#:.][^}\n]*\}|https?://\S+"
    r"|^\[[^\]]+\]:[^\n]*$"
    r"|^[ \t]*(?:!!!|\?\?\?\+?)[ \t]+[\w-]+"  # the kind of an admonition
)
_CODE = re.compile(CODE, re.DOTALL | re.MULTILINE)
_FACTS_AND_CODE = re.compile(f"{FACTS}|{CODE}", re.DOTALL | re.MULTILINE)
_NOT_PROSE = re.compile(f"{FACTS}|{CODE}|{TARGETS}", re.DOTALL | re.MULTILINE)


def without_code(text: str) -> str:
    """Markdown without code and comments."""
    return _CODE.sub(_blank, text)


def without_facts(text: str) -> str:
    """Markdown without facts, code and comments."""
    return _FACTS_AND_CODE.sub(_blank, text)


def prose_of(text: str) -> str:
    """What is left to read: no facts, code, tags, ids, link targets and web addresses."""
    return _NOT_PROSE.sub(_blank, text)


def _blank(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", BLANK, match[0])

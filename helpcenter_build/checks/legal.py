"""Duties that a text can break: the EU's closed dispute platform must not be linked."""

import re
from collections.abc import Iterator
from pathlib import Path

from helpcenter_build.checks.content import Content
from helpcenter_build.content.files import read_text
from helpcenter_build.problems import Place, Problem

DISPUTE_PLATFORM = re.compile(r"(?:webgate\.)?ec\.europa\.eu/(?:consumers/)?odr", re.IGNORECASE)
HINT = (
    "It closed on 20 July 2025 (Regulation (EU) 2024/3228); name the national authority instead: "
    "{{ complaints.authority.website | site }}"
)


def closed_dispute_platform(content: Content) -> Iterator[Problem]:
    """Links to the EU's online dispute platform, in articles and, once, in the facts."""
    paths = [article.path for article in content.own]
    if content.is_source:
        paths.append(content.facts_path)
    for path in paths:
        yield from _in_file(path)


def _in_file(path: Path) -> Iterator[Problem]:
    for number, line in enumerate(read_text(path).splitlines(), start=1):
        if DISPUTE_PLATFORM.search(line):
            place = Place(path=path, line=number)
            message = "This leads to the EU's online dispute platform, which is closed."
            yield Problem(id="dispute-platform", place=place, message=message, hint=HINT)

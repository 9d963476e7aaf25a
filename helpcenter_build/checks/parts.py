"""Tables and widgets: blocks of their own, on a line of their own."""

import re
from collections.abc import Iterator

from helpcenter_build.checks.content import Content
from helpcenter_build.checks.prose import without_code
from helpcenter_build.problems import Place, Problem

PART = re.compile(r"\{\{\s*(table|widget)\(.*?\)\s*\}\}")


def parts_within_text(content: Content) -> Iterator[Problem]:
    """A table or widget beside words or without an empty line around: browsers would mend it."""
    for article in content.own:
        lines = without_code(article.body).splitlines()
        for number, line in enumerate(lines):
            for found in PART.finditer(line):
                around = [*lines[max(number - 1, 0) : number], *lines[number + 1 : number + 2]]
                if line.strip() != found[0] or any(one.strip() for one in around):
                    yield Problem(
                        id="part-within-text",
                        place=Place(path=article.path, line=article.body_line + number),
                        message=f"The {found[1]} needs a line of its own and empty lines around.",
                        hint=f"Put an empty line before and after {found[0]}.",
                    )

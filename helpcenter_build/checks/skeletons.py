"""What `helpcenter new` writes for an editor to replace, still there in a published article."""

from collections.abc import Iterator

from helpcenter_build.checks.content import Content
from helpcenter_build.content.files import read_text
from helpcenter_build.problems import Place, Problem

SUMMARY = "Say in one sentence what readers find here, in 60 to 155 characters."
LEAD = "Answer the question here, in one to three short sentences."
STEP = "Say what to do first."
HELP = "Say what to do next, with a link to the form or to another article."
PLACEHOLDERS = (SUMMARY, LEAD, STEP, HELP)


def skeletons_left(content: Content) -> Iterator[Problem]:
    """Sentences of the skeleton that were meant for the writer."""
    for article in content.own:
        lines = read_text(article.path).splitlines()
        for number, line in enumerate(lines, start=1):
            if found := next((one for one in PLACEHOLDERS if one in line), None):
                yield Problem(
                    id="skeleton",
                    place=Place(path=article.path, line=number),
                    message=f'This is still the skeleton\'s: "{found}"',
                    hint="Write the text, or begin the front matter with draft: true.",
                )

"""Text files as editors save them: read whole, with a problem where they are not UTF-8."""

from pathlib import Path

from helpcenter_build.problems import Place, Problem

UNREADABLE = "\ufffd"


def read_text(path: Path) -> str:
    """The file's text; bytes that are no UTF-8 stand as U+FFFD, for `encoding_problem` to find."""
    return path.read_text(encoding="utf-8", errors="replace")


def encoding_problem(text: str, path: Path) -> Problem | None:
    """Where a text first has letters that could not be read."""
    before, found, _ = text.partition(UNREADABLE)
    if not found:
        return None
    return Problem(
        id="encoding",
        place=Place(path=path, line=before.count("\n") + 1),
        message="The file has letters that are not stored as UTF-8.",
        hint="Open it in an editor that shows it rightly and save it again as UTF-8.",
    )

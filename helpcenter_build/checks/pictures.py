"""Pictures without words for those who do not see them (WCAG 2.2, 1.1.1)."""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from helpcenter_build.checks.content import Content, Piece, pieces_of
from helpcenter_build.checks.links import LINK
from helpcenter_build.checks.prose import without_code
from helpcenter_build.problems import Problem

SAYS_NOTHING = re.compile(
    r"(image|img|picture|photo|screenshot|снимка|картинка|изображение|скриншот|صورة)?\s*\d*",
    re.IGNORECASE,
)
HINT = "Say what the picture shows: ![The Cancel button below the order](cancel.png)"


def pictures_without_words(content: Content) -> Iterator[Problem]:
    """Pictures whose alternative text is missing, empty, a file name or just "image"."""
    for article in content.own:
        for piece in pieces_of(article):
            yield from _in_piece(piece)


def _in_piece(piece: Piece) -> Iterator[Problem]:
    for found in LINK.finditer(without_code(piece.text)):
        if found["image"]:
            target, words = found["target"], found["alt"]
        elif found["tag"] == "img":
            target, words = found["html"], _alt_of(found[0])
        else:
            continue
        name = PurePosixPath(target).name
        if words is None or SAYS_NOTHING.fullmatch(words.strip()) or words.strip() == name:
            message = f"The picture {target} has no words for those who cannot see it."
            place = piece.place(found.start())
            yield Problem(id="picture-words", place=place, message=message, hint=HINT)


def _alt_of(tag: str) -> str | None:
    """The words of an <img>; alt="" says that a picture is decoration, which is allowed."""
    found = re.search(r"""\balt=(["'])(.*?)\1""", tag)
    if found is None:
        return None
    return found[2] or "decoration"

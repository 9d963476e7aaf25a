"""What changed between two versions of a policy, paragraph by paragraph, in words for readers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal, TypeAlias

import markdown
from bs4 import BeautifulSoup, Comment, Tag

Kind: TypeAlias = Literal["added", "removed", "changed"]
EXTENSIONS = ("attr_list", "admonition", "def_list", "md_in_html", "tables")
_BLOCKS = ("h2", "h3", "p", "li", "dt", "dd", "tr", "pre")
_HEADINGS = {"h2", "h3"}
_WORDS = re.compile(r"\S+\s*")
SIMILAR = 0.4
"""From this ratio of common words on, two paragraphs are one that has changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A paragraph, an item, a row or a heading, and the heading it stands under."""

    text: str
    heading: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A run of words; `is_other` where the other version reads otherwise."""

    text: str
    is_other: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One paragraph that differs; `before` is empty for an added one, `after` for a removed one."""

    kind: Kind
    heading: str
    before: tuple[Span, ...] = ()
    after: tuple[Span, ...] = ()


def compare(old: str, new: str) -> tuple[Change, ...]:
    """The changes from one Markdown text to another, in reading order."""
    return tuple(_changes(blocks_of(old), blocks_of(new)))


def blocks_of(text: str) -> list[Block]:
    """The paragraphs of a Markdown text as plain text."""
    soup = BeautifulSoup(markdown.markdown(text, extensions=list(EXTENSIONS)), "html.parser")
    blocks: list[Block] = []
    heading = ""
    for tag in soup.find_all(_BLOCKS):
        assert isinstance(tag, Tag)
        words = _words_of(tag)
        heading = words if tag.name in _HEADINGS else heading
        if words:
            blocks.append(Block(text=words, heading=heading))
    return blocks


def _words_of(tag: Tag) -> str:
    """Its own words, not those of blocks within; the cells of a row are kept apart."""
    if tag.name == "tr":
        cells = (_own_words(cell, tag) for cell in tag.find_all(["th", "td"]))
        return " – ".join(cell for cell in cells if cell)
    return _own_words(tag, tag)


def _own_words(part: Tag, block: Tag) -> str:
    own = (text for text in part.find_all(string=True) if text.find_parent(_BLOCKS) is block)
    return " ".join("".join(text for text in own if not isinstance(text, Comment)).split())


def _changes(old: list[Block], new: list[Block]) -> Iterator[Change]:
    matcher = SequenceMatcher(None, [b.text for b in old], [b.text for b in new], autojunk=False)
    for kind, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        if kind != "equal":
            yield from _replaced(old[old_from:old_to], new[new_from:new_to])


def _replaced(old: Sequence[Block], new: Sequence[Block]) -> Iterator[Change]:
    """A run of paragraphs in place of another: those that resemble each other are pairs."""
    waiting = list(old)
    for block in new:
        pair = next((one for one in waiting if _similar(one.text, block.text)), None)
        if pair is None:
            yield Change(kind="added", heading=block.heading, after=_whole(block))
            continue
        place = waiting.index(pair)
        yield from (_removed(one) for one in waiting[:place])
        waiting = waiting[place + 1 :]
        before, after = _marked(pair.text, block.text)
        yield Change(kind="changed", heading=block.heading, before=before, after=after)
    yield from (_removed(one) for one in waiting)


def _removed(block: Block) -> Change:
    return Change(kind="removed", heading=block.heading, before=_whole(block))


def _whole(block: Block) -> tuple[Span, ...]:
    return (Span(text=block.text, is_other=True),)


def _similar(one: str, other: str) -> bool:
    return SequenceMatcher(None, one.split(), other.split(), autojunk=False).ratio() >= SIMILAR


def _marked(old: str, new: str) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """Both texts with the words marked that the other does not have."""
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    matcher = SequenceMatcher(
        None, [w.strip() for w in before], [w.strip() for w in after], autojunk=False
    )
    old_spans: list[Span] = []
    new_spans: list[Span] = []
    for kind, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        is_other = kind != "equal"
        old_spans += _spans("".join(before[old_from:old_to]), is_other)
        new_spans += _spans("".join(after[new_from:new_to]), is_other)
    return tuple(old_spans), tuple(new_spans)


def _spans(text: str, is_other: bool) -> Iterator[Span]:
    """A run of words, and the space behind it, which is never marked."""
    words = text.rstrip()
    if words:
        yield Span(text=words, is_other=is_other)
    if len(words) < len(text):
        yield Span(text=text[len(words) :], is_other=False)


def same_words(old: str, new: str) -> bool:
    """Whether readers see the same words, however the Markdown is laid out."""
    return [b.text for b in blocks_of(old)] == [b.text for b in blocks_of(new)]

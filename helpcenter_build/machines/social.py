"""The preview pictures that social networks and messengers show beside a link.

Words are drawn with the two small fonts that come along, so that a picture is the same on every
machine. Arabic needs shaping (raqm, which needs the system's FriBidi): where that is absent, and
for letters the fonts lack, the picture shows the shop's mark alone.
"""

from __future__ import annotations

import hashlib
import json
import os
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from functools import cache
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageColor, ImageDraw, ImageFont, features

from helpcenter_build.theme import ASSETS, FONTS

SIZE = (1200, 630)
"""What Facebook, LinkedIn, WhatsApp and X ask for, in pixels."""
FORMAT = 1
"""To be raised when the drawing changes: names and caches hang on it."""
_MARGIN = 90
_LINE = 1.22
_WIDTH, _HEIGHT = SIZE[0] - 2 * _MARGIN, 300
_TITLE_SIZES = range(104, 40, -6)
_SMOOTH = 2
_COLOURS = 64
_ABSENT = "\U0010fffe"


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """What a picture shows: `above` the shop, `title` the page's section, `below` the address."""

    above: str
    title: str
    below: str
    direction: str
    primary: str
    accent: str

    @property
    def name(self) -> str:
        """The picture's file name; another one as soon as anything in the picture changes."""
        shown = json.dumps([FORMAT, asdict(self), _fonts_of(self) is not None])
        return f"{hashlib.sha256(shown.encode()).hexdigest()[:12]}.png"


def write_cards(cards: Iterable[Card], folder: Path, cache_folder: Path) -> None:
    """Write every card into `folder`, drawn only where no earlier build has drawn it."""
    cache_folder.mkdir(parents=True, exist_ok=True)
    folder.mkdir(parents=True, exist_ok=True)
    for card in set(cards):
        kept = cache_folder / card.name
        if not kept.is_file():
            # Builds of several locales share the folder: nobody may read half a picture.
            unfinished = kept.with_suffix(f".{os.getpid()}")
            unfinished.write_bytes(draw(card))
            unfinished.replace(kept)
        (folder / card.name).write_bytes(kept.read_bytes())


def draw(card: Card) -> bytes:
    """The picture as PNG."""
    large = (SIZE[0] * _SMOOTH, SIZE[1] * _SMOOTH)
    image = Image.new("RGB", large, card.primary)
    _draw_mark(ImageDraw.Draw(image), card, is_alone=_fonts_of(card) is None)
    image = image.resize(SIZE, Image.Resampling.LANCZOS)
    if fonts := _fonts_of(card):
        _write(ImageDraw.Draw(image), card, *fonts)
    content = BytesIO()
    image.quantize(_COLOURS, dither=Image.Dither.NONE).save(content, "PNG", optimize=True)
    return content.getvalue()


# ---------------------------------------------------------------------------------- the words


def _write(canvas: ImageDraw.ImageDraw, card: Card, font_path: Path, latin_path: Path) -> None:
    ink = _ink_on(card.primary)
    small, address = _font(font_path, 44), _font(latin_path, 36)
    _line(canvas, card, card.above, small, _MARGIN, ink)
    font, lines = _fitted(card.title, font_path)
    height = font.size * _LINE
    top = (SIZE[1] - height * len(lines)) / 2 + font.size * 0.1
    for number, line in enumerate(lines):
        _line(canvas, card, line, font, top + number * height, ink)
    _line(canvas, card, card.below, address, SIZE[1] - _MARGIN - 36, ink)


def _line(
    canvas: ImageDraw.ImageDraw,
    card: Card,
    text: str,
    font: ImageFont.FreeTypeFont,
    top: float,
    ink: str,
) -> None:
    """One line from the side where reading begins."""
    is_left = card.direction == "ltr"
    x, anchor = (_MARGIN, "la") if is_left else (SIZE[0] - _MARGIN, "ra")
    canvas.text((x, top), text, fill=ink, font=font, anchor=anchor)


def _fitted(text: str, font_path: Path) -> tuple[ImageFont.FreeTypeFont, list[str]]:
    """The largest letters in which the title fits between shop and address."""
    for size in _TITLE_SIZES:
        font = _font(font_path, size)
        lines = _wrapped(text, font)
        fits = max(map(font.getlength, lines)) <= _WIDTH and len(lines) * size * _LINE <= _HEIGHT
        if fits:
            return font, lines
    return font, lines[: int(_HEIGHT / (size * _LINE))]


def _wrapped(text: str, font: ImageFont.FreeTypeFont) -> list[str]:
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if font.getlength(longer) <= _WIDTH or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


@cache
def _fonts_of(card: Card) -> tuple[Path, Path] | None:
    """The fonts for the words and for the address; None where they cannot be written right."""
    latin, arabic = FONTS / "latin-cyrillic-greek.ttf", FONTS / "arabic.ttf"
    if card.direction == "rtl" and not features.check("raqm"):
        return None
    words = f"{card.above} {card.title}"
    font = next((path for path in (latin, arabic) if _covers(path, words)), None)
    return (font, latin) if font and _covers(latin, card.below) else None


def _covers(path: Path, text: str) -> bool:
    font = _font(path, 20)
    absent = bytes(font.getmask(_ABSENT))
    letters = {letter for letter in text if not letter.isspace()}
    return all(bytes(font.getmask(letter)) != absent for letter in letters)


@cache
def _font(path: Path, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(path, size)


def _ink_on(colour: str) -> str:
    """Black or white, whichever contrasts more (WCAG 2.2, relative luminance)."""
    red, green, blue = (_linear(part / 255) for part in ImageColor.getrgb(colour)[:3])
    luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    return "white" if 1.05 / (luminance + 0.05) >= (luminance + 0.05) / 0.05 else "black"


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


# ----------------------------------------------------------------------------------- the mark


def _draw_mark(canvas: ImageDraw.ImageDraw, card: Card, *, is_alone: bool) -> None:
    """The circles of the shop's icon: in the corner where lines end, or alone in the middle."""
    width, height = (side * _SMOOTH for side in SIZE)
    unit, x, y = 13 * _SMOOTH, width / 2, height / 2
    if not is_alone:
        far = 90 * _SMOOTH
        unit, x, y = 10 * _SMOOTH, width - far if card.direction == "ltr" else far, height - far / 2
    for circle in _circles():
        middle = (x + (circle.x - 16) * unit, y + (circle.y - 16) * unit)
        box = [value + side * circle.radius * unit for side in (-1, 1) for value in middle]
        heart = _mixed(card.primary, _ink_on(card.primary), 0.82)
        canvas.ellipse(box, fill=heart if circle.is_heart else card.accent)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Circle:
    """In units of the icon's field of 32 by 32."""

    x: float
    y: float
    radius: float
    is_heart: bool


@cache
def _circles() -> tuple[_Circle, ...]:
    icon = ET.parse(ASSETS / "images" / "icon.svg")  # noqa: S314  # our own file
    return tuple(_circles_in(icon.getroot(), ""))


def _circles_in(part: ET.Element, fill: str) -> Iterator[_Circle]:
    fill = part.get("fill", fill)
    if part.tag.endswith("}circle"):
        x, y, radius = (float(part.get(key, 0)) for key in ("cx", "cy", "r"))
        yield _Circle(x=x, y=y, radius=radius, is_heart="primary" in fill)
    for child in part:
        yield from _circles_in(child, fill)


def _mixed(one: str, other: str, share: float) -> tuple[int, ...]:
    pairs = zip(ImageColor.getrgb(one)[:3], ImageColor.getrgb(other)[:3], strict=True)
    return tuple(round(a * (1 - share) + b * share) for a, b in pairs)

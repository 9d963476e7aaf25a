from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageFont, features

from helpcenter_build.machines import social
from helpcenter_build.machines.social import Card, draw, write_cards
from helpcenter_build.theme import FONTS

MARIGOLD = {"below": "help.marigold.example", "primary": "#0b6b57", "accent": "#b45309"}
CARDS = {
    "en": Card(above="Marigold help", title="Delivery", direction="ltr", **MARIGOLD),
    "bg": Card(above="Мариголд", title="Връщане на суми", direction="ltr", **MARIGOLD),
    "ru": Card(above="Мариголд", title="Конфиденциальность", direction="ltr", **MARIGOLD),
    "ar": Card(above="ماريغولد", title="الإرجاع والاسترداد", direction="rtl", **MARIGOLD),
}
FOREIGN = Card(above="ヘルプ", title="配送", direction="ltr", **MARIGOLD)


def side_with_words(card: Card) -> str:
    """On which side of the picture white letters stand."""
    picture = Image.open(BytesIO(draw(card))).convert("RGB").crop((0, 60, 1200, 480))
    halves = {"left": picture.crop((0, 0, 600, 420)), "right": picture.crop((600, 0, 1200, 420))}
    white = {
        side: sum(n for n, colour in half.getcolors(99_999) if min(colour) > 240)
        for side, half in halves.items()
    }
    return max(white, key=lambda side: white[side]) if any(white.values()) else "none"


@pytest.mark.parametrize("locale", list(CARDS))
def test_words_begin_where_reading_begins(locale: str) -> None:
    assert side_with_words(CARDS[locale]) == ("right" if locale == "ar" else "left")


def test_arabic_letters_join() -> None:
    assert features.check("raqm"), "install the package libfribidi0"
    font = ImageFont.truetype(FONTS / "arabic.ttf", 60)
    word = "التتبع"
    apart = sum(font.getlength(letter) for letter in word)
    assert font.getlength(word) < 0.9 * apart


def test_letters_the_fonts_lack_leave_the_mark_alone() -> None:
    assert side_with_words(FOREIGN) == "none"
    picture = Image.open(BytesIO(draw(FOREIGN))).convert("RGB")
    assert picture.getpixel((600, 200)) == (180, 83, 9)


def test_a_long_title_stays_within_the_picture() -> None:
    title = "Конфиденциальность и безопасность персональных данных покупателей магазина"
    long = Card(above="Мариголд", title=title, direction="ltr", **MARIGOLD)
    picture = Image.open(BytesIO(draw(long))).convert("RGB")
    for x in range(1130, 1200):
        assert all(min(picture.getpixel((x, y))) < 240 for y in range(470))


def test_a_name_changes_with_anything_that_is_shown() -> None:
    card = CARDS["en"]
    changes = {"title": "Returns", "primary": "#000000", "direction": "rtl", "below": "x.example"}
    values = {key: getattr(card, key) for key in Card.__dataclass_fields__}
    names = {Card(**values | {key: value}).name for key, value in changes.items()}
    assert len(names | {card.name}) == 1 + len(changes)


def test_a_picture_is_drawn_once(tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    write_cards([CARDS["en"]], tmp_path / "one", cache)
    kept = cache / CARDS["en"].name
    kept.write_bytes(b"drawn before")
    write_cards([CARDS["en"]], tmp_path / "two", cache)
    assert (tmp_path / "two" / CARDS["en"].name).read_bytes() == b"drawn before"
    assert [path.name for path in cache.iterdir()] == [CARDS["en"].name]


@pytest.mark.parametrize(("colour", "ink"), [("#0b6b57", "white"), ("#ffe08a", "black")])
def test_words_contrast_with_the_shops_colour(colour: str, ink: str) -> None:
    assert social._ink_on(colour) == ink

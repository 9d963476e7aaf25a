"""The small shop of tests/example/content/shop.yml, as it is or with changes."""

from functools import cache
from pathlib import Path

from helpcenter_build.facts import Shop
from helpcenter_build.facts.read import read_shop
from helpcenter_build.locales.locale import Locale, locale_of

EXAMPLE = Path(__file__).parents[1] / "example" / "content"


@cache
def small_shop() -> Shop:
    shop, problems = read_shop(EXAMPLE / "shop.yml")
    assert shop is not None, problems
    return shop


def locale(tag: str) -> Locale:
    return locale_of(small_shop(), tag)

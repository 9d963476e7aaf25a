import pytest

from helpcenter_build.locales.locale import locale_of, locales_of
from tests.helpcenter_build.shops import small_shop


def test_the_first_locale_answers_at_the_root() -> None:
    locales = locales_of(small_shop())
    assert [one.tag for one in locales] == ["en", "bg", "ru", "ar"]
    assert [one.prefix for one in locales] == ["/", "/bg/", "/ru/", "/ar/"]
    assert [one.direction for one in locales] == ["ltr", "ltr", "ltr", "rtl"]
    assert locales[3].name == "العربية"
    assert locales[3].babel.text_direction == "rtl"


def test_a_locale_the_shop_does_not_speak_is_unknown() -> None:
    with pytest.raises(KeyError):
        locale_of(small_shop(), "de")

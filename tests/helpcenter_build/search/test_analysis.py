"""Text to words: forms, marks, digits, scripts."""

import pytest

from helpcenter_build.search.analysis import split_words
from helpcenter_build.search.languages import language_for
from helpcenter_build.search.sound import native_keys, rewrite


@pytest.mark.parametrize(
    ("locale", "text", "words"),
    [
        ("en", "Don’t PAY twice!", ["dont", "pay", "twice"]),
        ("en", "ﬁle  №5 – e-mail", ["file", "no5", "e", "mail"]),
        ("en", "caf\u0065\u0301 order\u200bed\u202e", ["café", "ordered"]),
        ("ru", "Расчёт: ПЛАТЁЖ", ["расчет", "платеж"]),
        ("bg", "Наложен-платеж?", ["наложен", "платеж"]),
        ("ar", "إِرْجَاعُ الأَمْوَالِ ١٤ يومـــاً", ["ارجاع", "الاموال", "14", "يوما"]),
        ("ar", "شحنة على مستوى مسؤول", ["شحنه", "علي", "مستوي", "مسوول"]),
        ("de", "Größe ÄNDERN", ["größe", "ändern"]),
        ("hi", "५ दिन", ["5", "द", "न"]),
        ("en", "😀 👍🏽 \U0001d54f", ["x"]),
        ("en", '!?* ()[]{}:"', []),
    ],
)
def test_words_of_a_text(locale: str, text: str, words: list[str]) -> None:
    assert split_words(text, language_for(locale)) == words


@pytest.mark.parametrize("locale", ["bg", "bg-BG", "BG"])
def test_a_region_does_not_change_the_language(locale: str) -> None:
    assert language_for(locale).code == "bg"


@pytest.mark.parametrize(
    ("locale", "one", "other"),
    [
        ("en", "deliveries", "delivery"),
        ("bg", "поръчката", "поръчки"),
        ("bg", "връщане", "връщането"),
        ("ru", "доставкой", "доставку"),
        ("ru", "возвраты", "возврат"),
        ("ar", "الطلبات", "طلب"),
    ],
)
def test_inflected_forms_share_a_stem(locale: str, one: str, other: str) -> None:
    language = language_for(locale)
    stems = {language.stem(split_words(word, language)[0]) for word in (one, other)}
    assert len(stems) == 1


def test_an_unknown_locale_is_not_stemmed() -> None:
    assert language_for("xx").stem("bestellungen") == "bestellungen"


@pytest.mark.parametrize(
    ("locale", "native", "spellings"),
    [
        ("bg", "къде", ["kude", "kyde", "kade", "kyde"]),
        ("bg", "връщане", ["vrashtane", "vru6tane", "vrastane", "vru6tane"]),
        ("bg", "поръчка", ["porychka", "poru4ka", "porachka"]),
        ("bg", "чаша", ["chasha", "4a6a", "chasha"]),
        ("ru", "посылка", ["posylka", "posilka"]),
        ("ru", "вернуть", ["vernut", "vernut'"]),
        ("ru", "ещё", ["eshche", "esche"]),
        ("ar", "توصيل", ["tawsil", "tawseel", "tousil"]),
        ("ar", "شحنه", ["sha7na", "sha7neh", "shahna"]),
    ],
)
def test_spellings_in_foreign_letters_meet_the_word(
    locale: str, native: str, spellings: list[str]
) -> None:
    language = language_for(locale)
    word = split_words(native, language)[0]
    keys = native_keys(word, language.native_sounds, language.doubtful)
    met = [rewrite(spelling, language.foreign_sounds) in keys for spelling in spellings]
    assert sum(met) >= len(met) - 1, (
        keys,
        [rewrite(s, language.foreign_sounds) for s in spellings],
    )

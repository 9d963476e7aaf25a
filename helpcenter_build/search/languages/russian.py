"""Russian: Snowball stemmer; ё counts as е."""

from __future__ import annotations

from helpcenter_build.search.languages import cyrillic, layouts
from helpcenter_build.search.languages.language import Language, snowball

_STOP_WORDS = """
и в во не что он на я с со а то все она так его но да ты к у же вы за бы по только ее мне было
вот от меня еще нет о из ему теперь даже ну ли если уже или ни быть был него до вас нибудь
опять вам ведь там потом себя ничего ей может они тут есть надо ней для мы тебя их чем была сам
чтоб без будто чего раз тоже себе под будет ж тогда кто этот того потому этого какой ним здесь этом
один почти мой тем чтобы нее были всех можно при об это эта эти мою моя мое моего моей
мои ваш ваша ваше ваши пожалуйста здравствуйте хочу привет подскажите скажите
"""
_WEAK_WORDS = """
помощь помогите помочь вопрос вопросы информация узнать проверить посмотреть возможно нужно нужна
какие какая какое
"""


def language() -> Language:
    return Language(
        code="ru",
        stem=snowball("russian"),
        stop_words=frozenset(_STOP_WORDS.split()),
        weak_words=frozenset(_WEAK_WORDS.split()),
        fold={"ё": "е"},
        layouts=(layouts.RUSSIAN, layouts.LEFT_ON_RUSSIAN),
        foreign_sounds=cyrillic.FOREIGN_SOUNDS
        | {"yo": "e", "jo": "e", "sht": "St", "6t": "St", "'": ""},
        native_sounds=cyrillic.NATIVE_SOUNDS | {"ы": "i", "ый": "i", "э": "e", "ъ": "", "ье": "e"},
    )

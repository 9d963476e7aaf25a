"""Russian: Snowball stemmer, ё counts as е."""

from __future__ import annotations

import snowballstemmer

from helpcenter_build.search.languages.language import Language

STOP_WORDS = """
и в во не что он на я с со как а то все она так его но да ты к у же вы за бы по только ее мне было вот от
меня еще нет о из ему теперь когда даже ну ли если уже или ни быть был него до вас нибудь опять вам ведь там
потом себя ничего ей может они тут где есть надо ней для мы тебя их чем была сам чтоб без будто чего раз тоже
себе под будет ж тогда кто этот того потому этого какой ним здесь этом один почти мой тем чтобы нее были
куда зачем всех можно при об это эта эти мою моя мое моего моей ваш ваша ваше ваши у вас пожалуйста здравствуйте хочу
""".split()


def language() -> Language:
    return Language(
        code="ru",
        stem=snowballstemmer.stemmer("russian").stemWord,
        stop_words=frozenset(STOP_WORDS),
        fold={"ё": "е"},
    )

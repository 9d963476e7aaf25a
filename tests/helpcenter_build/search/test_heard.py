"""Words in foreign letters that leave vowels open: how near they are, and which is meant."""

import pytest

from helpcenter_build.search.alternatives import QueryWord
from helpcenter_build.search.heard import FAR, distance, parse_ways
from helpcenter_build.search.languages import language_for
from helpcenter_build.search.likely import likelier

WAYS = parse_ways(language_for("ar").typed_as)


@pytest.mark.parametrize(
    ("typed", "meant", "other"),
    [
        ("aeen", "اين", "ان"),
        ("adefa3", "ادفع", "دفع"),
        ("fa2at", "فقط", "وافق"),
        ("qad", "قد", "كد"),
        ("7al", "حل", "هل"),
        ("5alas", "خلاص", "حلاص"),
        ("eltalab", "طلب", "تلف"),
        ("sho7na", "شحنه", "شحن"),
        ("tareee2", "طريق", "طرق"),
    ],
)
def test_a_word_is_nearer_to_what_it_is_typed_for(typed: str, meant: str, other: str) -> None:
    assert distance(typed, meant, WAYS) < distance(typed, other, WAYS)


def test_words_of_other_consonants_are_far() -> None:
    assert distance("kebir", "صغير", WAYS) == FAR


def test_the_word_of_more_articles_is_meant_where_letters_leave_it_open() -> None:
    word = QueryWord(text="talab", sure=58, term=1, alternatives=((1, 58), (2, 57)), heard=True)
    assert likelier(word, {1: 0, 2: 15}.__getitem__).alternatives == ((1, 14), (2, 57))


def test_an_everyday_word_that_is_less_like_it_takes_nothing_away() -> None:
    word = QueryWord(text="a6lob", sure=59, term=1, alternatives=((1, 59), (2, 40)), heard=True)
    assert likelier(word, {1: 3, 2: 15}.__getitem__).alternatives == ((1, 59), (2, 40))

"""Near words: edit distance against its textbook definition, weights, beginnings."""

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpcenter_build.search.languages import language_for
from helpcenter_build.search.near import (
    BEGINNING,
    MOST_NEAR,
    TWO_SLIPS,
    TWO_SLIPS_FROM,
    WHOLE,
    WordList,
    slip_weight,
    slips,
)
from helpcenter_build.search.sound import alike_letters

SHORT_WORDS = st.text(alphabet="abcd", max_size=7)


def textbook_distance(one: str, other: str) -> int:
    """Restricted Damerau-Levenshtein distance by its recurrence."""

    @cache
    def distance(i: int, j: int) -> int:
        if not i or not j:
            return i + j
        steps = [
            distance(i - 1, j) + 1,
            distance(i, j - 1) + 1,
            distance(i - 1, j - 1) + (one[i - 1] != other[j - 1]),
        ]
        if i > 1 and j > 1 and one[i - 1] == other[j - 2] and one[i - 2] == other[j - 1]:
            steps.append(distance(i - 2, j - 2) + 1)
        return min(steps)

    return distance(len(one), len(other))


@given(one=SHORT_WORDS, other=SHORT_WORDS)
def test_one_slip_is_told_as_slips_does(one: str, other: str) -> None:
    is_near = slip_weight(one, other) > (TWO_SLIPS if len(one) >= TWO_SLIPS_FROM else 0)
    assert is_near == (slips(one, other) == 1 and len(one) > 2)


def test_a_letter_left_out_or_swapped_is_likelier_than_another_typed() -> None:
    likely = slip_weight("crd", "card")
    assert likely == slip_weight("cda", "cad") > slip_weight("cad", "car")


def test_two_letters_swapped_in_a_short_word_lead_to_it() -> None:
    words = WordList(["فرع", "بحث", "late", "order", "refund"])
    for typed, word in (("رفع", "فرع"), ("بثح", "بحث"), ("alte", "late"), ("oredr", "order")):
        number, _ = words.near(typed)[0]
        assert words.words[number] == word


@given(SHORT_WORDS, SHORT_WORDS)
def test_slips_are_the_textbook_distance_cut_at_three(one: str, other: str) -> None:
    assert slips(one, other) == min(textbook_distance(one, other), 3)


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("refnud", "refund"),
        ("xrefund", "refund"),
        ("efund", "refund"),
        ("refumd", "refund"),
        ("pasport", "passport"),
        ("oder", "order"),
        ("crd", "card"),
    ],
)
def test_one_slip_leads_to_the_word_first(typed: str, word: str) -> None:
    words = WordList(sorted(["refund", "return", "card", "order", "passport", "address", "broken"]))
    best, weight = words.near(typed)[0]
    assert words.words[best] == word
    assert slip_weight(typed, word) <= weight < WHOLE


def test_shorter_words_need_a_closer_match() -> None:
    weights = [slip_weight(word + "x", word) for word in ("a", "ab", "abc", "abcd", "abcde")]
    assert weights == sorted(weights)
    assert slip_weight("ab", "ac") == 0


def test_letters_of_one_sound_are_taken_for_one_another() -> None:
    alike = alike_letters(language_for("ar").native_sounds)
    words = WordList(sorted(["صابون", "كابوس", "طابور", "قانون"]), alike)
    exact, slipped, foreign = (dict(words.near(typed)) for typed in ("سابون", "سابن", "مابون"))
    soap = words.words.index("صابون")
    assert exact[soap] > slipped[soap] > 0
    assert exact[soap] > foreign[soap]
    assert soap not in dict(WordList(words.words).near("سابن"))


def test_what_stands_for_no_sound_has_nothing_in_common() -> None:
    alike = alike_letters({"ا": "", "و": "", "ت": "t", "ط": "t", "^ال": ""})
    assert alike == {ord("ت"): "ت", ord("ط"): "ت"}


def test_a_beginning_is_completed_shortest_word_first() -> None:
    words = WordList(sorted(["delivery", "deliver", "deliveries", "delete", "decline"]))
    found = [words.words[number] for number, _ in words.near("deliv")]
    assert found[:2] == ["deliver", "delivery"]
    assert all(weight >= BEGINNING for _, weight in words.near("deliv")[:3])


def test_no_more_near_words_than_the_limit() -> None:
    words = WordList(sorted(f"order{letter}" for letter in "abcdefghijklmnopqrstuvwxyz"))
    assert len(words.near("order")) == MOST_NEAR


def test_an_empty_list_knows_nothing() -> None:
    assert WordList([]).near("word") == []
    assert not WordList([]).find("word")

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpcenter_build.history.compare import Span, blocks_of, compare, same_words

OLD = """\
You have 14 days.

## Way back {#back}

You pay for the way back, whatever the reason is.

- a receipt
- a box

| Zone | Price |
|---|---|
| Bulgaria | 3.90 |

## Gone {#gone}

Nobody reads this paragraph any more at all.
"""
NEW = """\
You have 30 days.

## Way back {#way}

You pay for the way back, unless the item is faulty.

- a receipt
- a box

| Zone | Price |
|---|---|
| Bulgaria | 4.90 |

A paragraph that is new from its beginning to its end.
"""


def words(spans: tuple[Span, ...]) -> str:
    """The text with what differs in brackets."""
    return "".join(f"[{s.text}]" if s.is_other else s.text for s in spans).strip()


def test_changes_are_told_paragraph_by_paragraph_under_their_heading() -> None:
    found = [(c.kind, c.heading, words(c.before), words(c.after)) for c in compare(OLD, NEW)]
    assert found == [
        ("changed", "", "You have [14] days.", "You have [30] days."),
        (
            "changed",
            "Way back",
            "You pay for the way back, [whatever] the [reason is.]",
            "You pay for the way back, [unless] the [item is faulty.]",
        ),
        ("changed", "Way back", "Bulgaria – [3.90]", "Bulgaria – [4.90]"),
        ("added", "Way back", "", "[A paragraph that is new from its beginning to its end.]"),
        ("removed", "Gone", "[Gone]", ""),
        ("removed", "Gone", "[Nobody reads this paragraph any more at all.]", ""),
    ]


@pytest.mark.parametrize(
    "other",
    [
        OLD.replace("You have 14 days.", "You have\n14 days."),
        OLD.replace("{#back}", "{#other}"),
        OLD.replace("a receipt", "*a* [receipt](x.md)"),
        OLD + "\n\n<!-- a note -->\n",
    ],
)
def test_what_readers_do_not_see_is_no_change(other: str) -> None:
    assert compare(OLD, other) == ()
    assert same_words(OLD, other)


def test_text_around_a_nested_list_and_in_html_tables_counts() -> None:
    assert [block.text for block in blocks_of("- outer words\n    - inner words\n")] == [
        "outer words",
        "inner words",
    ]
    table = "<div><table><tr><th>a</th><td>1</td></tr></table></div>"
    assert [block.text for block in blocks_of(table)] == ["a – 1"]


def test_a_right_to_left_text_is_compared_like_any_other() -> None:
    (change,) = compare("والمهلة كلها 20 يومًا.\n", "والمهلة كلها 30 يومًا.\n")
    assert words(change.after) == "والمهلة كلها [30] يومًا."


PARAGRAPHS = st.lists(st.sampled_from(["one two three", "four five six", "seven", "a b c d e"]))


@given(old=PARAGRAPHS, new=PARAGRAPHS)
def test_changes_account_for_every_paragraph(old: list[str], new: list[str]) -> None:
    changes = compare("\n\n".join(old), "\n\n".join(new))
    kept_old = len(old) - sum(bool(change.before) for change in changes)
    kept_new = len(new) - sum(bool(change.after) for change in changes)
    assert kept_old == kept_new >= 0
    assert (changes == ()) == (old == new)

from pathlib import Path

import pytest

from helpcenter_build.checks.fact_index import FactIndex
from helpcenter_build.checks.fixes import Fixer, fixed_text
from helpcenter_build.checks.run import fix_folder
from helpcenter_build.templating.render import article_environment
from tests.helpcenter_build.checks.copies import change, copied, problems_of
from tests.helpcenter_build.shops import small_shop


def fixer(tag: str = "en", **moves: str) -> Fixer:
    shop = small_shop()
    named = {old.replace("__", "/"): new for old, new in moves.items()}
    return Fixer(environment=article_environment(shop, tag), index=FactIndex.of(shop), moves=named)


@pytest.mark.parametrize(
    ("tag", "before", "after"),
    [
        ("en", "Wait 48 hours.\n", "Wait {{ delivery.tracking_silent_hours | hours }}.\n"),
        ("ru", "Ждите 48 часов.\n", "Ждите {{ delivery.tracking_silent_hours | hours }}.\n"),
        ("en", "It costs €3.50.\n", "It costs {{ delivery.methods.office.price | money }}.\n"),
        ("bg", "Цена 3,50 €.\n", "Цена {{ delivery.methods.office.price | money }}.\n"),
        ("en", "Ask care@acorn.example.\n", "Ask {{ routes.care.mailbox | mail }}.\n"),
        # Several facts have the value, it is written otherwise, or it stands in a link.
        ("en", "Wait 14 days.\n", "Wait 14 days.\n"),
        ("en", "It costs 3.50 EUR.\n", "It costs 3.50 EUR.\n"),
        ("en", "A 48-hour wait\n", "A 48-hour wait\n"),
        ("en", "[Wait 48 hours](x.md)\n", "[Wait 48 hours](x.md)\n"),
        ("en", "`48 hours`\n", "`48 hours`\n"),
    ],
)
def test_a_typed_value_becomes_the_only_fact_that_prints_it(
    tag: str, before: str, after: str
) -> None:
    assert fixer(tag).fixed_article(before, "a/b") == after


def test_facts_go_into_the_answer_but_not_into_the_title() -> None:
    before = "---\ntitle: Wait 48 hours\nanswer: >-\n  Wait\n  48 hours.\n---\n\nWait 48 hours.\n"
    fact = "{{ delivery.tracking_silent_hours | hours }}"
    after = f"---\ntitle: Wait 48 hours\nanswer: >-\n  Wait\n  {fact}.\n---\n\nWait {fact}.\n"
    assert fixer().fixed_article(before, "a/b") == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Поcылка и тoвар\n", "Посылка и товар\n"),
        ("We lоok\n", "We look\n"),
        ("Посыlка\n", "Посыlка\n"),  # l has no twin
        ("`Поcылка`\n", "`Поcылка`\n"),
        ("мои\u0306 one\n", "мой one\n"),
        ("a\u200bb\ufeff\u00ad\n", "ab\n"),
        ("one \ntwo\t\n", "one\ntwo\n"),
        ("a line  \nbreak\n", "a line  \nbreak\n"),
        ("one\r\ntwo\r\n", "one\ntwo\n"),
        ("one\n\n\n", "one\n"),
        ("one", "one\n"),
    ],
)
def test_letters_and_blanks_are_put_right(before: str, after: str) -> None:
    assert fixed_text(before) == after


def test_links_follow_articles_that_have_moved() -> None:
    moved = fixer(delivery__old="delivery/middle", delivery__middle="returns/new")
    text = "[a](old.md) [b](../delivery/old.md#part) [c](middle.md) [d](other.md) ![e](old.md)\n"
    assert moved.fixed_article(text, "delivery/x") == (
        "[a](../returns/new.md) [b](../returns/new.md#part) [c](../returns/new.md) "
        "[d](other.md) ![e](old.md)\n"
    )
    assert fixer(a__b="a/c", a__c="a/b").fixed_article("[x](b.md)\n", "a/x") == "[x](b.md)\n"


def test_fixing_a_folder_leaves_only_what_needs_a_person(tmp_path: Path) -> None:
    content = copied(tmp_path)
    changes = [
        ("ru/returns/how-to-return.md", "2. Упакуйте товар", "2. Упакуйте тoвар "),
        ("en/returns/right-of-withdrawal.md", "Use [the", "After 48 hours, use [the"),
        ("en/delivery/late-delivery.md", "We look for", "We look\u200b for"),
        ("shop.yml", "ru: Отдел заказов", "ru: Отдел зaказов"),
        ("en/legal/terms.md", "See [how", "Wait 9 days. See [how"),
    ]
    for name, replace, new in changes:
        change(content, {"file": name, "replace": replace, "with": new})
    changed = {path.relative_to(content).as_posix() for path in fix_folder(content)}
    assert changed == {name for name, _, _ in changes} - {"en/legal/terms.md"}
    left = problems_of(content)
    assert {problem.id for problem in left} == {"typed-fact", "missing-fact"}
    assert fix_folder(content) == []


def test_fixing_a_clean_folder_changes_nothing(tmp_path: Path) -> None:
    assert fix_folder(copied(tmp_path)) == []

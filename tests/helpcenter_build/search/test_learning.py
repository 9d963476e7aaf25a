"""What phrasings teach: telling words count for their article, small corpora stay sane."""

from dataclasses import replace

import pytest

from helpcenter_build.search import Document, Vocabulary
from helpcenter_build.search import compile as compile_module
from helpcenter_build.search.compile import compile_index


def article(name: str, *asked_as: str) -> Document:
    return Document(
        id=f"s/{name}",
        title=name,
        url=f"/s/{name}/",
        section="s",
        section_title="S",
        asked_as=asked_as,
    )


RIVALS = [
    article("Address", "change the address of my order", "wrong address", "new address"),
    article("Order", "change my order", "take an item out of my order", "order again"),
    article("Profile", "change my details", "new address in my profile", "edit profile"),
]


def test_a_telling_word_is_learned_for_its_article() -> None:
    compiled = compile_index(RIVALS, "en", vocabulary=Vocabulary())
    term_of = compiled.lexicon.term_of()
    learned = dict(compiled.learned[term_of["address"]])
    assert learned[0] == max(learned.values())
    assert all(weight > 0 for row in compiled.learned for _, weight in row)


def test_the_same_articles_teach_the_same() -> None:
    once, again = (compile_index(RIVALS, "en", vocabulary=Vocabulary()) for _ in range(2))
    assert once == again


def test_too_much_work_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compile_module, "MOST_WORK", 3)
    compiled = compile_index(RIVALS, "en", vocabulary=Vocabulary())
    assert not any(compiled.learned)
    assert any(compiled.base)


def test_articles_without_phrasings_teach_nothing_and_do_no_harm() -> None:
    bare = [replace(each, asked_as=()) for each in RIVALS]
    compiled = compile_index(bare, "en", vocabulary=Vocabulary())
    assert len(compiled.documents) == 3

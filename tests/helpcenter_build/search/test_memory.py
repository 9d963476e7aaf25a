"""What was learned once is not learned again, and is the same to the letter."""

from dataclasses import replace
from pathlib import Path

import pytest

from helpcenter_build.search import Document, Vocabulary
from helpcenter_build.search.compile import compile_index
from helpcenter_build.search.memory import KEPT, Memory, Postings, key_of
from tests.helpcenter_build.search.articles import documents


def compiled_learned(articles: tuple[Document, ...], memory: Memory | None) -> Postings:
    return compile_index(articles, "en", vocabulary=Vocabulary(), memory=memory).learned


def refuse() -> Postings:
    raise AssertionError("learned again")


@pytest.fixture
def memory(tmp_path: Path) -> Memory:
    return Memory(folder=tmp_path / "search")


def test_remembered_weights_are_those_that_were_learned(memory: Memory) -> None:
    articles = documents("en")
    fresh = compiled_learned(articles, None)
    assert any(fresh)
    assert compiled_learned(articles, memory) == fresh
    assert compiled_learned(articles, memory) == fresh
    key = key_of(articles, "en", Vocabulary())
    assert memory.recall(key, refuse) == fresh


def test_another_wording_language_or_vocabulary_is_learned_anew() -> None:
    articles = documents("en")
    other = (replace(articles[0], asked_as=("quite another wording",)), *articles[1:])
    words = Vocabulary(groups=(("parcel", "package"),))
    keys = [
        key_of(articles, "en", Vocabulary()),
        key_of(other, "en", Vocabulary()),
        key_of(articles, "ru", Vocabulary()),
        key_of(articles, "en", words),
    ]
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize("rest", ["", "[[[1,", "[[5]]", '{"a": 1}'])
def test_a_broken_entry_is_learned_and_written_anew(memory: Memory, rest: str) -> None:
    learned: Postings = (((0, 3),), ())
    memory.folder.mkdir()
    (memory.folder / "key.json").write_text(rest)
    assert memory.recall("key", lambda: learned) == learned
    assert memory.recall("key", refuse) == learned


def test_the_entries_used_last_are_kept(memory: Memory) -> None:
    for number in range(KEPT + 3):
        memory.recall(f"{number}", lambda: ())
    assert len(list(memory.folder.iterdir())) == KEPT
    assert (memory.folder / f"{KEPT + 2}.json").exists()


def test_a_folder_that_cannot_be_written_costs_time_only(tmp_path: Path) -> None:
    (tmp_path / "search").write_text("a file where the folder should be")
    learned: Postings = (((0, 3),),)
    assert Memory(folder=tmp_path / "search").recall("key", lambda: learned) == learned

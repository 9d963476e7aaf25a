"""Small help centers for search tests, read from tests/cases."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from helpcenter_build.search import Document, Passage, Vocabulary

CASES = Path(__file__).parents[2] / "cases"
LOCALES = ("en", "bg", "ru", "ar", "de")
SYNONYMS = Vocabulary(
    groups=(
        ("parcel", "packet", "package"),
        ("track", "locate"),
        ("refund", "cash back"),
        ("product", "item"),
        ("broken", "shattered"),
        ("стока", "продукт"),
    ),
    kinds=(("product", ("lamp",)),),
)


@cache
def read_cases(name: str) -> Any:
    return yaml.safe_load((CASES / name).read_text(encoding="utf-8"))


@cache
def documents(locale: str) -> tuple[Document, ...]:
    return tuple(_document(entry) for entry in read_cases("search_articles.yml")[locale])


def _document(entry: dict[str, Any]) -> Document:
    section, _ = entry["id"].split("/")
    return Document(
        id=entry["id"],
        title=entry["title"],
        url=f"/{entry['id']}/",
        section=section,
        section_title=section.title(),
        question=entry["title"],
        answer=entry["answer"],
        asked_as=tuple(entry["asked_as"]),
        passages=tuple(
            Passage(anchor=anchor, title=title, text=text)
            for anchor, title, text in entry.get("parts", [])
        ),
    )

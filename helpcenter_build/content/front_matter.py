"""Front matter, read by ourselves: MkDocs prints invalid YAML as page text without a word."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from helpcenter_build.facts.explain import explain
from helpcenter_build.facts.types import ArticleId
from helpcenter_build.located_yaml import Keys, Located, parse_located
from helpcenter_build.problems import Place, Problem

Key: TypeAlias = Keys
STAND_INS = {"title": "…", "summary": "…"}
_FENCE = re.compile(r"^---[ \t]*$", re.MULTILINE)


def _one_line(value: Any) -> Any:
    return " ".join(value.split()) if isinstance(value, str) else value


Text = Annotated[str, Field(min_length=1)]
Line = Annotated[Text, BeforeValidator(_one_line)]
"""A text that may be folded in the file, but is one line to readers."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Change(_Strict):
    """A dated change of the source; `terms` means that shoppers' rights or duties changed."""

    date: Annotated[dt.date, Field(examples=["2026-11-20"])]
    significance: Annotated[Literal["typo", "clarified", "terms"], Field(examples=["clarified"])]
    note: Annotated[Line, Field(examples=["First version"])]


class FrontMatter(_Strict):
    """What stands between the `---` lines of an article."""

    title: Annotated[Line, Field(examples=["When do I get my refund?"])]
    summary: Annotated[Line, Field(examples=["How long a refund takes for each way of paying."])]
    question: Annotated[Line, Field(examples=["When will I get my money back?"])] | None = None
    answer: (
        Annotated[Line, Field(examples=["We refund within {{ returns.refund_days | days }}."])]
        | None
    ) = None
    asked_as: Annotated[
        tuple[Line, ...], Field(strict=False, examples=["[money not back yet, where is my refund]"])
    ] = ()
    topics: Annotated[tuple[Text, ...], Field(strict=False, examples=["[return-or-refund]"])] = ()
    related: Annotated[
        tuple[ArticleId, ...], Field(strict=False, examples=["[returns/track-a-refund]"])
    ] = ()
    reviewed: Annotated[dt.date, Field(examples=["2026-11-20"])] | None = None
    review_every: Annotated[int, Field(ge=1, le=60, examples=["12"])] = 12
    changes: Annotated[
        tuple[Change, ...],
        Field(
            strict=False,
            examples=["[{date: 2026-11-20, significance: terms, note: First version}]"],
        ),
    ] = ()
    translates: Annotated[dt.date, Field(examples=["2026-11-20"])] | None = None
    draft: Annotated[bool, Field(examples=["true"])] = False
    """Begun, but not for readers: they get the source, or nothing when the source is the draft."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    """An article file taken apart; `body_line` is the line of the file on which `body` begins.

    Entries named in `wrong` are left out of `front`, so that the rest can still be checked; it is
    None when nothing could be read.
    """

    front: FrontMatter | None
    body: str
    body_line: int
    problems: tuple[Problem, ...]
    lines: dict[Key, int] = field(default_factory=dict)
    wrong: frozenset[str] = frozenset()


def parse_article(text: str, path: Path) -> Parsed:
    """Take an article apart; every problem of its front matter is reported at once."""
    split = split_article(text)
    if split is None:
        problem = Problem(
            id="front-matter-missing",
            place=Place(path=path, line=1),
            message="The article has no front matter.",
            hint="Begin the file with a line ---, then title: and summary:, then a line ---.",
        )
        return Parsed(front=None, body=text, body_line=1, problems=(problem,))
    source, body, body_line = split
    located, problems = parse_located(source, path)
    if located is None:
        return Parsed(front=None, body=body, body_line=body_line, problems=tuple(problems))
    front, wrong, found = _validate(located, path)
    return Parsed(
        front=front,
        body=body,
        body_line=body_line,
        problems=(*problems, *found),
        lines=dict(located.lines),
        wrong=wrong,
    )


def split_article(text: str) -> tuple[str, str, int] | None:
    """Front matter, body and the line the body begins on; None without front matter."""
    opening = _FENCE.match(text)
    closing = _FENCE.search(text, opening.end()) if opening else None
    if opening is None or closing is None:
        return None
    body = text[closing.end() :].removeprefix("\n")
    return text[opening.end() : closing.start()], body, text.count("\n", 0, closing.end()) + 2


def _validate(
    located: Located, path: Path
) -> tuple[FrontMatter | None, frozenset[str], list[Problem]]:
    """The front matter without its wrong entries, the names of those, and a problem for each."""
    values = {} if located.value is None else located.value
    try:
        return FrontMatter.model_validate(values), frozenset(), []
    except ValidationError as error:
        problems = [
            Problem(
                id="front-matter",
                place=Place(path=path, line=located.line_of(keys)),
                message=sentence,
                hint=hint,
            )
            for keys, sentence, hint in explain(error, FrontMatter)
        ]
        if not isinstance(values, dict):
            return None, frozenset(), problems
        wrong = frozenset(str(detail["loc"][0]) for detail in error.errors())
    right = {key: value for key, value in values.items() if key not in wrong}
    return FrontMatter.model_validate(STAND_INS | right), wrong, problems

"""Facts in articles: {{ returns.withdrawal_days | days }}; an unknown fact is an error.

Expressions are evaluated one by one and remembered: articles share most of them, and everything
wrong with a text is found at once.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from traceback import walk_tb
from typing import Any

from jinja2 import TemplateSyntaxError
from jinja2.exceptions import SecurityError, TemplateError
from jinja2.utils import missing

from helpcenter_build.facts import Fact, Shop
from helpcenter_build.problems import did_you_mean
from helpcenter_build.templating.arguments import FilterError
from helpcenter_build.templating.environment import ArticleEnvironment, UnknownFactError
from helpcenter_build.templating.filters import Filters

MISTAKES = (
    UnknownFactError,
    FilterError,
    TemplateError,
    TypeError,
    ValueError,
    ArithmeticError,
    LookupError,
)
"""What an expression that makes no sense can raise."""


class FactError(Exception):
    """Something wrong in a text; `line` counts from 1 at the text's beginning."""

    def __init__(self, line: int, message: str, hint: str) -> None:
        super().__init__(f"line {line}: {message}")
        self.line = line
        self.message = message
        self.hint = hint


def article_environment(shop: Shop, tag: str) -> ArticleEnvironment:
    """The environment in which a locale's articles, tables and widgets are rendered."""
    return ArticleEnvironment(shop, tag)


def render_text(environment: ArticleEnvironment, text: str) -> str:
    """The text with its facts; FactError tells the first thing wrong with it."""
    parts = []
    for part in _rendered(environment, text):
        if isinstance(part, FactError):
            raise part
        parts.append(part)
    return "".join(parts)


def fact_errors(environment: ArticleEnvironment, text: str) -> list[FactError]:
    """Everything wrong with a text's facts, at once."""
    return [part for part in _rendered(environment, text) if isinstance(part, FactError)]


# ------------------------------------------------------------------------------- the pieces


@dataclass(frozen=True, slots=True, kw_only=True)
class _Expression:
    line: int
    source: str


def _rendered(environment: ArticleEnvironment, text: str) -> Iterator[str | FactError]:
    try:
        pieces = _pieces(environment, text)
    except TemplateSyntaxError as error:
        yield _syntax_error(environment, error, error.lineno)
        return
    if pieces is None:
        yield _whole(environment, text)
        return
    for piece in pieces:
        yield _value(environment, piece) if isinstance(piece, _Expression) else piece


def _pieces(environment: ArticleEnvironment, text: str) -> list[str | _Expression] | None:
    """Plain text and expressions in turn; None when the text has statements ({% ... %})."""
    pieces: list[str | _Expression] = []
    source: list[str] = []
    begun = 0
    for line, kind, token in environment.lex(text):
        if kind == "block_begin":
            return None
        if kind == "data":
            pieces.append(token)
        elif kind == "variable_begin":
            begun, source = line, []
        elif kind == "variable_end":
            pieces.append(_Expression(line=begun, source="".join(source).strip()))
            begun = 0
        elif begun:
            source.append(token)
    if begun:
        raise TemplateSyntaxError("it is not closed with }}", begun)
    return pieces


def _value(environment: ArticleEnvironment, piece: _Expression) -> str | FactError:
    known = environment.remembered.get(piece.source)
    if known is None:
        found = _evaluated(environment, f"{{{{ {piece.source} }}}}", piece.line)
        if isinstance(found, FactError):
            return found
        known = environment.remembered[piece.source] = found
    return known


def _evaluated(environment: ArticleEnvironment, source: str, line: int) -> str | FactError:
    try:
        return environment.from_string(source).render()
    except TemplateSyntaxError as error:
        return _syntax_error(environment, error, line)
    except MISTAKES as error:
        return _error(environment, error, line)


def _whole(environment: ArticleEnvironment, text: str) -> str | FactError:
    try:
        return environment.from_string(text).render()
    except TemplateSyntaxError as error:
        return _syntax_error(environment, error, error.lineno)
    except MISTAKES as error:
        return _error(environment, error, _template_line(error))


def _template_line(error: Exception) -> int:
    """The line of the text in which rendering stopped; Jinja rewrites tracebacks to say so."""
    frames = [line for frame, line in walk_tb(error.__traceback__) if _is_text(frame.f_code)]
    return frames[-1] if frames else 1


def _is_text(code: Any) -> bool:
    return bool(code.co_filename in {"<unknown>", "<template>"})


# ------------------------------------------------------------------- errors with their hints


def _error(environment: ArticleEnvironment, error: Exception, line: int) -> FactError:
    match error:
        case UnknownFactError():
            return _unknown(environment, error, line)
        case FilterError():
            return FactError(line, error.message, error.hint)
        case SecurityError():
            return FactError(line, "This is not allowed in an article.", "Use facts and filters.")
    return FactError(line, f"This cannot be evaluated: {error}.", "Example: {{ identity.name }}")


def _unknown(environment: ArticleEnvironment, error: UnknownFactError, line: int) -> FactError:
    if error.around is missing:
        path, known = "", [*type(environment.shop).model_fields, "table", "widget"]
    else:
        path, known = _path_to(environment.shop, error.around), _entries_of(error.around)
    written = f"{path}.{error.name}" if path else error.name
    nearest = did_you_mean(error.name, known)
    if path and nearest.startswith("Did"):
        nearest = nearest.replace("mean ", f"mean {path}.")
    return FactError(line, f"{written} is not among the facts.", nearest)


def _entries_of(group: object) -> list[str]:
    if isinstance(group, Fact):
        return [field.alias or name for name, field in type(group).model_fields.items()]
    return [str(key) for key in group] if isinstance(group, Mapping) else []


def _path_to(group: object, wanted: object, path: str = "") -> str:
    """The dotted way to a group of facts inside another; "" when it is not in there."""
    if group is wanted:
        return path
    entries = _children(group)
    found = (_path_to(child, wanted, f"{path}.{name}" if path else name) for name, child in entries)
    return next((one for one in found if one), "")


def _children(group: object) -> Iterator[tuple[str, object]]:
    if isinstance(group, Fact):
        yield from ((name, getattr(group, name)) for name in type(group).model_fields)
    elif isinstance(group, Mapping):
        yield from ((str(key), child) for key, child in group.items())


def _syntax_error(
    environment: ArticleEnvironment, error: TemplateSyntaxError, line: int
) -> FactError:
    message = error.message or ""
    if message.startswith("No filter named"):
        name = message.split("'")[1]
        hint = did_you_mean(name, [key for key in environment.filters if hasattr(Filters, key)])
        return FactError(line, f"There is no filter {name}.", hint)
    return FactError(line, f"This is no expression: {message}.", "Example: {{ identity.name }}")

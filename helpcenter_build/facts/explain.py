"""Turns pydantic's list of errors into sentences with a place and an example of the right form.

Serves every record that editors write in YAML: the facts and the front matter of articles.
"""

import types
from collections.abc import Iterator
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from helpcenter_build.located_yaml import Keys, dotted
from helpcenter_build.problems import did_you_mean

Explained = tuple[Keys, str, str]
"""Keys of the entry, what is wrong as a sentence, a hint."""

KINDS = {
    "int_type": "must be a whole number",
    "int_parsing": "must be a whole number",
    "int_from_float": "must be a whole number",
    "decimal_type": "must be a number",
    "decimal_parsing": "must be a number",
    "is_instance_of": "must be a number",
    "decimal_max_places": "must have at most {decimal_places} decimal places",
    "decimal_max_digits": "is too large",
    "bool_type": "must be true or false",
    "string_type": "must be a text",
    "string_too_short": "must not be empty",
    "string_too_long": "must have at most {max_length} characters",
    "date_type": "must be a date",
    "date_from_datetime_inexact": "must be a date without a time",
    "datetime_type": "must be a date and a time",
    "time_type": "must be a time of day in quotes",
    "tuple_type": "must be a list",
    "list_type": "must be a list",
    "dict_type": "must be entries with names",
    "model_type": "must be entries with names",
    "model_attributes_type": "must be entries with names",
    "too_short": "must have at least {min_length} entry",
    "too_long": "must have at most {max_length} entries",
    "greater_than_equal": "must be at least {ge}",
    "greater_than": "must be more than {gt}",
    "less_than_equal": "must be at most {le}",
    "less_than": "must be less than {lt}",
}


def explain(error: ValidationError, model: type[BaseModel]) -> Iterator[Explained]:
    """What is wrong with each entry, in the order pydantic found it."""
    details = error.errors()
    for detail in details:
        keys = keys_of(detail)
        if not _follows_from_another(detail, details):
            yield keys, _sentence(detail, keys), _hint(detail, model, keys)


def _follows_from_another(detail: ErrorDetails, details: list[ErrorDetails]) -> bool:
    """A list is also called too short when one of its entries is wrong."""
    around = detail["loc"]
    return detail["type"] == "too_short" and any(
        other["loc"][: len(around)] == around for other in details if other is not detail
    )


def keys_of(detail: ErrorDetails) -> Keys:
    """The way to the entry; pydantic appends "[key]" when the key itself is wrong."""
    location = detail["loc"]
    return location[:-1] if location and location[-1] == "[key]" else location


def example_of(model: type[BaseModel], keys: Keys) -> tuple[object, str]:
    """The type of an entry and an example of its right form, as YAML."""
    entry = _entry_at(model, keys)
    return _plain(entry), _example(entry)


def _sentence(detail: ErrorDetails, keys: Keys) -> str:
    name = dotted(keys)
    kind, value = detail["type"], detail["input"]
    if kind == "missing":
        return f"{name} is missing."
    if kind == "extra_forbidden":
        return f"{name} is not a known entry."
    if kind == "facts":
        return f"{name} {detail['ctx']['sentence']}{_given(value)}."
    if kind == "literal_error":
        return f"{name} must be {detail['ctx']['expected']}{_given(value)}."
    rule = KINDS.get(kind, detail["msg"][:1].lower() + detail["msg"][1:])
    return f"{name} {rule.format(**detail.get('ctx', {}))}{_given(value)}."


def _given(value: object) -> str:
    if isinstance(value, dict | list | tuple | BaseModel):
        return ""
    if value is None or value == "":
        return ", but is empty"
    return f', but is "{value}"' if isinstance(value, str) else f", but is {value}"


def _hint(detail: ErrorDetails, model: type[BaseModel], keys: Keys) -> str:
    if detail["type"] == "extra_forbidden":
        around = _annotation_at(model, keys[:-1])
        names = _field_names(around) if _is_model(around) else []
        return did_you_mean(str(keys[-1]), names)
    example = _example(_entry_at(model, keys))
    return f"For example: {_named(keys, example)}" if example else ""


def _named(keys: Keys, example: str) -> str:
    return example if not keys or isinstance(keys[-1], int) else f"{keys[-1]}: {example}"


# ------------------------------------------------- walking a model along the keys of an error


def _entry_at(model: type[BaseModel], keys: Keys) -> object:
    """The annotation or field that describes the entry."""
    return _annotation_at(model, keys, keep_field=True)


def _annotation_at(model: object, keys: Keys, *, keep_field: bool = False) -> object:
    found: object = model
    for position, key in enumerate(keys):
        inner = _plain(found)
        if _is_model(inner):
            found = _field(inner, key)
        elif get_origin(inner) is dict:
            found = get_args(inner)[1]
        elif get_origin(inner) in {tuple, list}:
            found = get_args(inner)[0]
        else:
            return None
        if position < len(keys) - 1 or not keep_field:
            found = _plain(found)
    return found


def _is_model(annotation: object) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, BaseModel)


def _field(model: Any, key: str | int) -> FieldInfo | None:
    for name, field in model.model_fields.items():
        if key in (name, field.alias):
            return field  # type: ignore[no-any-return]  # a model seen as any class
    return None


def _field_names(model: Any) -> list[str]:
    return [field.alias or name for name, field in model.model_fields.items()]


def _plain(annotation: object) -> object:
    """The type without field, Annotated and None around it."""
    if isinstance(annotation, FieldInfo):
        return _plain(annotation.annotation)
    if get_origin(annotation) is Annotated:
        return _plain(get_args(annotation)[0])
    if get_origin(annotation) in {Union, types.UnionType}:
        return _plain(next(part for part in get_args(annotation) if part is not type(None)))
    return annotation


def _example(entry: object) -> str:
    """The example written beside a type, or one made of the examples of a record's fields."""
    if isinstance(entry, FieldInfo):
        return str(entry.examples[0]) if entry.examples else _example(entry.annotation)
    if get_origin(entry) in {Union, types.UnionType}:
        return _example(next(part for part in get_args(entry) if part is not type(None)))
    if get_origin(entry) is Annotated:
        fields = [part for part in get_args(entry)[1:] if isinstance(part, FieldInfo)]
        found = [str(part.examples[0]) for part in fields if part.examples]
        return found[-1] if found else _example(get_args(entry)[0])
    return _example_of_type(entry)


def _example_of_type(entry: object) -> str:
    if _is_model(entry):
        return _example_of_record(entry)
    if get_origin(entry) is dict:
        return f"{{name: {_example(get_args(entry)[1])}}}"
    if get_origin(entry) in {tuple, list}:
        return f"[{_example(get_args(entry)[0])}]"
    if get_origin(entry) is Literal:
        return str(get_args(entry)[0])
    return ""


def _example_of_record(model: Any) -> str:
    parts = [
        f"{field.alias or name}: {_example(field) or '...'}"
        for name, field in model.model_fields.items()
        if field.is_required()
    ]
    return f"{{{', '.join(parts)}}}"

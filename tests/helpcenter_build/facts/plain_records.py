"""The facts of the build beside those that a service reads from the bundle."""

from pydantic import BaseModel


def differences(fact: object, record: object, place: str = "shop") -> list[str]:
    """Where a record of `facts.plain` has another value or type than the fact it stands for."""
    if isinstance(fact, BaseModel):
        names = type(fact).model_fields
        pairs = [(name, getattr(fact, name), getattr(record, name)) for name in names]
    elif isinstance(fact, dict) and isinstance(record, dict) and list(fact) == list(record):
        pairs = [(key, fact[key], record[key]) for key in fact]
    elif isinstance(fact, tuple) and isinstance(record, tuple) and len(fact) == len(record):
        pairs = [(str(n), *both) for n, both in enumerate(zip(fact, record, strict=True))]
    else:
        is_same = type(fact) is type(record) and fact == record
        return [] if is_same else [f"{place}: {fact!r} became {record!r}"]
    return [
        line for name, one, other in pairs for line in differences(one, other, f"{place}.{name}")
    ]

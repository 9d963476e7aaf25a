"""How the check page names what was chosen."""

from typing import Any


def chosen_label(field: Any) -> str:
    """The words of a choice, or what was typed."""
    for choice in getattr(field, "choices", None) or ():
        if choice.value == field.data:
            return str(choice.label)
    return str(field.data)

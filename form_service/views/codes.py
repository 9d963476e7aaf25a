"""References and order numbers inside sentences: never broken, never turned around."""

import re

from markupsafe import Markup, escape

from form_service.release import trusted

CODE = re.compile(r"\b(?=[A-Z0-9-]*[0-9])[A-Z0-9]+(?:-[A-Z0-9]+)+\b")
"""Such as `MG-1234567`: browsers break lines after hyphens, and in Arabic the rest stands first."""


def keep_codes_whole(text: str) -> Markup:
    """The text, escaped, with each code in an element that keeps it together."""
    return trusted(CODE.sub(r'<bdi class="hc-code">\g<0></bdi>', str(escape(text))))

"""Reads the facts back from the bundle; needs neither YAML nor pydantic, as the service has it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

from helpcenter_build.facts.plain import parse_facts

if TYPE_CHECKING:
    from helpcenter_build.facts.model import Shop


def load_shop(path: Path) -> Shop:
    """The shop that the build wrote there, with records that have the fields of the facts' own."""
    return cast("Shop", parse_facts(path.read_bytes()))

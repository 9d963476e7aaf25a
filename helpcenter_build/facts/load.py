"""Reads the facts back from the bundle; needs no YAML, so the service can use it."""

from pathlib import Path

from helpcenter_build.facts.model import Shop


def load_shop(path: Path) -> Shop:
    """The shop from the JSON that `Shop.model_dump_json` wrote."""
    return Shop.model_validate_json(path.read_bytes())

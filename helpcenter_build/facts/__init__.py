"""What the shop states once: numbers, names, hours, addresses.

The build reads them from YAML with `helpcenter_build.facts.read.read_shop`; the service, which has
no YAML library and needs no pydantic, from the bundle with `load_shop`.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from helpcenter_build.facts.load import load_shop

if TYPE_CHECKING:
    from helpcenter_build.facts.model import Shop
    from helpcenter_build.facts.opening import Opening, WeeklyHours
    from helpcenter_build.facts.types import Fact, LocalText, Span

__all__ = ["Fact", "LocalText", "Opening", "Shop", "Span", "WeeklyHours", "load_shop"]

_LOADED_LATER = {
    "Fact": "types",
    "LocalText": "types",
    "Opening": "opening",
    "Shop": "model",
    "Span": "types",
    "WeeklyHours": "opening",
}


def __getattr__(name: str) -> object:
    """The types, loaded where they are more than annotations (PEP 562)."""
    if name in _LOADED_LATER:
        return getattr(import_module(f"{__name__}.{_LOADED_LATER[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

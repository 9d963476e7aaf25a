"""What the shop states once: numbers, names, hours, addresses.

The build reads them from YAML with `helpcenter_build.facts.read.read_shop`; the service, which has
no YAML library and needs no pydantic, from the bundle with `load_shop`.
"""

from typing import TYPE_CHECKING

from helpcenter_build.facts.load import load_shop
from helpcenter_build.lazily import loaded_later

if TYPE_CHECKING:
    from helpcenter_build.facts.model import Shop
    from helpcenter_build.facts.opening import Opening, WeeklyHours
    from helpcenter_build.facts.types import Fact, LocalText, Span

__all__ = ["Fact", "LocalText", "Opening", "Shop", "Span", "WeeklyHours", "load_shop"]

__getattr__ = loaded_later(
    __name__,
    {
        "Fact": "types",
        "LocalText": "types",
        "Opening": "opening",
        "Shop": "model",
        "Span": "types",
        "WeeklyHours": "opening",
    },
)

"""What the shop states once: numbers, names, hours, addresses.

The build reads them from YAML with `helpcenter_build.facts.read.read_shop`; the service, which has
no YAML library, from the bundle with `load_shop`.
"""

from helpcenter_build.facts.load import load_shop
from helpcenter_build.facts.model import Shop
from helpcenter_build.facts.opening import Opening, WeeklyHours
from helpcenter_build.facts.types import Fact, LocalText, Span

__all__ = ["Fact", "LocalText", "Opening", "Shop", "Span", "WeeklyHours", "load_shop"]

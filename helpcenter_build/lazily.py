"""Names of a package that load their module when somebody asks for them (PEP 562).

A form service at rest pays for no engine and no checks that it does not use.
"""

from collections.abc import Callable, Mapping
from importlib import import_module


def loaded_later(package: str, modules: Mapping[str, str]) -> Callable[[str], object]:
    """A `__getattr__` for the package; `modules` names the module below it of each name."""

    def load(name: str) -> object:
        if name in modules:
            return getattr(import_module(f"{package}.{modules[name]}"), name)
        raise AttributeError(f"module {package!r} has no attribute {name!r}")

    return load

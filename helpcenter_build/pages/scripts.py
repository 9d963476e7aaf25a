"""The scripts of the theme as browsers get them: each with what it imports, in one file.

Every import is one more way to the server and back on a slow line. What several files load at
different times (the search engine) stays a file of its own; comments stay at home.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping

_IMPORT = re.compile(r'^import \{ (?P<names>[^}]+) \} from "(?P<path>[^"]+)";\n', re.MULTILINE)
_LATER = re.compile(r'\bimport\("(?P<path>[^"]+)"\)')
_EXPORT = re.compile(r"^export (?=(?:const|class|(?:async )?function) (?P<name>\w+))", re.MULTILINE)
_COMMENT = re.compile(r"^\s*//.*\n", re.MULTILINE)
_LEFT = re.compile(r"^(?:import|export)\b(?!\s*\().*", re.MULTILINE)
_HERE = "import.meta.url"


def join_scripts(sources: Mapping[str, str]) -> dict[str, str]:
    """The files to serve, by name, of ES modules that import each other by relative paths.

    What stands inside others has named imports and exports only, and imports only what stands
    there, too; raises ValueError otherwise.
    """
    bare = {name: _COMMENT.sub("", text) for name, text in sources.items()}
    inside = _only_imported(bare)
    return {name: _joined(name, bare, inside) for name in bare if name not in inside}


def _only_imported(sources: Mapping[str, str]) -> set[str]:
    """Those that no page and no `import()` asks for."""
    imported = {path for name, text in sources.items() for path in _imports(name, text)}
    later = {path for name, text in sources.items() for path in _imports(name, text, _LATER)}
    return imported - later


def _joined(name: str, sources: Mapping[str, str], inside: set[str]) -> str:
    order: list[str] = []
    _collect(name, sources, inside, order)
    return "".join(_part(part, name, sources, inside) for part in order)


def _collect(name: str, sources: Mapping[str, str], inside: set[str], order: list[str]) -> None:
    """Depth first: what is imported stands before who imports it."""
    for path in _imports(name, sources[name]):
        if path in inside and path not in order:
            _collect(path, sources, inside, order)
    order.append(name)


def _part(name: str, whole: str, sources: Mapping[str, str], inside: set[str]) -> str:
    """A module; one that is inside another becomes a constant with its exports."""

    def imported(match: re.Match[str]) -> str:
        path = _path(name, match["path"])
        if path in inside:
            return f"const {{ {match['names']} }} = {_constant(path)};\n"
        relative = posixpath.relpath(path, posixpath.dirname(whole) or ".")
        return f'import {{ {match["names"]} }} from "./{relative}";\n'

    text = _IMPORT.sub(imported, sources[name])
    if name == whole:
        return text
    exports = ", ".join(match["name"] for match in _EXPORT.finditer(text))
    relative = posixpath.relpath(name, posixpath.dirname(whole) or ".")
    text = _EXPORT.sub("", text).replace(_HERE, f'new URL("{relative}", {_HERE})')
    if left := _LEFT.search(text):
        raise ValueError(f"{name} cannot stand inside {whole}: {left[0]}")
    return f"const {_constant(name)} = (() => {{\n{text}return {{ {exports} }};\n}})();\n"


def _imports(name: str, text: str, pattern: re.Pattern[str] = _IMPORT) -> Iterator[str]:
    return (_path(name, match["path"]) for match in pattern.finditer(text))


def _path(name: str, relative: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), relative))


def _constant(name: str) -> str:
    return "$" + re.sub(r"\W", "_", name.removesuffix(".js"))

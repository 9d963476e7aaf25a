"""Styles and scripts of the site, in one folder named by a hash of all of them."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from rjsmin import jsmin

from helpcenter_build.facts import Shop
from helpcenter_build.pages.scripts import join_scripts
from helpcenter_build.theme import ASSETS

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_SPACE = re.compile(r"\s+")
_AROUND = re.compile(r"\s*([{};,>])\s*")
# Stylesheets put together from their parts; the search's own comes with its first use.
_SHEETS = ("main", "search", "preview")


@dataclass(frozen=True, slots=True, kw_only=True)
class Assets:
    """`folder` is relative to the site's root and ends with a slash."""

    folder: str
    files: Mapping[str, bytes] = field(repr=False)

    def write(self, site: Path) -> None:
        for name, content in self.files.items():
            path = site / self.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)


def collect_assets(shop: Shop, *, is_preview: bool = False) -> Assets:
    """Everything a page may load.

    In a preview the folder keeps its name, so that locales built at different times agree.
    """
    files = {f"{name}.css": _stylesheet(name, shop) for name in _SHEETS}
    files["main.css"] += _offers(shop)
    files |= _scripts()
    for path in sorted((ASSETS / "images").glob("*.svg")):
        files[path.name] = _in_colours(path.read_text(encoding="utf-8"), shop).encode()
    digest = hashlib.sha256()
    for name, content in files.items():
        digest.update(name.encode() + content)
    version = "preview" if is_preview else digest.hexdigest()[:10]
    return Assets(folder=f"assets/{version}/", files=files)


def _stylesheet(name: str, shop: Shop) -> bytes:
    parts = sorted((ASSETS / "css" / name).glob("*.css"))
    text = "".join(part.read_text(encoding="utf-8") for part in parts)
    return minify(_in_colours(text, shop)).encode()


def _scripts() -> dict[str, bytes]:
    folder = ASSETS / "js"
    sources = {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(folder.rglob("*.js"))
    }
    return {name: jsmin(text).encode() for name, text in join_scripts(sources).items()}


def _offers(shop: Shop) -> bytes:
    """Shows the offer of the language that hc.js names on the root element."""
    shown = ",".join(f'[data-offer="{tag}"] .hc-offer[lang="{tag}"]' for tag in shop.locales)
    return f"{shown}{{display:block}}".encode()


def _in_colours(text: str, shop: Shop) -> str:
    colours = shop.identity.colours
    return text.replace("var(--shop-primary)", colours.primary).replace(
        "var(--shop-accent)", colours.accent
    )


def minify(css: str) -> str:
    """Takes comments and needless white space out; keeps what stands in quotes' way alone."""
    return _AROUND.sub(r"\1", _SPACE.sub(" ", _COMMENT.sub("", css))).replace(";}", "}").strip()

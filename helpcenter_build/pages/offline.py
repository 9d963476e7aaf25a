"""The service worker that keeps visited pages for when there is no network: theme/worker/sw.js.

It is named by the release it belongs to: a hash of every page, script and search index. A browser
that finds another one on its next visit throws away what the old one kept.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from helpcenter_build.facts import Shop
from helpcenter_build.pages.addresses import Addresses
from helpcenter_build.pages.assets import Assets
from helpcenter_build.pages.chrome import CONTACT
from helpcenter_build.search import BROWSER_FOLDER
from helpcenter_build.theme import WORKER

NAME = "sw.js"
PAGE = "offline.html"
_PLACE = '"RELEASE"'
_HASHED = (".html", ".json")
# Assets by the beginnings of their names: what the search needs, and what is of no use offline.
_SEARCH = ("search", "modules/search", "modules/marks", "answers-worker")
_ONLINE = ("preview", *(f"modules/{name}" for name in ("preview", "chat", "missing", "sent")))
_PIECES = ("postings-", "documents-", "details-")


def write_worker(site: Path, shop: Shop, assets: Assets) -> None:
    """Write the worker of a finished site; nothing in the site may change after that."""
    source = (WORKER / NAME).read_text(encoding="utf-8")
    release = json.dumps(release_of(site, shop, assets), ensure_ascii=False, separators=(",", ":"))
    (site / NAME).write_text(source.replace(_PLACE, release, 1), encoding="utf-8")


def release_of(site: Path, shop: Shop, assets: Assets) -> Mapping[str, Any]:
    """What the worker knows of its release; every address is root-relative."""
    addresses = Addresses.of(shop)
    names = sorted(assets.files)
    return {
        "id": digest_of(site, assets),
        "desk": f"{addresses.base}desk/",
        "assets": {
            "id": assets.folder.rstrip("/").rpartition("/")[2],
            "root": f"{addresses.base}{assets.folder.partition('/')[0]}/",
            "folder": f"{addresses.base}{assets.folder}",
            "core": [name for name in names if not name.startswith((*_SEARCH, *_ONLINE))],
            "search": [name for name in names if name.startswith(_SEARCH)],
        },
        # The first locale's home is the beginning of every other address: it comes last.
        "locales": [_locale(site, addresses, tag) for tag in reversed(list(shop.locales))],
    }


def _locale(site: Path, addresses: Addresses, tag: str) -> Mapping[str, Any]:
    home = addresses.path(tag)
    folder = site / addresses.folder(tag)
    pages = [page for page in ("", CONTACT) if (folder / page / "index.html").is_file()]
    index = folder / BROWSER_FOLDER
    return {
        "tag": tag,
        "home": home,
        "offline": f"{home}{PAGE}",
        "pages": [addresses.path(tag, page) for page in pages],
        "index": f"{home}{BROWSER_FOLDER}/",
        "search": [f"{home}{BROWSER_FOLDER}/{name}" for name in kept_at_first_use(index)],
    }


def kept_at_first_use(index: Path) -> list[str]:
    """Names of the files of a search index that its first use keeps for when there is no network.

    They are those that every query needs; answers, and the pieces of an index that is cut to
    pieces, are kept as queries use them.
    """
    names = sorted(path.name for path in index.glob("*.json"))
    return [name for name in names if not name.startswith(_PIECES)]


def digest_of(site: Path, assets: Assets) -> str:
    """A hash of all that readers get; the same for the same content, whenever it is built."""
    digest = hashlib.sha256(assets.folder.encode())
    for path in _content(site):
        digest.update(path.relative_to(site).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def _content(site: Path) -> Iterator[Path]:
    yield from sorted(path for path in site.rglob("*") if path.suffix in _HASHED)

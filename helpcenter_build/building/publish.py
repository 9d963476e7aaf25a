"""What belongs to the site as a whole: assets, sitemap, robots, and the swap."""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from helpcenter_build.building.compress import compress_files
from helpcenter_build.facts import Shop
from helpcenter_build.pages import csp
from helpcenter_build.pages.addresses import Addresses
from helpcenter_build.pages.assets import Assets
from helpcenter_build.pages.chat import chat_of
from helpcenter_build.pages.locale_pages import Listed
from helpcenter_build.pages.offline import NAME as WORKER
from helpcenter_build.pages.offline import write_worker

_SITEMAP = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    ' xmlns:xhtml="http://www.w3.org/1999/xhtml">\n{}</urlset>\n'
)


def join_sites(folders: Mapping[str, Path]) -> Path:
    """Move every locale's site into that of the first one, which is returned."""
    (_, first), *others = folders.items()
    for locale, folder in others:
        shutil.rmtree(first / locale, ignore_errors=True)
        folder.rename(first / locale)
    return first


def finish_site(
    site: Path,
    shop: Shop,
    listed: Mapping[str, Sequence[Listed]],
    assets: Assets,
) -> None:
    """Write what all locales share into the joined site."""
    addresses = Addresses.of(shop)
    assets.write(site)
    (site / "sitemap.xml").write_text(sitemap(addresses, listed), encoding="utf-8")
    robots = (
        f"User-agent: *\nDisallow: {addresses.base}desk/\nSitemap: {addresses.root}sitemap.xml\n"
    )
    (site / "robots.txt").write_text(robots, encoding="utf-8")
    (site / "csp.txt").write_text(f"{csp.HEADER_POLICY}\n", encoding="utf-8")
    if chat := chat_of(shop):
        (site / csp.CHAT_FILE).write_text(f"{csp.header(chat.policy)}\n", encoding="utf-8")
    write_worker(site, shop, assets)
    compress_files([site / "sitemap.xml", site / WORKER, *(site / assets.folder).rglob("*")])


def sitemap(addresses: Addresses, listed: Mapping[str, Sequence[Listed]]) -> str:
    """Every real page once, with its real translations as alternates (sitemaps.org, Google)."""
    locales_of: dict[str, list[str]] = {}
    for locale, entries in listed.items():
        for entry in entries:
            locales_of.setdefault(entry.page, []).append(locale)
    rows = (
        _sitemap_row(addresses, locale, entry, locales_of[entry.page])
        for locale, entries in listed.items()
        for entry in entries
    )
    return _SITEMAP.format("".join(rows))


def _sitemap_row(addresses: Addresses, locale: str, entry: Listed, locales: Sequence[str]) -> str:
    changed = f"<lastmod>{entry.changed.isoformat()}</lastmod>" if entry.changed else ""
    default = addresses.first_locale if addresses.first_locale in locales else locales[0]
    alternates = "".join(
        f'<xhtml:link rel="alternate" hreflang="{tag}"'
        f" href={quoteattr(addresses.absolute(source, entry.page))}/>"
        for tag, source in [*((tag, tag) for tag in locales), ("x-default", default)]
    )
    location = escape(addresses.absolute(locale, entry.page))
    return f"<url><loc>{location}</loc>{changed}{alternates}</url>\n"

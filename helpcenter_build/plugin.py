"""The MkDocs plugin: hooks that hand over; with `build` the only place of MkDocs types."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Any, ClassVar, Literal

from jinja2 import Environment
from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from helpcenter_build.building.build import (
    LocaleResult,
    RefusedError,
    SiteBuild,
    is_wrong,
    project_of,
)
from helpcenter_build.building.compress import compress_files
from helpcenter_build.building.locale_build import LocaleBuild
from helpcenter_build.facts import Shop
from helpcenter_build.facts.read import read_shop
from helpcenter_build.pages.assets import Assets, collect_assets
from helpcenter_build.pages.locale_pages import TEMPLATES as PAGE_TEMPLATES
from helpcenter_build.pages.locale_pages import page_of
from helpcenter_build.pages.offline import PAGE as OFFLINE_PAGE
from helpcenter_build.problems import Problem, in_reading_order
from helpcenter_build.theme import TEMPLATES

log = get_plugin_logger("helpcenter")
PICTURES = {".png", ".jpg", ".jpeg", ".webp", ".avif", ".gif", ".svg"}


class HelpCenterConfig(Config):
    """Options in mkdocs.yml. `locale` restricts a build to one locale; else all are built."""

    locale = config_options.Optional(config_options.Type(str))
    facts = config_options.File(exists=True, default="content/shop.yml")
    bundle = config_options.Dir(default="bundle")


class HelpCenterPlugin(BasePlugin[HelpCenterConfig]):
    """One MkDocs build makes one locale; that of the first locale starts those of the others."""

    def __init__(self) -> None:
        self.command: str = "build"
        self.is_part = False  # of a build that `SiteBuild` runs: it reports, not this plugin
        self.is_preview = False  # shows pages in spite of their problems
        self.is_quick = False
        self.whole: SiteBuild | None = None
        self.assets: Assets | None = None  # those of the build it takes part in
        self.current: LocaleBuild
        self.result: LocaleResult | None = None
        self.started = 0.0

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Being there keeps the plugin alive across the rebuilds of `mkdocs serve`."""
        self.command = command

    def take_part(
        self,
        locale: str,
        bundle: Path,
        assets: Assets | None,
        *,
        is_preview: bool,
        is_quick: bool,
    ) -> None:
        """Build one locale for a `SiteBuild`, which reports the problems itself.

        A quick build makes the pages; what else there is follows with the result's `rest`.

        MkDocs keeps plugins across configurations, so a forked process finds its parent's.
        """
        self.whole = self.result = None
        self.assets = assets
        self.config.locale, self.config.bundle = locale, str(bundle)
        self.is_part, self.is_preview, self.is_quick = True, is_preview, is_quick

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        self.started = time.monotonic()
        shop, problems = read_shop(Path(self.config.facts))
        if shop is None:
            raise self._refusal(problems)
        locale = self.config.locale or next(iter(shop.locales))
        if self.command == "build" and not self.config.locale:
            self._begin_whole(config, shop, locale)
        content = Path(self.config.facts).parent
        material = project_of(config, shop).material
        self.current = LocaleBuild.prepare(
            content,
            shop,
            locale,
            self.assets or collect_assets(shop, is_preview=self.is_preview),
            is_preview=self.is_preview,
            is_checked=not self.is_quick,
        )
        problems = [*problems, *self.current.problems]
        if is_wrong(problems, config.strict) and not self.is_preview:
            raise self._refusal([*problems, *self._problems_of_others()])
        self._log(problems)
        _point(config, self.current, material)
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Own pages in place of the files found: front matter is ours, missing ones come along."""
        for file in list(files):
            is_picture = Path(file.src_uri).suffix.lower() in PICTURES
            if not is_picture or file.src_dir != config.docs_dir:
                files.remove(file)
        for uri, text in self.current.pages.sources().items():
            # The leading blank line keeps MkDocs from looking for front matter in the text.
            file = File.generated(config, uri, content=f"\n{text}")
            files.append(file)
            if self.is_preview:
                RememberedPage(None, file, config)
        config.nav = self.current.pages.navigation()
        return files

    def on_page_markdown(
        self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files
    ) -> str:
        view = self.current.pages.view(page_of(page.file.src_uri))
        template = PAGE_TEMPLATES.get(view.kind, "article.html")
        page.meta = {"title": view.title, "description": view.summary, "template": template}
        return markdown

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        return self.current.keep(page_of(page.file.src_uri), html)

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        self.current.equip(
            env,
            is_preview=self.is_preview,
            has_worker=self.command == "build" and not self.is_preview,
        )
        return env

    def on_page_context(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        view = self.current.pages.view(page_of(page.file.src_uri))
        context.update(self.current.context(view))  # type: ignore[typeddict-item]
        return context

    def on_template_context(
        self, context: TemplateContext, *, template_name: str, config: MkDocsConfig
    ) -> TemplateContext:
        context.update(self.current.context(self.current.template_view(template_name)))  # type: ignore[typeddict-item]
        return context

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        site = Path(config.site_dir)
        if self.command == "serve":
            self.current.assets.write(site)
            self._write_beside_pages(site)
            return
        if not self.is_quick:
            self._complete(site)
        self.result = LocaleResult(
            locale=self.current.locale,
            listed=self.current.pages.listed(),
            problems=tuple(self.current.problems),
            pages=len(self.current.pages.sources()),
            bytes=0 if self.is_preview else compress_files(site.rglob("*")),
            seconds=time.monotonic() - self.started,
            rest=partial(self._rest, site) if self.is_quick else None,
        )
        if self.whole:
            self._finish_whole(self.whole, strict=config.strict)

    def _complete(self, site: Path) -> None:
        self._write_beside_pages(site)
        if not self.is_preview:
            self.current.write_pictures(site)
        stage = self.whole.stage_of(self.current.locale) if self.whole else None
        self.current.write_bundle(stage.bundle if stage else Path(self.config.bundle))

    def _write_beside_pages(self, site: Path) -> None:
        self.current.write_search(site)
        self.current.write_redirects(site)
        self.current.write_copies(site)

    def _rest(self, site: Path) -> tuple[Problem, ...]:
        self.current.check()
        self._complete(site)
        return tuple(self.current.problems)

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[..., Any]
    ) -> LiveReloadServer:
        server.watch(str(Path(self.config.facts).parent))
        return server

    def on_build_error(self, *, error: Exception) -> None:
        if self.whole:
            self.whole.abandon()

    # --------------------------------------------------------------- the build of all locales

    def _begin_whole(self, config: MkDocsConfig, shop: Shop, locale: str) -> None:
        self.whole = SiteBuild(project_of(config, shop))
        self.assets = self.whole.assets
        self.whole.start([tag for tag in shop.locales if tag != locale])
        config.site_dir = str(self.whole.stage_of(locale).site)

    def _problems_of_others(self) -> list[Problem]:
        return self.whole.problems() if self.whole else []

    def _finish_whole(self, whole: SiteBuild, *, strict: bool) -> None:
        problems = whole.problems()
        if is_wrong(problems, strict):
            raise self._refusal(problems)
        self._log(problems)
        assert self.result is not None
        whole.publish(self.result)

    def _refusal(self, problems: Iterable[Problem]) -> RefusedError:
        refusal = RefusedError(problems)
        self._log(refusal.problems)
        return refusal

    def _log(self, problems: Iterable[Problem]) -> None:
        if not self.is_part:
            for problem in in_reading_order(problems):
                level = logging.ERROR if problem.severity == "error" else logging.WARNING
                log.log(level, "%s", problem)


class RememberedPage(Page):
    """In a preview: a page whose text is the same as in the build before is not rendered again."""

    known: ClassVar[dict[str, tuple[str | None, str | None, Any]]] = {}

    def render(self, config: MkDocsConfig, files: Files) -> None:
        key = f"{config.docs_dir}/{self.file.src_uri}"
        text, content, anchors = self.known.get(key, (None, None, None))
        if text is not None and text == self.markdown:
            self.content, self.present_anchor_ids = content, anchors
            return
        super().render(config, files)
        self.known[key] = (self.markdown, self.content, self.present_anchor_ids)


def _point(config: MkDocsConfig, current: LocaleBuild, material: Path) -> None:
    """Turn the one configuration into that of the locale."""
    site = current.pages.site
    folder = current.content / current.locale
    config.docs_dir = str(folder)
    config.site_name = site.name
    if not config.site_url or "127.0.0.1" not in config.site_url:
        config.site_url = site.addresses.absolute(current.locale)
    config.theme["language"] = _material_language(current.locale, material)
    config.theme["direction"] = site.direction
    config.theme.static_templates = {"404.html", OFFLINE_PAGE}
    # Our own check has looked the links up already, in every locale and with a hint.
    config.validation.links.not_found = config.validation.links.anchors = logging.INFO
    if str(TEMPLATES) not in config.theme.dirs:
        config.theme.dirs.insert(0, str(TEMPLATES))


def _material_language(locale: str, material: Path) -> str:
    """Material's own strings in the locale, its language, or English."""
    known = {path.stem for path in (material / "partials" / "languages").glob("*.html")}
    return next(tag for tag in (locale, locale.partition("-")[0], "en") if tag in known)

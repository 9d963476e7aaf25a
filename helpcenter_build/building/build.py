"""The build of all locales: a process each, staged beside the site, swapped in when all is well."""

from __future__ import annotations

import datetime as dt
import gc
import logging
import multiprocessing
import os
import shutil
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from dataclasses import dataclass, replace
from multiprocessing.context import BaseContext
from pathlib import Path
from typing import Protocol, cast

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort

from helpcenter_build.building.publish import finish_site, join_sites
from helpcenter_build.building.swapping import swap
from helpcenter_build.bundle import write_release
from helpcenter_build.facts import Shop
from helpcenter_build.facts.read import read_shop
from helpcenter_build.pages.assets import Assets, collect_assets
from helpcenter_build.pages.locale_pages import Listed
from helpcenter_build.problems import Place, Problem, in_reading_order

PREFIX = "build-"
FORGOTTEN_SECONDS = 24 * 3600


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """Where one locale's build writes before everything is put together."""

    site: Path
    bundle: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class LocaleResult:
    """What became of one locale; with errors among its problems nothing was written."""

    locale: str
    problems: tuple[Problem, ...] = ()
    listed: tuple[Listed, ...] = ()
    pages: int = 0
    bytes: int = 0
    seconds: float = 0.0
    rest: Callable[[], tuple[Problem, ...]] | None = None
    """Of a quick build: writes what is not pages, and returns the problems the checks find."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """What mkdocs.yml names: the facts, and where site and bundle go."""

    config_file: Path
    facts: Path
    site: Path
    bundle: Path
    material: Path
    shop: Shop

    @property
    def content(self) -> Path:
        return self.facts.parent


class Participant(Protocol):
    """What a build asks of the plugin that MkDocs calls for one locale."""

    result: LocaleResult | None

    def take_part(
        self,
        locale: str,
        bundle: Path,
        assets: Assets | None,
        *,
        is_preview: bool,
        is_quick: bool,
    ) -> None: ...


class RefusedError(Abort):
    """The content has problems; the last good site stays."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(in_reading_order(problems))
        super().__init__(f"Aborted: {len(self.problems)} problems; the last good site stays")


def project_of(config: MkDocsConfig, shop: Shop) -> Project:
    options = config.plugins["helpcenter"].config
    folders = map(Path, config.theme.dirs)
    return Project(
        config_file=Path(config.config_file_path),
        facts=Path(options["facts"]),
        site=Path(config.site_dir),
        bundle=Path(config.config_file_path).parent / options["bundle"],
        material=next(f for f in folders if (f / "partials" / "languages").is_dir()),
        shop=shop,
    )


def open_project(config_file: Path) -> tuple[Project | None, list[Problem]]:
    """The project of a configuration with its facts, and what is wrong with those."""
    config = load_config(str(config_file))
    shop, problems = read_shop(Path(config.plugins["helpcenter"].config["facts"]))
    return (project_of(config, shop) if shop else None), problems


def is_wrong(problems: Iterable[Problem], strict: bool) -> bool:
    """Whether these problems forbid a build."""
    return any(strict or problem.severity == "error" for problem in problems)


class SiteBuild:
    """One build of every locale. `start` some, then `publish` or `abandon` all of it.

    All locales get the assets as they were at its beginning, whatever is edited meanwhile.
    """

    def __init__(self, project: Project, *, is_preview: bool = False) -> None:
        self.project, self.is_preview = project, is_preview
        self.assets = collect_assets(project.shop, is_preview=is_preview)
        cache = project.site.parent / ".cache"
        cache.mkdir(exist_ok=True, parents=True)
        _remove_forgotten(cache)
        self.folder = Path(tempfile.mkdtemp(prefix=PREFIX, dir=cache))
        self._futures: list[Future[LocaleResult]] = []
        self._pool: ProcessPoolExecutor | None = None

    def stage_of(self, locale: str) -> Stage:
        return Stage(site=self.folder / "sites" / locale, bundle=self.folder / "bundle" / locale)

    def start(self, locales: Sequence[str]) -> None:
        """Begin building these locales side by side, in other processes."""
        if not locales:
            return
        workers = min(len(locales), os.cpu_count() or 1)
        self._pool = ProcessPoolExecutor(workers, mp_context=_process_context())
        self._futures = [
            self._pool.submit(
                build_locale,
                self.project.config_file,
                locale,
                self.stage_of(locale),
                self.assets,
                is_preview=self.is_preview,
            )
            for locale in locales
        ]

    def results(self, on_done: Callable[[LocaleResult], None] | None = None) -> list[LocaleResult]:
        """Wait for the locales that were started."""
        for future in as_completed(self._futures):
            if on_done:
                on_done(future.result())
        return [future.result() for future in self._futures]

    def problems(self) -> list[Problem]:
        return in_reading_order(p for result in self.results() for p in result.problems)

    def publish(self, own: LocaleResult | None) -> None:
        """Put the staged locales together and swap site and bundle in."""
        results = [*([own] if own else []), *self.results()]
        shop = self.project.shop
        order = list(shop.locales)
        results.sort(key=lambda result: order.index(result.locale))
        bundle = self.folder / "bundle"
        folders = {r.locale: self.stage_of(r.locale).site for r in results}
        site = join_sites(folders)
        finish_site(site, shop, {r.locale: r.listed for r in results}, self.assets)
        now = dt.datetime.now(dt.UTC)
        write_release(bundle, shop, order, now)
        swap(site, self.project.site)
        swap(bundle, self.project.bundle)
        self.abandon()

    def abandon(self) -> None:
        """Stop what runs and remove what was staged."""
        if self._pool:
            self._pool.shutdown(cancel_futures=True)
        shutil.rmtree(self.folder, ignore_errors=True)


def _remove_forgotten(cache: Path) -> None:
    """What builds that were killed have left behind."""
    for folder in cache.glob(f"{PREFIX}*"):
        if time.time() - folder.stat().st_mtime > FORGOTTEN_SECONDS:
            shutil.rmtree(folder, ignore_errors=True)


def build_locale(
    config_file: Path,
    locale: str,
    stage: Stage,
    assets: Assets | None = None,
    *,
    is_preview: bool = False,
    is_quick: bool = False,
) -> LocaleResult:
    """Build one locale with MkDocs; its problems are part of the result.

    A preview is built in spite of problems, as long as there are facts.
    """
    began = time.monotonic()
    config = load_config(str(config_file), site_dir=str(stage.site))
    plugin = cast(Participant, config.plugins["helpcenter"])
    plugin.take_part(locale, stage.bundle, assets, is_preview=is_preview, is_quick=is_quick)
    said = _Warnings(config_file)
    logging.getLogger("mkdocs").addHandler(said)
    gc.disable()  # collecting would take a tenth of the second or two that this takes
    try:
        config.plugins.on_startup(command="build", dirty=False)
        mkdocs_build(config)
    except RefusedError as refused:
        return LocaleResult(
            locale=locale, problems=refused.problems, seconds=time.monotonic() - began
        )
    finally:
        gc.enable()
        logging.getLogger("mkdocs").removeHandler(said)
    assert plugin.result is not None
    return replace(plugin.result, problems=(*plugin.result.problems, *said.problems))


class _Warnings(logging.Handler):
    """Collects what MkDocs itself finds wrong as problems."""

    def __init__(self, path: Path) -> None:
        super().__init__(logging.WARNING)
        self.path = path
        self.problems: list[Problem] = []

    def emit(self, record: logging.LogRecord) -> None:
        problem = Problem(
            id="mkdocs",
            place=Place(path=self.path),
            message=record.getMessage(),
            severity="warning",
        )
        self.problems.append(problem)


def _process_context() -> BaseContext:
    """Forking is instant, but only safe on Linux and while there is a single thread."""
    if sys.platform == "linux" and threading.active_count() == 1:
        return multiprocessing.get_context("fork")
    return multiprocessing.get_context("spawn")

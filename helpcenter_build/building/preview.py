"""The editors' live preview: all locales and the form service, rebuilt on a save.

changed file ──▶ locales to build ──▶ staged ──▶ copied into the preview's own site
                                          └──▶ preview.json: a number for each build, problems
                                                   ▲ asked for every second by modules/preview.js
"""

from __future__ import annotations

import datetime as dt
import json
import shutil
import time
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from helpcenter_build.building.build import (
    LocaleResult,
    Project,
    SiteBuild,
    build_locale,
    open_project,
)
from helpcenter_build.building.swapping import swap
from helpcenter_build.bundle import write_release
from helpcenter_build.content.prepare import forget_environments
from helpcenter_build.pages.addresses import Addresses
from helpcenter_build.pages.assets import collect_assets
from helpcenter_build.pages.locale_pages import page_of
from helpcenter_build.problems import Problem, in_reading_order

STATE = "preview.json"


@dataclass(slots=True, kw_only=True)
class Preview:
    """Site and bundle live in a folder of their own: the published ones stay as they are."""

    project: Project
    problems: dict[str, tuple[Problem, ...]] = field(default_factory=dict)
    number: float = field(default_factory=time.time)

    @classmethod
    def open(cls, project: Project, folder: Path) -> Preview:
        own = replace(project, site=folder / "site", bundle=folder / "bundle")
        return cls(project=own)

    def build_all(self, on_done: Callable[[LocaleResult], None]) -> list[Problem]:
        """The first build: every locale side by side."""
        whole = SiteBuild(self.project, is_preview=True)
        try:
            whole.start(list(self.project.shop.locales))
            results = whole.results(on_done)
            whole.publish(None)
        finally:
            whole.abandon()
        self._note(results)
        return self._tell()

    def rebuild(self, changed: Collection[Path]) -> Iterator[list[Problem]]:
        """Build again what the changed files stand for: first what was edited, then what follows.

        Yields every problem there is after each step, when the pages can be looked at.
        """
        project, problems = open_project(self.project.config_file)
        self.problems["facts"] = tuple(problems)
        if project is None:
            yield self._tell()
            return
        self.project = replace(self.project, shop=project.shop)
        assets = collect_assets(project.shop, is_preview=True)
        assets.write(self.project.site)
        if any(not path.is_relative_to(self.project.content) for path in changed):
            forget_environments()
        for locales in self.steps_after(changed):
            for locale in locales:
                yield from self._rebuild_locale(locale)

    def steps_after(self, changed: Collection[Path]) -> list[list[str]]:
        """The locales a change concerns; the source's articles stand in for missing ones."""
        shop, content = self.project.shop, self.project.content
        folders = {_folder_in(content, path) for path in changed}
        own = [tag for tag in shop.locales if tag in folders]
        rest = [tag for tag in shop.locales if tag not in own]
        if own and len(own) == len(folders):
            return [own, rest] if shop.source_locale in own and rest else [own]
        return [[tag] for tag in shop.locales]

    def _rebuild_locale(self, locale: str) -> Iterator[list[Problem]]:
        """First the pages, at once; then checks and search."""
        build = SiteBuild(self.project)
        stage = build.stage_of(locale)
        folder = self.project.site / Addresses.of(self.project.shop).folder(locale)
        try:
            result = build_locale(
                self.project.config_file, locale, stage, is_preview=True, is_quick=True
            )
            if result.rest is None:  # there are no facts to build with
                self._note([result])
                return
            shutil.copytree(stage.site, folder, dirs_exist_ok=True)
            yield self._tell()
            self.problems[locale] = result.rest()
            shutil.copytree(stage.site, folder, dirs_exist_ok=True)
            swap(stage.bundle, self.project.bundle / locale)
            yield self._tell(is_new=False)
        finally:
            build.abandon()

    def _note(self, results: Iterable[LocaleResult]) -> None:
        self.problems |= {result.locale: result.problems for result in results}

    def _tell(self, *, is_new: bool = True) -> list[Problem]:
        """Write what open pages ask for, and let the service take the new bundle.

        Pages load themselves again when there are new ones; else they show the new problems.
        """
        problems = in_reading_order(p for found in self.problems.values() for p in found)
        locales, now = list(self.project.shop.locales), dt.datetime.now(dt.UTC)
        if all((self.project.bundle / locale).is_dir() for locale in locales):
            write_release(self.project.bundle, self.project.shop, locales, now)
        self.number += is_new
        state = {"build": self.number, "problems": [self._entry(p) for p in problems]}
        self.project.site.mkdir(parents=True, exist_ok=True)
        (self.project.site / STATE).write_text(json.dumps(state), encoding="utf-8")
        return problems

    def _entry(self, problem: Problem) -> dict[str, str]:
        return {
            "page": self._page_of(problem.place.path),
            "severity": problem.severity,
            "place": str(problem.place),
            "message": problem.message,
            "hint": problem.hint,
        }

    def _page_of(self, path: Path) -> str:
        """The path of the page an article's file becomes; "" for other files."""
        locale = _folder_in(self.project.content, path)
        if locale not in self.project.shop.locales or path.suffix != ".md":
            return ""
        name = path.relative_to(self.project.content / locale).as_posix()
        return Addresses.of(self.project.shop).path(locale, page_of(name))


def _folder_in(content: Path, path: Path) -> str:
    """The first folder below the content, "" for a file that is in none."""
    if not path.is_relative_to(content):
        return ""
    first, *rest = path.relative_to(content).parts
    return first if rest else ""

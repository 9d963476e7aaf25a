"""All checks of a content folder, in all its locales, without building anything."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from helpcenter_build.checks.content import Content
from helpcenter_build.checks.fact_index import FactIndex
from helpcenter_build.checks.fixes import Fixer, fixed_text
from helpcenter_build.content.articles import read_locale
from helpcenter_build.content.files import encoding_problem, read_text
from helpcenter_build.content.prepare import prepare, today_of
from helpcenter_build.content.redirects import read_moves
from helpcenter_build.content.vocabulary import read_vocabulary
from helpcenter_build.facts import Shop
from helpcenter_build.facts.read import read_shop
from helpcenter_build.history.versions import HISTORY
from helpcenter_build.problems import Problem, in_reading_order
from helpcenter_build.templating.environment import ArticleEnvironment


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Problems in reading order, and what was looked at; no contents without usable facts."""

    problems: list[Problem]
    contents: list[Content]

    @property
    def articles(self) -> int:
        return sum(len(content.site.tree.own) for content in self.contents)


def check_folder(folder: Path, *, today: dt.date | None = None) -> Report:
    """Check shop.yml and every locale's articles; unusable facts leave the front matter.

    `today` is the day by which dates are judged, else the one it is where the shop is.
    """
    shop, problems = read_shop(folder / "shop.yml", lenient=True)
    if shop is None:
        return Report(problems=in_reading_order([*problems, *_front_matter(folder)]), contents=[])
    today = today or today_of(shop)
    contents = []
    for tag in shop.locales:
        site, found = prepare(folder, shop, tag, today=today)
        _, words = read_vocabulary(folder / tag / "synonyms.yml")
        problems += [*found, *words]
        contents.append(Content(site=site, folder=folder, today=today))
    return Report(problems=in_reading_order(problems), contents=contents)


def _front_matter(folder: Path) -> list[Problem]:
    found: list[Problem] = []
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if path.is_dir() and path.name != HISTORY:
            found += read_locale(path, path.name)[1]
    return found


def fix_folder(folder: Path) -> list[Path]:
    """Put right what is certain, in every file of the content; returns the files changed."""
    shop, _ = read_shop(folder / "shop.yml", lenient=True)
    changed = []
    for path in sorted([*folder.rglob("*.md"), *folder.rglob("*.yml")]):
        text = read_text(path)
        is_kept = path.relative_to(folder).parts[0] == HISTORY  # never edited
        if is_kept or encoding_problem(text, path):
            continue
        fixed = _fixed(text, path.relative_to(folder), shop, folder)
        if fixed != text:
            path.write_text(fixed, encoding="utf-8", newline="\n")
            changed.append(path)
    return changed


def _fixed(text: str, name: Path, shop: Shop | None, folder: Path) -> str:
    locale = name.parts[0]
    if name.suffix != ".md" or shop is None or locale not in shop.locales:
        return fixed_text(text)
    fixer = Fixer(
        environment=ArticleEnvironment(shop, locale),
        index=FactIndex.of(shop),
        moves=read_moves(folder),
    )
    return fixer.fixed_article(text, Path(*name.parts[1:]).with_suffix("").as_posix())

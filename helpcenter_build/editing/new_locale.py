"""A new language, laid out as one in preparation: readers do not see it until its mark goes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import babel
from babel.core import get_global

from helpcenter_build.content.articles import PAGES
from helpcenter_build.editing.catalogues import PACKAGES, catalogue_path, empty_catalogue
from helpcenter_build.editing.plan import Plan
from helpcenter_build.editing.project import EditError, Project
from helpcenter_build.editing.skeleton import draft_text, newest

TAG = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_LOCALES = re.compile(r"^locales:[^\n{]*\n(?:(?:[ \t]+[^\n]*|[ \t]*|#[^\n]*)\n)*", re.MULTILINE)
_NOTE = "# in preparation: delete draft when it is ready"


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """What CLDR knows of a language: its own name, direction and formats ("de_DE")."""

    tag: str
    name: str
    direction: str
    formats: str

    @property
    def entry(self) -> str:
        """The line of shop.yml."""
        parts = f"name: {self.name}, direction: {self.direction}, formats: {self.formats}"
        return f"  {self.tag}: {{{parts}, draft: true}}  {_NOTE}\n"


def language_of(tag: str) -> Language:
    """EditError for a tag that CLDR does not know."""
    try:
        if not TAG.fullmatch(tag):
            raise ValueError(tag)
        locale = babel.Locale.parse(_with_territory(tag), sep="_")
    except (ValueError, babel.UnknownLocaleError) as error:
        raise EditError(f"{tag} is no language tag that is known, as de, pt-BR or sr.") from error
    name = babel.Locale.parse(tag, sep="-").get_display_name() or tag
    return Language(
        tag=tag,
        name=name[:1].upper() + name[1:],
        direction="rtl" if locale.character_order == "right-to-left" else "ltr",
        formats=str(locale),
    )


def _with_territory(tag: str) -> str:
    """de → de_DE, sr → sr_Cyrl_RS or sr_RS: the shortest form that CLDR has formats for."""
    name = tag.replace("-", "_")
    likely = get_global("likely_subtags").get(name, name).split("_")
    short = "_".join((likely[0], likely[-1]))
    candidates = (name,) if "_" in name else (short, "_".join(likely), name)
    return next((one for one in candidates if babel.localedata.exists(one)), name)


def plan_new_locale(project: Project, tag: str, *, root: Path, every_article: bool = False) -> Plan:
    """The entry in shop.yml, drafts of the pages (or of every article), catalogues and mails."""
    language = language_of(tag)
    if tag in project.locales:
        raise EditError(f"The shop has the language {tag} already: see locales in {project.facts}.")
    if (project.content / tag).exists():
        raise EditError(f"{project.content / tag} exists already.")
    facts = project.facts.read_text(encoding="utf-8")
    writes = {project.facts: with_locale(facts, language)}
    writes |= dict(_articles(project, tag, every_article=every_article))
    writes |= dict(_catalogues(root, tag))
    writes |= dict(_mails(root, project.shop.source_locale, tag))
    return Plan(writes=writes)


def with_locale(facts: str, language: Language) -> str:
    """The facts with one more entry under locales; EditError where they stand on one line."""
    found = _LOCALES.search(facts)
    if found is None:
        hint = "Write each of the locales in shop.yml on a line of its own, and this below them:"
        raise EditError(f"{hint}\n{language.entry}")
    block = found[0].rstrip("\n") + "\n"
    kept = re.sub(r"(?:^[ \t]*(?:#[^\n]*)?\n)+\Z", "", block, flags=re.MULTILINE)
    end = found.start() + len(kept)
    return facts[:end] + language.entry + facts[end:]


def _articles(project: Project, tag: str, *, every_article: bool) -> Iterator[tuple[Path, str]]:
    """The source's text as drafts, to be translated in their place."""
    for article_id, source in project.articles(project.shop.source_locale).items():
        if (every_article or article_id in PAGES) and not source.front.draft:
            text = source.path.read_text(encoding="utf-8")
            yield project.path(tag, article_id), draft_text(text, newest(source))


def _catalogues(root: Path, tag: str) -> Iterator[tuple[Path, str]]:
    for package in PACKAGES:
        path = catalogue_path(root, package, tag)
        if (root / package).is_dir() and not path.exists():
            yield path, empty_catalogue(root, package, tag)


def _mails(root: Path, source: str, tag: str) -> Iterator[tuple[Path, str]]:
    """Copies of the source's mails; as long as one is a copy, it counts as not translated."""
    for path in sorted((root / "form_service" / "mails").glob(f"*/{source}.*")):
        own = path.with_name(f"{tag}{path.suffix}")
        if not own.exists():
            yield own, path.read_text(encoding="utf-8")

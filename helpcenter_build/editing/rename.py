"""Moves an article in every locale, with all that names it: links, facts, searches, redirects."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from helpcenter_build.content.redirects import REDIRECTS
from helpcenter_build.editing.plan import Plan
from helpcenter_build.editing.project import EditError, Project
from helpcenter_build.editing.relink import Relinker
from helpcenter_build.editing.skeleton import check_new_id
from helpcenter_build.history.versions import folder_of
from helpcenter_build.problems import did_you_mean

CODE = ("*.py", "*.html", "*.txt", "*.js")
_RELATED = re.compile(r"^related:[^\n]*\n(?:[ \t-][^\n]*\n)*", re.MULTILINE)
_HEAD = "# Moved articles: the old address leads to the new one, in every language.\n"


def plan_rename(project: Project, old: str, new: str) -> Plan:
    """Everything to move and to rewrite; EditError when the one is missing or the other there."""
    known = project.articles(project.shop.source_locale)
    if not any(project.path(tag, old).is_file() for tag in project.locales):
        raise EditError(f"There is no article {old}. {did_you_mean(old, known)}")
    check_new_id(project, new)
    moves = dict(_moves(project, old, new))
    writes = dict(_articles(project, old, new)) | dict(_other_files(project, old, new))
    redirects = project.content / REDIRECTS
    text = redirects.read_text(encoding="utf-8") if redirects.is_file() else _HEAD
    return Plan(moves=moves, writes={**writes, redirects: redirected(text, old, new)})


def _moves(project: Project, old: str, new: str) -> Iterator[tuple[Path, Path]]:
    """The article's files and its recorded versions, which stay what they are."""
    for tag in project.locales:
        if (path := project.path(tag, old)).is_file():
            yield path, project.path(tag, new)
        for version in sorted(folder_of(project.content, tag, old).glob("*.md")):
            yield version, folder_of(project.content, tag, new) / version.name


def _articles(project: Project, old: str, new: str) -> Iterator[tuple[Path, str]]:
    relinker = Relinker(
        old=old, new=new, root=project.shop.identity.help_center, locales=project.locales
    )
    for tag in project.locales:
        for path in sorted((project.content / tag).rglob("*.md")):
            text = path.read_text(encoding="utf-8")
            name = path.relative_to(project.content / tag).with_suffix("").as_posix()
            linked = relinker.relinked(text, name)
            right = _RELATED.sub(lambda found: renamed(found[0], old, new), linked, count=1)
            if right != text:
                yield (project.path(tag, new) if name == old else path), right


def _other_files(project: Project, old: str, new: str) -> Iterator[tuple[Path, str]]:
    """The facts, and the searches that must find the article."""
    searches = [project.content / tag / "searches.yml" for tag in project.locales]
    for path in (project.facts, *searches):
        text = path.read_text(encoding="utf-8") if path.is_file() else ""
        if (right := renamed(text, old, new)) != text:
            yield path, right


def renamed(text: str, old: str, new: str) -> str:
    """The text with an article's id replaced wherever it stands by itself."""
    return _alone(old).sub(new, text)


def _alone(article_id: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w/.-]){re.escape(article_id)}(?![\w/-]|\.\w)")


def redirected(text: str, old: str, new: str) -> str:
    """redirects.yml with one more move; earlier ones to the old id lead straight to the new one."""
    text = re.sub(rf"^[\"']?{re.escape(new)}[\"']?[ \t]*:.*\n", "", text, flags=re.MULTILINE)
    text = re.sub(
        rf"^([^#\n:]+:[ \t]*[\"']?){re.escape(old)}(?![\w/-])",
        rf"\g<1>{new}",
        text,
        flags=re.MULTILINE,
    )
    return f"{text.rstrip()}\n{old}: {new}\n".lstrip("\n")


def places_in_code(root: Path, old: str) -> Iterator[str]:
    """Where programs and mails name the article: that is changed by hand."""
    pattern = _alone(old)
    for package in ("helpcenter_build", "form_service"):
        for path in sorted(p for kind in CODE for p in (root / package).rglob(kind)):
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
                if pattern.search(line):
                    yield f"{path.relative_to(root)}:{number}"

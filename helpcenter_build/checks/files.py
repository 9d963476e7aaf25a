"""Files and addresses: what no page shows, what the facts name in vain, redirects in circles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path

from helpcenter_build.checks.content import Content
from helpcenter_build.content.files import read_text
from helpcenter_build.content.redirects import REDIRECTS
from helpcenter_build.facts.drafts import draft_locales
from helpcenter_build.facts.faults import entries
from helpcenter_build.history.versions import HISTORY
from helpcenter_build.located_yaml import Keys, Located, dotted, parse_located
from helpcenter_build.problems import Place, Problem, closest, did_you_mean

PUBLISHED = {".md", ".png", ".jpg", ".jpeg", ".webp", ".avif", ".gif", ".svg", ".pdf"}
NOT_PUBLISHED = {"synonyms.yml", "searches.yml"}
EXAMPLE_ICON = "material/truck-outline"
NAMED_ARTICLES = (
    "topics.*.articles.*",
    "legal.mandatory.*",
    "legal.history.*",
    "home.tasks.*",
    "home.most_asked.*",
)


def stray_files(content: Content) -> Iterator[Problem]:
    """Files that become no page: another suffix, a folder of a language the shop does not speak."""
    folder = content.folder / content.site.locale
    for path in sorted(folder.rglob("*")):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        published = path.suffix in PUBLISHED or path.name in NOT_PUBLISHED
        if path.is_file() and not hidden and not published:
            message = f"A file {path.suffix or path.name} is on no page."
            hint = f"Name it {path.stem}.md, or take it out of content/."
            yield Problem(id="stray-file", place=Place(path=path), message=message, hint=hint)
    if content.is_source:
        yield from _stray_folders(content)


def _stray_folders(content: Content) -> Iterator[Problem]:
    known = {HISTORY, *content.shop.locales, *_drafts(content)}
    for path in sorted(content.folder.iterdir()):
        is_known = path.name in known or path.name.startswith((".", "_"))
        if path.is_dir() and not is_known and any(path.rglob("*.md")):
            message = f"The shop has no locale {path.name}, so nobody sees these articles."
            hint = f"{did_you_mean(path.name, content.shop.locales)} Or add it to locales."
            yield Problem(id="stray-file", place=Place(path=path), message=message, hint=hint)


def _drafts(content: Content) -> frozenset[str]:
    """Locales in preparation, whose folders are not in vain."""
    located, _ = parse_located(read_text(content.facts_path), content.facts_path)
    return draft_locales(located.value if located else None)


def articles_named_in_vain(content: Content) -> Iterator[Problem]:
    """Articles that topics, the home page or the list of mandatory pages name, but nobody wrote."""
    if not content.is_source:
        return
    located, _ = parse_located(read_text(content.facts_path), content.facts_path)
    if located is None:
        return
    for pattern in NAMED_ARTICLES:
        for keys, name in entries(located.value, pattern):
            if isinstance(name, str) and "/" in name and not content.exists(name):
                yield _in_vain(content, located, keys, name)


def _in_vain(content: Content, located: Located, keys: Keys, name: str) -> Problem:
    place = Place(path=content.facts_path, line=located.line_of(keys))
    message = f"{dotted(keys)} names {name}, an article that does not exist."
    hint = did_you_mean(name, content.site.tree.own)
    return Problem(id="unknown-article", place=place, message=message, hint=hint)


def unknown_icons(content: Content) -> Iterator[Problem]:
    """Sections whose icon the theme does not have."""
    found = find_spec("material") if content.is_source else None
    if found is None or found.origin is None:
        return
    icons = Path(found.origin).parent / "templates" / ".icons"
    located, _ = parse_located(read_text(content.facts_path), content.facts_path)
    for keys, icon in entries(located.value if located else None, "sections.*.icon"):
        if isinstance(icon, str) and not (icons / f"{icon}.svg").is_file():
            place = Place(path=content.facts_path, line=located.line_of(keys) if located else 0)
            siblings = (icons / icon).parent.glob("*.svg")
            known = [one.relative_to(icons).with_suffix("").as_posix() for one in siblings]
            nearest = closest(icon, known)
            hint = f"Did you mean {nearest}?" if nearest else f"For example: {EXAMPLE_ICON}"
            message = f"{dotted(keys)} names {icon}, an icon the theme does not have."
            yield Problem(id="unknown-icon", place=place, message=message, hint=hint)


# ----------------------------------------------------------------------------------- redirects


def redirects(content: Content) -> Iterator[Problem]:
    """Redirects that run in circles, lead nowhere, or hide an article that exists."""
    path = content.folder / REDIRECTS
    if not content.is_source or not path.is_file():
        return
    located, problems = parse_located(read_text(path), path)
    yield from problems
    if located is None or not isinstance(located.value, dict):
        return
    moves = {str(old): str(new) for old, new in located.value.items()}
    for old in moves:
        place = Place(path=path, line=located.line_of((old,)))
        for message, hint in _wrong_with(old, moves, content):
            yield Problem(id="redirect", place=place, message=message, hint=hint)


def _wrong_with(old: str, moves: Mapping[str, str], content: Content) -> Iterator[tuple[str, str]]:
    known = content.site.tree.own
    if content.exists(old):
        yield f"{old} is redirected, but the article exists.", "Delete the article or this line."
    steps, target = [old], moves[old]
    while target in moves and target not in steps:
        steps.append(target)
        target = moves[target]
    if target in steps:
        circle = " → ".join([*steps[steps.index(target) :], target])
        yield (
            f"{old} is redirected in a circle: {circle}.",
            "Name an article that exists.",
        )
    elif not content.exists(target):
        yield f"{old} is redirected to {target}, which does not exist.", did_you_mean(target, known)

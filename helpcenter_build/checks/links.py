"""Links and pictures: the article, the heading, the picture must exist, in every locale."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import unquote, urlsplit

from helpcenter_build.checks.content import Content, Piece, pieces_of
from helpcenter_build.checks.prose import BLANK, without_facts
from helpcenter_build.content.articles import Article
from helpcenter_build.content.files import read_text
from helpcenter_build.problems import Place, Problem, did_you_mean

LINK = re.compile(
    r"(?P<image>!?)\[(?P<alt>(?:[^\[\]]|\[[^\]]*\])*)\]\(\s*<?(?P<target>[^)\s>]+)>?(?:\s+[\"'][^)]*)?\)"
    r"|<(?P<tag>a|img)\b[^>]*?\b(?:href|src)=[\"'](?P<html>[^\"']*)[\"'][^>]*>"
    r"|^\[[^\]^]+\]:\s*(?P<reference>\S+)",
    re.MULTILINE,
)
ANCHOR = re.compile(r"\{[^}]*#([\w-]+)[^}]*\}|\bid=\"([^\"]+)\"")
DESK_VIEWS = ("contact", "report", "withdraw", "search", "feedback", "status", "thanks")


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link as written, and where."""

    article: Article
    place: Place
    target: str
    is_image: bool


def links_of(article: Article) -> Iterator[Link]:
    """Every link and picture of an article; those made of facts are the facts' concern."""
    for piece in pieces_of(article):
        yield from _links_of_piece(piece)


def _links_of_piece(piece: Piece) -> Iterator[Link]:
    for found in LINK.finditer(without_facts(piece.text)):
        target = found["target"] or found["html"] or found["reference"] or ""
        if target and BLANK not in target:
            yield Link(
                article=piece.article,
                place=piece.place(found.start()),
                target=unquote(target),
                is_image=bool(found["image"]) or found["tag"] == "img",
            )


def broken_links(content: Content) -> Iterator[Problem]:
    """Each link to an article, a heading or a file, looked up among those there are."""
    for article in content.own:
        for link in links_of(article):
            yield from _look_up(content, link)


def _look_up(content: Content, link: Link) -> Iterator[Problem]:
    parts = urlsplit(link.target)
    root = content.site.addresses.root
    if link.target.startswith(root):
        yield from _absolute(content, link, link.target[len(root) - 1 :])
    elif link.target.startswith("/") and not link.target.startswith("//"):
        yield from _absolute(content, link, link.target)
    elif parts.scheme and parts.scheme not in {"http", "https", "mailto", "tel"}:
        hint = "A web address begins with https://, a mail address with mailto:."
        yield _broken(link, f"The link {link.target} has an unknown beginning.", hint)
    elif not parts.scheme and not parts.netloc:
        yield from _relative(content, link)


# --------------------------------------------------------- ../section/name.md#heading, pictures


def _relative(content: Content, link: Link) -> Iterator[Problem]:
    path, _, anchor = link.target.partition("#")
    article = link.article
    key = posixpath.normpath(posixpath.join(posixpath.dirname(f"{article.id}.md"), path))
    page = key.removesuffix(".md") if path else article.id
    if link.is_image or (path and not path.endswith((".md", "/"))):
        yield from _file(content, link, key)
    elif not _has_page(content, page):
        yield _broken(
            link,
            f"The link {link.target} leads to an article that does not exist.",
            _nearest_page(content, article, path),
        )
    elif anchor and (page == "faq" or page in content.site.texts):
        yield from _anchor(link, page, anchor, _anchors_of(content, content.site.locale, page))


def _file(content: Content, link: Link, key: str) -> Iterator[Problem]:
    if (content.folder / link.article.locale / key).is_file():
        return
    if not link.is_image and not posixpath.splitext(key)[1]:
        yield _broken(
            link,
            f"The link {link.target} leads nowhere.",
            _nearest_page(content, link.article, f"{link.target.partition('#')[0]}.md"),
        )
        return
    kind = "picture" if link.is_image else "file"
    files = (content.folder / link.article.locale).rglob(f"*{posixpath.splitext(key)[1]}")
    start = posixpath.dirname(link.article.id)
    locale = content.folder / link.article.locale
    known = [posixpath.relpath(one.relative_to(locale).as_posix(), start or ".") for one in files]
    hint = did_you_mean(link.target, known) or f"Put the {kind} beside the article."
    message = f"The {kind} {link.target} does not exist."
    yield Problem(id="missing-file", place=link.place, message=message, hint=hint)


def _has_page(content: Content, page: str) -> bool:
    section, _, name = page.partition("/")
    is_index = name == "index" and section in content.shop.sections
    is_written = content.exists(page) or content.exists(page, content.shop.source_locale)
    return page in {"index", "faq"} or is_index or is_written


def _nearest_page(content: Content, article: Article, path: str) -> str:
    start = posixpath.dirname(article.id) or "."
    wanted = path.rstrip("/").removesuffix(".md") + ".md"
    return did_you_mean(
        wanted, [posixpath.relpath(f"{i}.md", start) for i in content.site.tree.ids]
    )


# -------------------------------------------------------------- /bg/section/name/, /desk/en/...


def _absolute(content: Content, link: Link, target: str) -> Iterator[Problem]:
    path, _, anchor = target.partition("#")
    parts = [part for part in path.partition("?")[0].split("/") if part]
    if parts and "." in parts[-1]:
        return
    if parts and parts[0] == "desk":
        yield from _desk(content, link, parts)
        return
    others = [tag for tag in content.shop.locales if tag != content.site.addresses.first_locale]
    locale = parts.pop(0) if parts and parts[0] in others else content.site.addresses.first_locale
    page = "/".join(parts)
    if page in {"", "faq"} or page in content.shop.sections:
        return
    if not content.exists(page, locale):
        known = [i for i, locales in content.site.written.items() if locale in locales]
        message = f"The link {link.target} leads to an article that does not exist in {locale}."
        yield _broken(link, message, did_you_mean(page, known))
    elif anchor:
        yield from _anchor(link, page, anchor, _anchors_of(content, locale, page))


def _desk(content: Content, link: Link, parts: list[str]) -> Iterator[Problem]:
    locale, view = [*parts[1:3], "", ""][:2]
    if view not in DESK_VIEWS:
        hint = did_you_mean(view, DESK_VIEWS)
        yield _broken(link, f"The form service has no page {link.target}.", hint)
    elif locale != link.article.locale:
        message = f"The link {link.target} leads to a form in another language."
        right = link.target.replace(f"/desk/{locale}/", f"/desk/{link.article.locale}/")
        yield _broken(link, message, f"Write {right}")


# ------------------------------------------------------------------------------------- anchors


def _anchor(link: Link, page: str, anchor: str, known: frozenset[str]) -> Iterator[Problem]:
    if anchor not in known:
        message = f"The link {link.target} leads to a heading that {page} does not have."
        hint = did_you_mean(anchor, known) or "That page has no headings with an id."
        yield Problem(id="broken-anchor", place=link.place, message=message, hint=hint)


def _anchors_of(content: Content, locale: str, page: str) -> frozenset[str]:
    if page == "faq":
        questions = (article_id.replace("/", "-") for article_id in content.site.answers)
        return frozenset({*questions, *content.shop.sections})
    if locale == content.site.locale:
        return anchors_in(content.site.texts.get(page, ""))
    return anchors_in(read_text(content.folder / locale / f"{page}.md"))


@lru_cache(maxsize=4096)
def anchors_in(text: str) -> frozenset[str]:
    """The ids of a Markdown text's headings and elements."""
    return frozenset(name for pair in ANCHOR.findall(text) for name in pair if name)


def _broken(link: Link, message: str, hint: str) -> Problem:
    return Problem(id="broken-link", place=link.place, message=message, hint=hint)

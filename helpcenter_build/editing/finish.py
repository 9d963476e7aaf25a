"""A finished translation: matched to the source's newest state, no draft any more."""

from __future__ import annotations

from helpcenter_build.checks.skeletons import PLACEHOLDERS
from helpcenter_build.content.front_matter import parse_article
from helpcenter_build.editing.front_text import with_value, without_key
from helpcenter_build.editing.plan import Plan
from helpcenter_build.editing.project import EditError, Project
from helpcenter_build.editing.skeleton import newest


def plan_done(project: Project, article_id: str, locale: str) -> Plan:
    """The translation with `translates` set to the source's last change, all else byte by byte.

    EditError when it still is the source's text, the skeleton, or has a mistake.
    """
    project.check_locale(locale)
    source = project.source(article_id)
    if source.front.draft:
        raise EditError(f"{article_id} is still a draft in {source.locale}: finish that first.")
    path = project.path(locale, article_id)
    if not path.exists():
        command = f"helpcenter translations begin {article_id} {locale}"
        raise EditError(f"{path} does not exist. Begin it: {command}")
    text = path.read_bytes().decode("utf-8")
    parsed = parse_article(text.replace("\r\n", "\n"), path)
    if parsed.front is None or parsed.problems:
        raise EditError("\n".join(str(problem) for problem in parsed.problems))
    if parsed.body.strip() == source.body.strip() or parsed.front.title == source.title:
        raise EditError(f"{path} is not translated yet: it has the source's title or text.")
    if any(placeholder in text for placeholder in PLACEHOLDERS):
        raise EditError(f"{path} still has sentences of the skeleton.")
    day = newest(source)
    text = without_key(text, "draft")
    return Plan(writes={path: with_value(text, "translates", f"{day}") if day else text})

"""Locales in preparation: `de: {name: Deutsch, ..., draft: true}` is as if it were not there.

Texts may already be written in such a locale, and need not be; the site, the checks and the form
service know nothing of it until the mark goes.
"""

from collections.abc import Collection, Iterator

from helpcenter_build.located_yaml import Keys, dotted


def draft_locales(facts: object) -> frozenset[str]:
    """The tags of the locales in preparation, in facts as read."""
    locales = facts.get("locales") if isinstance(facts, dict) else None
    if not isinstance(locales, dict):
        return frozenset()
    return frozenset(tag for tag, entry in locales.items() if _is_draft(entry))


def without_draft_locales(facts: dict[str, object]) -> dict[str, object]:
    """The facts with neither the drafts' entries nor the texts written for them."""
    drafts = draft_locales(facts)
    locales = facts.get("locales")
    if not drafts or not isinstance(locales, dict):
        return facts
    pruned = _pruned(facts, drafts, frozenset(locales))
    assert isinstance(pruned, dict)
    return pruned


def missing_texts(facts: object, tag: str) -> tuple[str, ...]:
    """The texts that a locale lacks, by their dotted keys."""
    locales = facts.get("locales") if isinstance(facts, dict) else None
    known = frozenset(locales) if isinstance(locales, dict) else frozenset()
    return tuple(dotted(keys) for keys in _lacking(facts, tag, known, ()) if keys)


def _lacking(value: object, tag: str, locales: frozenset[str], keys: Keys) -> Iterator[Keys]:
    if isinstance(value, dict):
        if value and value.keys() <= locales and keys != ("locales",):
            yield from () if value.get(tag) else (keys,)
            return
        for key, child in value.items():
            yield from _lacking(child, tag, locales, (*keys, key))
    elif isinstance(value, list):
        for place, child in enumerate(value):
            yield from _lacking(child, tag, locales, (*keys, place))


def _is_draft(entry: object) -> bool:
    return isinstance(entry, dict) and entry.get("draft") is True


def _pruned(value: object, drafts: Collection[str], locales: frozenset[str]) -> object:
    """Without the drafts in every group of texts per locale and every list of locales."""
    if isinstance(value, dict):
        kept = value.keys() - set(drafts) if value and value.keys() <= locales else value.keys()
        return {k: _pruned(v, drafts, locales) for k, v in value.items() if k in kept}
    if isinstance(value, list):
        is_locales = bool(value) and all(isinstance(one, str) and one in locales for one in value)
        return [
            _pruned(one, drafts, locales) for one in value if not is_locales or one not in drafts
        ]
    return value

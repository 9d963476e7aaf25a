"""Checks of the content: a new one is one function and its line in `CHECKS`, and its two cases.

Every check is a pure function of one locale's `Content`; what all locales share is checked with the
source locale.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from helpcenter_build.checks.alphabets import (
    foreign_letters,
    latin_leftovers,
    mixed_alphabets,
    mixed_alphabets_elsewhere,
)
from helpcenter_build.checks.characters import hidden_characters, unreadable_characters
from helpcenter_build.checks.content import Content
from helpcenter_build.checks.files import (
    articles_named_in_vain,
    redirects,
    stray_files,
    unknown_icons,
)
from helpcenter_build.checks.freshness import impossible_dates, overdue_reviews
from helpcenter_build.checks.headings import (
    heading_ids,
    heading_ids_of_translations,
    heading_levels,
)
from helpcenter_build.checks.legal import closed_dispute_platform
from helpcenter_build.checks.links import broken_links
from helpcenter_build.checks.parts import parts_within_text
from helpcenter_build.checks.pictures import pictures_without_words
from helpcenter_build.checks.policies import unrecorded_policies
from helpcenter_build.checks.searches import broken_searches
from helpcenter_build.checks.skeletons import skeletons_left
from helpcenter_build.checks.translations import (
    missing_facts,
    missing_mandatory_pages,
    missing_translations,
    orphaned_translations,
    outdated_translations,
    untranslated_parts,
)
from helpcenter_build.checks.typed_facts import typed_values
from helpcenter_build.checks.wording import facts_in_titles, same_question, too_long
from helpcenter_build.problems import Problem

Check = Callable[[Content], Iterable[Problem]]
CHECKS: tuple[Check, ...] = (
    broken_links,
    pictures_without_words,
    heading_levels,
    heading_ids,
    heading_ids_of_translations,
    typed_values,
    facts_in_titles,
    parts_within_text,
    same_question,
    too_long,
    missing_translations,
    outdated_translations,
    orphaned_translations,
    untranslated_parts,
    latin_leftovers,
    foreign_letters,
    mixed_alphabets,
    mixed_alphabets_elsewhere,
    hidden_characters,
    unreadable_characters,
    missing_facts,
    missing_mandatory_pages,
    closed_dispute_platform,
    overdue_reviews,
    impossible_dates,
    stray_files,
    articles_named_in_vain,
    unknown_icons,
    redirects,
    unrecorded_policies,
    skeletons_left,
    broken_searches,
)


def run_checks(content: Content) -> list[Problem]:
    """Every check's findings about one locale."""
    return [problem for check in CHECKS for problem in check(content)]


__all__ = ["CHECKS", "Check", "Content", "run_checks"]

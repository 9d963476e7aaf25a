"""Reads shop.yml: the shop, and every problem at once, each with its line."""

from pathlib import Path

from pydantic import ValidationError

from helpcenter_build.facts.drafts import without_draft_locales
from helpcenter_build.facts.explain import explain
from helpcenter_build.facts.faults import Fault
from helpcenter_build.facts.mend import mended
from helpcenter_build.facts.model import Shop
from helpcenter_build.facts.references import RULES
from helpcenter_build.located_yaml import Keys, Located, dotted, parse_located
from helpcenter_build.problems import Place, Problem, in_reading_order

RIGHT_FORM = "A shop.yml begins with locales:, source_locale:, identity: ..."


def read_shop(path: Path, *, lenient: bool = False) -> tuple[Shop | None, list[Problem]]:
    """The shop that `path` states; None when anything is wrong with it.

    `lenient` returns a shop all the same where it can, with examples in place of what is wrong, for
    checks that want to look at the rest as well.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return None, [_file_problem(path, "facts.file", "The facts file does not exist.")]
    except UnicodeDecodeError as error:
        return None, [_file_problem(path, "facts.file", f"The facts file is not UTF-8: {error}.")]
    located, problems = parse_located(text, path)
    if located is None:
        return None, problems
    if not isinstance(located.value, dict):
        return None, [_file_problem(path, "facts.file", "The facts file has no entries.")]
    facts = without_draft_locales(located.value)
    shop, found = _validate(facts, located, path, lenient=lenient)
    problems = in_reading_order([*problems, *found])
    return (shop if lenient or not problems else None), problems


def _validate(
    facts: dict[str, object], located: Located, path: Path, *, lenient: bool
) -> tuple[Shop | None, list[Problem]]:
    problems = [_rule_problem(fault, located, path) for rule in RULES for fault in rule(facts)]
    locales = facts.get("locales")
    context = {
        "locales": list(locales) if isinstance(locales, dict) else [],
        "source_locale": facts.get("source_locale"),
    }
    try:
        return Shop.model_validate(facts, context=context), problems
    except ValidationError as error:
        for keys, sentence, hint in explain(error, Shop):
            problems.append(_problem("facts.value", keys, sentence, hint, located, path))
    return (mended(facts, context) if lenient else None), problems


def _rule_problem(fault: Fault, located: Located, path: Path) -> Problem:
    sentence = f"{dotted(fault.keys)} {fault.sentence}."
    return _problem(fault.id, fault.keys, sentence, fault.hint, located, path)


def _problem(
    id: str, keys: Keys, sentence: str, hint: str, located: Located, path: Path
) -> Problem:
    place = Place(path=path, line=located.line_of(keys))
    return Problem(id=id, place=place, message=sentence, hint=hint)


def _file_problem(path: Path, id: str, sentence: str) -> Problem:
    return Problem(id=id, place=Place(path=path), message=sentence, hint=RIGHT_FORM)

"""How well suspicion tells spam from shoppers, over the labelled corpus of the tests."""

from pathlib import Path

import yaml

from benchmarks.report import Table
from form_service.abuse.scoring import judge_text

CORPUS = Path(__file__).parent.parent / "tests" / "cases" / "spam.yml"
HOLD = 100
HOSTS = ["marigold.example"]
NOTE = """\
Judged by the text alone; haste and the hidden field add to it. Held means that staff see it in the
daily digest and release it with one command. Nothing is dropped. Words and corpus are by the same
hand: strangers' spam will be caught less well, which is why it is held and not refused.\
"""


def measure_spam() -> Table:
    """The confusion matrix per locale."""
    messages = yaml.safe_load(CORPUS.read_text(encoding="utf-8"))
    counts: dict[tuple[str, bool, bool], int] = {}
    for message in messages:
        held = sum(judge_text(message["text"], HOSTS).values()) >= HOLD
        for locale in (message["locale"], "all"):
            key = (locale, message["spam"], held)
            counts[key] = counts.get(key, 0) + 1
    locales = [*dict.fromkeys(message["locale"] for message in messages), "all"]
    return Table(
        title=f"Held as spam, {len(messages)} labelled messages",
        columns=("locale", "real: passed", "real: held", "spam: held", "spam: passed"),
        rows=tuple(_row(locale, counts) for locale in locales),
        note=NOTE,
    )


def _row(locale: str, counts: dict[tuple[str, bool, bool], int]) -> tuple[str, ...]:
    def cell(spam: bool, held: bool) -> str:
        found = counts.get((locale, spam, held), 0)
        whole = found + counts.get((locale, spam, not held), 0)
        return f"{found} ({found / whole:.1%})"

    return (locale, cell(False, False), cell(False, True), cell(True, True), cell(True, False))

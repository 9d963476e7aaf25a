import re
from pathlib import Path

import pytest

from tests.helpcenter_build.output.test_head import HOST, LOCALES

ENTRY = re.compile(r"^- \[(?P<title>[^]]+)\]\((?P<address>https://\S+)\)(: (?P<summary>.+))?$")


def test_a_copy_holds_the_facts_and_absolute_links(small_site: Path) -> None:
    copy = (small_site / "delivery/track-your-order/index.md").read_text()
    assert copy == (
        '---\ntitle: "Where is my parcel?"\nlanguage: en\n---\n\n# Where is my parcel?\n\n'
        "The mail that announces your parcel contains its tracking number and a link to the page"
        " of the carrier.\n\n"
        "1. Open the mail and follow the link.\n"
        "2. Compare the number with the one in your account.\n\n"
        f"![The link to the carrier below the order]({HOST}/delivery/label.png)\n\n"
        "## When nothing moves\n\n"
        "A carrier may stay silent for 48 hours. After that [read what to do about a late parcel]"
        f"({HOST}/delivery/late-delivery/#ask-us).\n\n"
        "### At the weekend\n\n"
        "Carriers scan fewer parcels at the weekend.\n\n"
        "## If this did not help\n\n"
        "Write to [orders@acorn.example](mailto:orders@acorn.example) or [send it back]"
        f"({HOST}/returns/how-to-return/).\n"
    )


def test_no_copy_holds_html_or_facts_in_braces(small_site: Path) -> None:
    copies = list(small_site.rglob("index.md"))
    assert len(copies) == 6 * len(LOCALES)
    for path in copies:
        text = path.read_text()
        assert not re.search(r"</?[a-z]+[ >]|\{\{|\{#|&[a-z]+;", text), path
        for target in re.findall(r"\]\(([^)]+)\)", text):
            assert re.match(r"https://|mailto:|tel:", target), (path, target)


@pytest.mark.parametrize("locale", list(LOCALES))
def test_the_list_names_every_copy_of_its_language_once(small_site: Path, locale: str) -> None:
    folder = small_site / LOCALES[locale]
    lines = (folder / "llms.txt").read_text().splitlines()
    assert lines[0].startswith("# ")
    assert lines[2].startswith("> ")
    entries = [found for line in lines if (found := ENTRY.match(line))]
    assert len(entries) == sum(line.startswith("- ") for line in lines)
    addresses = [found["address"] for found in entries if found["summary"]]
    copies = {p for p in folder.rglob("index.md") if locale != "en" or _is_english(p, small_site)}
    assert len(addresses) == len(set(addresses))
    assert {small_site / a.removeprefix(f"{HOST}/") for a in addresses} == copies
    others = {found["address"] for found in entries if not found["summary"]}
    assert others == {f"{HOST}/{f}llms.txt" for tag, f in LOCALES.items() if tag != locale}


def _is_english(path: Path, site: Path) -> bool:
    return path.relative_to(site).parts[0] not in LOCALES


def test_every_article_of_the_project_has_a_clean_copy(built_site: Path) -> None:
    copies = list(built_site.rglob("index.md"))
    assert len(copies) > 250
    for path in copies:
        text = path.read_text()
        assert not re.search(r"<[a-z/!]|\{\{|\{#", text), path

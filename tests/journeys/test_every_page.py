from pathlib import Path

from tests.tools.inspection import inspect_html


def _is_page(text: str) -> bool:
    """Redirects lead elsewhere at once and have no content of their own to inspect."""
    return 'http-equiv="refresh"' not in text


def test_every_page_of_the_site_passes_inspection(built_content: Path) -> None:
    site = built_content / "site"
    pages = {file.relative_to(site): file.read_text() for file in site.rglob("*.html")}
    assert len(pages) > 50
    problems = [
        f"{path}: {problem}"
        for path, text in sorted(pages.items())
        if _is_page(text)
        for problem in inspect_html(text)
    ]
    assert not problems, "\n".join(problems)

from pathlib import Path

from tests.tools.axe import accessibility_problems
from tests.tools.chromium import PageOpener
from tests.tools.folder_server import serve_folder

PAGE = """<!doctype html><html lang="en" dir="ltr"><head><meta charset="utf-8"><title>A page</title>
<link rel="icon" href="data:,"></head><body><main><h1>A page</h1>{}</main></body></html>"""


def test_axe_finds_what_a_screen_reader_cannot_read(tmp_path: Path, open_page: PageOpener) -> None:
    (tmp_path / "good.html").write_text(PAGE.format('<button type="button">Send</button>'))
    (tmp_path / "bad.html").write_text(PAGE.format('<div role="checkbox" tabindex="0"></div>'))
    with serve_folder(tmp_path) as url:
        assert accessibility_problems(open_page(f"{url}/good.html")) == []
        (rule, _) = sorted({p.split(": ")[1] for p in _problems_of(open_page, f"{url}/bad.html")})
    assert rule == "aria-required-attr"


def _problems_of(open_page: PageOpener, url: str) -> list[str]:
    return accessibility_problems(open_page(url))

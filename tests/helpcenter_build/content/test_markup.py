import markdown
import pytest
from bs4 import BeautifulSoup

from helpcenter_build.content.markup import finish_content, keep_together

THREE_COLUMNS = """
|  | Withdrawal | Return |
|---|---|---|
| Price | yes | no |
| Way back | [you](a.md) pay | 2 & 3 |
"""
TWO_COLUMNS = "| State | Meaning |\n|---|---|\n| Sent | On its way |\n"


def _finished(text: str) -> BeautifulSoup:
    html = markdown.markdown(text, extensions=["tables"])
    return BeautifulSoup(finish_content(html), "html.parser")


def test_wide_table_names_its_cells_for_a_phone() -> None:
    table = _finished(THREE_COLUMNS).select_one("div.hc-table-scroll > table.hc-table--stack")
    assert table is not None
    assert [cell.get_text() for cell in table.select("th[scope=row]")] == ["Price", "Way back"]
    cells = [(cell["data-label"], cell.decode_contents()) for cell in table.select("tbody td")]
    assert cells == [
        ("Withdrawal", "yes"),
        ("Return", "no"),
        ("Withdrawal", '<a href="a.md">you</a> pay'),
        ("Return", "2 &amp; 3"),
    ]
    heads = [(head.name, head.get("scope")) for head in table.select("thead tr > *")]
    assert heads == [("td", None), ("th", "col"), ("th", "col")]


def test_narrow_table_stays_a_table() -> None:
    table = _finished(TWO_COLUMNS).select_one("div.hc-table-scroll > table")
    assert table is not None
    assert not table.attrs
    assert len(table.select("tbody td")) == 2


def test_rows_with_spanning_cells_are_left_alone() -> None:
    row = "<tr><td colspan='3'>All</td></tr>"
    head = "<thead><tr><th>A</th><th>B</th><th>C</th></tr></thead>"
    html = finish_content(f"<table>{head}<tbody>{row}</tbody></table>")
    assert '<td colspan="3">All</td>' in html


def test_tables_of_the_theme_are_taken_as_they_are() -> None:
    html = '<div class="hc-table-scroll"><table class="x"><tbody></tbody></table></div>'
    assert finish_content(html) == html


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("09:00–18:00", "09:00\u2060–\u206018:00"),
        ("1–2 days", "1\u2060–\u20602 days"),
        ("Monday – Friday", "Monday – Friday"),
    ],
)
def test_spans_of_numbers_do_not_break(text: str, shown: str) -> None:
    assert keep_together(text) == shown


def test_links_elsewhere_and_pictures_are_finished() -> None:
    html = finish_content('<a href="https://kzp.bg/">KZP</a><img alt="" src="a.png">')
    assert 'rel="noopener" href="https://kzp.bg/"' in html
    assert '<img loading="lazy" alt="" src="a.png">' in html

"""Pieces of articles as their copies have them, where the small shop has no example."""

import pytest

from helpcenter_build.content.prepare import prepare
from helpcenter_build.machines.copies import _Place, markdown_of
from tests.helpcenter_build.shops import EXAMPLE, small_shop

TABLE = (
    '<div class="hc-table-scroll"><table><thead><tr><th scope="col">Way</th><th>Price</th></tr>'
    '</thead><tbody><tr><th scope="row">Post<br><a href="tel:+359"><bdi dir="ltr">+359</bdi></a>'
    "</th><td>a | b &amp; c</td></tr><tr><th>free</th></tr></tbody></table></div>"
)
CASES = {
    "a table": (
        TABLE,
        "| Way | Price |\n| --- | --- |\n| Post [+359](tel:+359) | a \\| b & c |\n| free |  |",
    ),
    "a form": (
        '<div><form><a href="/x">x</a></form><p><a href="/desk/en/contact">Write</a></p></div>',
        "- [Write](https://help.acorn.example/desk/en/contact)",
    ),
    "a calculator without links": ('<div class="hc-widget"><form><p>7</p></form></div>', ""),
    "a note": (
        '!!! note "Keep it"\n    The box.\n    See [terms](terms.md#seller).',
        "> **Keep it**\n> The box.\n> See [terms](https://help.acorn.example/legal/terms/#seller).",
    ),
    "a heading with attributes": ("## How {#how .wide}", "## How"),
    "a link home": ("[a](../index.md)", "[a](https://help.acorn.example/)"),
    "a link to all questions": ("[b](../faq.md)", "[b](https://help.acorn.example/faq/)"),
    "a link to a section": ("[c](../returns/index.md)", "[c](https://help.acorn.example/returns/)"),
    "an anchor": ("[d](#x)", "[d](https://help.acorn.example/legal/imprint/#x)"),
    "a foreign link": ("[e](https://x.example/?a#b)", "[e](https://x.example/?a#b)"),
    "a fact with markup": (
        'Call <a href="tel:+3592"><bdi dir="ltr">+359 2</bdi></a> &amp; ask.',
        "Call [+359 2](tel:+3592) & ask.",
    ),
}


@pytest.mark.parametrize("name", list(CASES))
def test_a_piece_of_an_article_becomes_plain_markdown(name: str) -> None:
    site, _ = prepare(EXAMPLE, small_shop(), "en")
    text, expected = CASES[name]
    assert markdown_of(
        f"Before.\n\n{text}\n\nAfter.", _Place(site, "legal/imprint")
    ) == "\n\n".join(part for part in ("Before.", expected, "After.") if part)

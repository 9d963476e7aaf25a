from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from helpcenter_build.content.prepare import prepare
from helpcenter_build.history.links import lead_links
from helpcenter_build.history.timeline import Timeline
from helpcenter_build.history.versions import Version
from tests.helpcenter_build.checks.copies import EXAMPLE, TODAY
from tests.helpcenter_build.shops import small_shop

OLD, NEW = date(2026, 1, 1), date(2026, 6, 19)


def version(article_id: str, day: date, text: str = "") -> Version:
    return Version(article_id=article_id, locale="en", valid_from=day, title="T", text=text)


@pytest.mark.parametrize(
    ("written", "led"),
    [
        ("[x](withdrawal-form.md)", "[x](../../withdrawal-form/history/2026-01-01.md)"),
        ("[x](withdrawal-form.md#how)", "[x](../../withdrawal-form/history/2026-01-01.md#how)"),
        ("[x](../returns/how-to-return.md#steps)", "[x](../../../returns/how-to-return.md#steps)"),
        ("[x](../returns/moved.md)", "[x](../../../returns/how-to-return.md)"),
        ("see [the page](../returns/gone.md).", "see the page."),
        ("[x](../faq.md)", "[x](../../../faq.md)"),
        ("[x](../delivery/index.md)", "[x](../../../delivery/index.md)"),
        ("![x](seal.png)", "![x](../../seal.png)"),
        ("[x](#part) [y](https://a.example/b.md) [z](/faq/)", None),
        ("`[x](gone.md)`", None),
    ],
)  # fmt: skip
def test_links_of_an_old_text_lead_to_where_they_belong_today(
    written: str, led: str | None
) -> None:
    site, _ = prepare(Path(EXAMPLE), small_shop(), "en", today=TODAY)
    site = replace(site, moves={"returns/moved": "returns/how-to-return"})
    assert lead_links(version("legal/terms", OLD, written), site, site.moves) == (led or written)


def test_a_policy_links_to_the_other_policy_of_its_day() -> None:
    site, _ = prepare(Path(EXAMPLE), small_shop(), "en", today=TODAY)
    both = Timeline(versions=(version("legal/terms", OLD), version("legal/terms", NEW)))
    site = replace(site, timelines={"legal/terms": both})
    text = "[x](../legal/terms.md)"
    for day, meant in ((OLD, OLD), (date(2026, 6, 18), OLD), (NEW, NEW)):
        led = lead_links(version("returns/how-to-return", day, text), site, site.moves)
        assert f"terms/history/{meant}.md" in led

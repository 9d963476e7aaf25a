"""The service's pages as a shopper meets them: forms, their errors, thanks, status, results."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from playwright.sync_api import Locator, Page

PLAIN = ("feedback?article=payment/invoices", "search", "search?q=refund", "search?q=qwrtz")
NAME = "Elena Ivanova"
EMAIL = "elena@shopper.example"
ORDER = "MG-2604817"


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A page as the service sent it; `name` tells how a shopper came to it."""

    name: str
    html: str = field(repr=False)


def service_pages(page: Page, desk: str) -> Iterator[Seen]:
    """Goes there one by one; while one is yielded, `page` shows it. `desk` is .../desk/<locale>."""
    for path in PLAIN:
        yield _opened(page, f"{desk}/{path}")
    for form, fields in _FORMS.items():
        yield _opened(page, f"{desk}/{form}")
        yield _sent(page, f"{form}-errors", _button(page))
        _fill(page, fields)
        yield _sent(page, f"{form}-sent", _button(page))
        if form == "withdraw":
            yield _sent(page, "withdraw-thanks", _button(page))
        yield _sent(page, f"{form}-status", page.locator("main a[href*='/status/']"))


_FORMS = {
    "contact": {"topic": "", "name": NAME, "email": EMAIL, "order_number": ORDER, "message": "Hm?"},
    "report": {
        "topic": "",
        "name": NAME,
        "order_number": ORDER,
        "email": EMAIL,
        "message": "The basket stays empty.",
    },
    "withdraw": {"name": NAME, "email": EMAIL, "order_number": ORDER},
}


def _button(page: Page) -> Locator:
    return page.locator("#hc-form .hc-form__actions button").first


def _fill(page: Page, fields: dict[str, str]) -> None:
    for name, value in fields.items():
        control = page.locator(f"#hc-form [name={name}]")
        if name == "topic":
            control.select_option(index=1)
        else:
            control.fill(value)


def _opened(page: Page, url: str) -> Seen:
    answer = page.goto(url)
    assert answer is not None
    return Seen(name=url.rpartition("/desk/")[2].translate(_NO_SIGNS), html=answer.text())


def _sent(page: Page, name: str, control: Locator) -> Seen:
    with page.expect_navigation() as navigation:
        control.click()
    return Seen(name=name, html=navigation.value.text())


_NO_SIGNS = str.maketrans("?=/", "---")

"""What articles work out on the page: carrier, dates, prices, and whether the chat is open."""

import re
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

from bs4 import BeautifulSoup
from playwright.sync_api import expect

from helpcenter_build.locales import formatting
from helpcenter_build.locales.locale import locale_of
from tests.helpcenter_build.output.reader_clock import stop_clock
from tests.journeys.conftest import Reader, everywhere
from tests.tools.chromium import PageOpener
from tests.tools.help_center import HelpCenter
from tests.tools.words import Words

MONDAY = date(2026, 12, 7)  # a week before another that is no holiday
NOON = datetime(2026, 12, 7, 12, tzinfo=ZoneInfo("Europe/Sofia"))
NIGHT = NOON.replace(hour=23)
GOODS = Decimal("49.50")
# As the catalogues have them.
SEVERAL = "Several carriers use such numbers. Who brings your parcel?"
ORDER_NUMBER = (
    "This looks like an order number. The tracking number stands in your dispatch mail and in "
    "your account; it looks like this:"
)
UNKNOWN = (
    "We do not recognise this number. Compare it with your dispatch mail; tracking numbers look "
    "like this:"
)
WITHDRAW = "Yes. You can withdraw from the purchase, without a reason, until {date}."
REFUND = (
    "We send the money by {sent} at the latest. With {method} it is on your account by {arrives}."
)
COST = "{total} in all: goods {goods}, delivery {delivery}, payment fee {fee}."
CHAT_OPEN = "The chat window is in the shop, at the bottom of every page."
CHAT_CLOSED = (
    "The chat is closed at the moment. Write to us here, and we tell you at once when you have an "
    "answer:"
)


def _carrier(say: Words, name: str) -> str:
    return say.shop.carriers[name].name.in_locale(say.locale)


def _day(say: Words, day: date) -> str:
    return formatting.day(day, locale_of(say.shop, say.locale))


def _money(say: Words, amount: Decimal) -> str:
    return formatting.money(amount, locale_of(say.shop, say.locale), say.shop.currency)


@everywhere
def test_a_number_typed_into_the_tracker_is_recognised_offered_or_explained(
    reader: Reader, open_page: PageOpener
) -> None:
    say = reader.say
    page = reader.open(say.path("delivery/track-your-order"))
    field = page.get_by_label(say.page("Tracking number"))
    button = page.locator("main").get_by_role("button", name=say.page("Track"))
    result = page.locator(".hc-widget__result")
    field.fill("612 345 678 90")
    button.click()
    expect(result).to_contain_text(say.page(SEVERAL))
    speedy = result.get_by_role("link", name=_carrier(say, "speedy"))
    expect(speedy).to_be_focused()
    expect(speedy).to_have_attribute("href", re.compile("shipmentNumber=61234567890$"))
    expect(result.get_by_role("link", name=_carrier(say, "aramex"))).to_be_visible()
    field.fill(say.shop.orders.number_example.lower())
    button.click()
    expect(result).to_contain_text(say.page(ORDER_NUMBER))
    field.fill("12-34")
    button.click()
    expect(result).to_contain_text(say.page(UNKNOWN))
    expect(result.get_by_role("listitem")).to_have_count(len(say.shop.carriers))
    expect(result).to_contain_text("RA123456789BG")
    expect(field).to_be_focused()

    page.route("https://www.pochta.ru/**", lambda route: route.fulfill(body="<h1>x</h1><title>x"))
    open_page.allow("pochta.ru")
    field.fill("ra ١٢٣٤٥٦٧٨٩ bg")
    button.click()
    expect(page).to_have_url("https://www.pochta.ru/tracking?barcode=RA123456789BG")


@everywhere
def test_dates_and_prices_are_worked_out_in_the_readers_language(reader: Reader) -> None:
    say = reader.say
    page = reader.open(say.path("returns/how-to-return"))
    stop_clock(page, NOON)
    answer = page.locator("main [data-result]")
    returns = say.shop.returns
    last = MONDAY + timedelta(days=7)
    page.get_by_label(say.page("I received the parcel on")).fill(
        f"{last - timedelta(days=returns.withdrawal_days)}"
    )
    expect(answer).to_contain_text(say.page(WITHDRAW).format(date=_day(say, last)))

    page.goto(reader.url + say.path("returns/refund-times"))
    page.get_by_label(say.page("I told you about the return on")).fill(f"{MONDAY}")
    sent = MONDAY + timedelta(days=returns.refund_days)
    card = next(iter(say.shop.payment.methods.values()))
    said = say.page(REFUND).format(
        sent=_day(say, sent),
        method=card.label.in_locale(say.locale),
        arrives=_day(say, sent + timedelta(days=card.refund_days)),
    )
    expect(answer).to_contain_text(said)

    page.goto(reader.url + say.path("payment/prices-taxes-and-fees"))
    page.locator("#hc-basket").fill("49.50")
    price = next(iter(say.shop.delivery.methods.values())).price
    said = say.page(COST).format(
        total=_money(say, GOODS + price),
        goods=_money(say, GOODS),
        delivery=_money(say, price),
        fee=say.page("free"),
    )
    expect(answer).to_contain_text(said)


@everywhere
def test_the_chat_is_offered_while_it_is_open_and_the_form_when_it_is_not(reader: Reader) -> None:
    say = reader.say
    page = reader.open(say.home)
    page.clock.set_fixed_time(NOON)
    page.goto(reader.url + say.path("contact/live-chat"))
    chat = page.locator("main .hc-widget").first
    expect(chat).to_contain_text(say.page(CHAT_OPEN))
    expect(chat.get_by_label(say.form("Your message"), exact=True)).to_have_count(0)

    stop_clock(page, NIGHT)
    expect(chat).to_contain_text(say.page(CHAT_CLOSED))
    expect(chat.get_by_text(say.page(CHAT_OPEN))).to_be_hidden()
    chat.get_by_role("link", name=say.page("Open the contact form")).click()
    expect(chat.get_by_label(say.form("Your message"), exact=True)).to_be_visible()


def test_costs_offer_only_what_goes_together(
    help_center: HelpCenter, open_page: PageOpener
) -> None:
    page = open_page(f"{help_center.url}/ar/payment/prices-taxes-and-fees/", width=390)
    country, method = page.locator("#hc-country"), page.locator("#hc-method")
    payment, result = page.locator("#hc-payment"), page.locator("[data-result]")
    page.locator("#hc-basket").fill("٤٩٫٥٠")
    expect(result).to_contain_text("53.00")
    charged = payment.locator("option[data-charged=delivery]")
    expect(charged).to_have_count(1)
    method.select_option(index=1)  # a locker takes no cash
    expect(charged).to_have_count(0)
    country.select_option("east")
    expect(method.locator("option")).to_have_count(2)
    expect(payment.locator("option[data-zones=east]")).to_have_count(2)
    country.select_option("gulf")
    page.locator("#hc-basket").fill("٣٠٠")
    expect(result).to_contain_text("300.00")
    expect(result).to_contain_text("250.00")  # the limit of duty


def test_calculators_lead_to_paragraphs_that_exist(built_content: Path) -> None:
    site = built_content / "site"
    links = set()
    for page in site.rglob("*.html"):
        text = page.read_text()
        if 'data-module="calculators/' in text:
            form = BeautifulSoup(text, "html.parser").select("form[data-rule]")
            links |= {v for f in form for k, v in f.attrs.items() if k.startswith("data-rule-")}
    assert len(links) == 3 * 4
    for link in links:
        path, _, anchor = str(link).partition("#")
        assert f'id="{anchor}"' in (site / path.strip("/") / "index.html").read_text(), link

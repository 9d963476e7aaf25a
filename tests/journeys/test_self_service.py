"""In every language, at both widths: a question finds its article, a message meets some."""

from playwright.sync_api import expect

from tests.journeys.conftest import Reader, everywhere
from tests.tools.chromium import PageOpener

TRACKING = "delivery/track-your-order"
TOPIC = "where-is-my-order"
QUESTIONS = {
    "en": "where is my ordr",
    "bg": "къде ми е поръчката",
    "ru": "где мой заказ",
    "ar": "وين طلبي",
}
MESSAGES = {
    "en": "I paid by card and sent the lamp back, but the money has not come. When is the refund?",
    "bg": "Върнах лампата, но парите още не са дошли. Кога ще ми възстановите сумата?",
    "ru": "Я вернул лампу, но деньги ещё не пришли. Когда будет возврат денег?",
    "ar": "أرجعت المصباح ولم يصل المبلغ بعد. متى أسترد أموالي؟",
}
REFUNDS = {"returns/refund-times", "returns/track-a-refund"}


@everywhere
def test_a_question_leads_to_the_article_that_answers_it(
    reader: Reader, open_page: PageOpener
) -> None:
    say = reader.say
    page = reader.open(say.home)
    box = page.get_by_role("searchbox", name=say.page("Search the help center"))
    box.fill(QUESTIONS[say.locale])
    found = page.locator(".hc-search__panel .md-search-result__link", has_text=say.title(TRACKING))
    expect(found.first).to_be_visible()
    box.press("Enter")
    expect(page).to_have_url(reader.url + say.path(TRACKING))
    expect(page.get_by_role("heading", level=1)).to_have_text(say.title(TRACKING))


@everywhere
def test_the_contact_page_meets_topic_and_message_with_articles(reader: Reader) -> None:
    say = reader.say
    page = reader.open(say.path("contact/contact-us"))
    topic = page.get_by_label(say.form("What is it about?"), exact=True)
    expect(topic).to_be_in_viewport()
    topic.select_option(TOPIC)
    by_topic, by_message = (
        page.locator(f"[data-answers={about}]") for about in ("topic", "message")
    )
    for article in say.shop.topics[TOPIC].articles:
        expect(by_topic.get_by_text(say.title(article), exact=True)).to_be_visible()
    page.get_by_label(say.form("Your message"), exact=True).fill(MESSAGES[say.locale])
    titles = by_message.locator("summary")
    expect(titles.first).to_be_visible()
    assert {say.title(article) for article in REFUNDS} & set(titles.all_inner_texts())
    titles.first.click()
    whole = by_message.get_by_role("link", name=say.form("Whole article (opens in a new tab)"))
    expect(whole.first).to_be_visible()
    expect(page.get_by_role("button", name=say.form("Send message"))).to_be_visible()

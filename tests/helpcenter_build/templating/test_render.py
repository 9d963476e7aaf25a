import pytest
from jinja2 import DictLoader

from helpcenter_build import theme
from helpcenter_build.facts import Shop
from helpcenter_build.templating.render import (
    FactError,
    article_environment,
    fact_errors,
    render_text,
)
from tests.helpcenter_build.shops import small_shop


def rendered(text: str, tag: str = "en", shop: Shop | None = None) -> str:
    return render_text(article_environment(shop or small_shop(), tag), text)


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("{{ identity.name }}", "Acorn"),
        ("{{ returns.withdrawal_days | days }}", "14 days"),
        ("{{ delivery.methods.office.days | working_days }}", "1–2 working days"),
        ("{{ delivery.tracking_silent_hours | hours }}", "48 hours"),
        ("{{ orders.change_window_minutes | minutes }}", "60 minutes"),
        ("{{ orders.gift_card_months | months }}", "24 months"),
        ("{{ guarantee.legal_years | years }}", "2 years"),
        ('{{ payment.methods["cash-on-delivery"].fee | money }}', "€1.50"),
        ('{{ payment.methods["cash-on-delivery"].fee | price }}', "€1.50"),
        ("{{ payment.methods.card.fee | price }}", "free"),
        ("{{ payment.vat_percent | percent }}", "20%"),
        ("{{ technical.password_length | number }}", "12"),
        ("{{ technical.password_length }}", "12"),
        ("{{ technical.browsers[0].from }}", "121"),
        ("{{ delivery.methods.office.days }}", "1–2"),
        ("{{ orders.minimum }}", "5"),
        ("{{ legal.terms_valid_from | date }}", "19 June 2026"),
        ("{{ legal.terms_valid_from }}", "19 June 2026"),
        ('{{ extra_closed_days | map("date") | all_of }}', "31 December 2026"),
        ("{{ delivery.dispatch_cutoff | time }}", "14:00"),
        ("{{ hours.office | opening }}", "Monday to Friday 09:00–18:00"),
        ("{{ returns.address | postal }}", "2 Oak Street, 4001 Plovdiv, Bulgaria"),
        ("{{ identity.address.country | country }}", "Bulgaria"),
        ('{{ countries | zone("gulf") | any_of }}', "Saudi Arabia or United Arab Emirates"),
        ('{{ delivery.methods["gulf-courier"].carriers | all_of }}', "Aramex and Econt"),
        ("{{ payment.methods | any_of }}", "Card or Cash on delivery"),
        ("{{ payment.methods.values() | any_of }}", "Card or Cash on delivery"),
        ('{{ payment.instalments.months | map("months") | any_of }}', "3 months or 6 months"),
        (
            "{{ identity.phone | phone }}",
            '<a href="tel:+35932000100"><bdi dir="ltr">+359 32 000 100</bdi></a>',
        ),
        (
            "{{ routes.care.mailbox | mail }}",
            '<a href="mailto:care@acorn.example"><bdi dir="ltr">care@<wbr>acorn.example</bdi></a>',
        ),
        (
            "{{ identity.website | site }}",
            '<a href="https://acorn.example/"><bdi dir="ltr">acorn.example</bdi></a>',
        ),
        ("{{ locales[binding_locale].name }}", "English"),
    ],
)
def test_facts_print_in_the_words_of_the_page(source: str, text: str) -> None:
    assert rendered(source) == text


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("bg", "Жълъд: 14 дни, до офис Еконт"),
        ("ru", "Жёлудь: 14 дней, до офис Econt"),
        ("ar", "بلوط: 14 يومًا, до офис إيكونت"),
    ],
)
def test_every_language_prints_its_own_names(tag: str, text: str) -> None:
    source = (
        "{{ identity.name }}: {{ returns.withdrawal_days | days }}, "
        "до офис {{ delivery.methods.office.carriers | all_of }}"
    )
    assert rendered(source, tag) == text


def test_durations_can_be_inflected() -> None:
    assert rendered('в течение {{ guarantee.legal_years | years("genitive") }}', "ru") == (
        "в течение 2 лет"
    )


def test_latin_facts_keep_their_order_in_arabic() -> None:
    assert rendered("{{ returns.address | postal }}", "ar") == (
        '<bdi dir="ltr">2 Oak Street, 4001 Plovdiv</bdi>، بلغاريا'
    )
    assert rendered("{{ identity.legal_name }}", "ar") == (
        '<bdi dir="ltr">Acorn Trading EOOD</bdi>'
    )
    assert rendered("{{ orders.number_example }} {{ identity.website }}", "ar") == (
        '<bdi class="hc-code" dir="ltr">AC-12345</bdi> https://acorn.example/'
    )
    assert rendered("{{ identity.legal_name }}", "en") == "Acorn Trading EOOD"


def test_characters_of_html_are_escaped() -> None:
    identity = small_shop().identity.model_copy(update={"legal_name": "Oak & <Sons>"})
    shop = small_shop().model_copy(update={"identity": identity})
    assert rendered("{{ identity.legal_name }}", shop=shop) == "Oak &amp; &lt;Sons&gt;"
    assert rendered("{{ [identity.legal_name] | all_of }}", shop=shop) == "Oak &amp; &lt;Sons&gt;"


def test_text_around_facts_stays_as_it_is() -> None:
    text = "# Title {#title}\n\n{: .class }\n\n```\n{ }\n```\n\n{{ identity.name }}\n\nlast\n"
    assert rendered(text) == text.replace("{{ identity.name }}", "Acorn")


def test_conditions_and_loops_work_too() -> None:
    text = "{% for tag in urgency_words %}{{ tag }} {% endfor %}"
    assert rendered(text) == "en bg ru ar "


@pytest.mark.parametrize(
    ("text", "line", "message", "hint"),
    [
        (
            "one\ntwo {{ returns.withdrawl_days | days }}",
            2,
            "returns.withdrawl_days is not among the facts.",
            "Did you mean returns.withdrawal_days?",
        ),
        ("\n\n{{ idenity.name }}", 3, "idenity is not among", "Did you mean identity?"),
        (
            '{{ payment.methods["cash-on-delivry"].fee | money }}',
            1,
            "payment.methods.cash-on-delivry is not among",
            "Did you mean payment.methods.cash-on-delivery?",
        ),
        ("{{ technical.browsers[0].frm }}", 1, "frm is not among", "Did you mean from?"),
        ("\n{{ returns.withdrawal_days | dais }}", 2, "no filter dais", "Did you mean days?"),
        ("{{ identity.name | days }}", 1, "days cannot format a text", "withdrawal_days | days"),
        ("{{ identity.legal_name | phone }}", 1, "cannot format", "identity.phone | phone"),
        ("{{ returns.shopper_pays | number }}", 1, "format a yes or no", "| number"),
        ("{{ delivery.methods.office.price | date }}", 1, "date cannot format", "| date"),
        ("{{ hours.phone | time }}", 1, "time cannot format opening hours", "| time"),
        ("{{ identity.name | all_of }}", 1, "needs a list", "carriers | all_of"),
        ('{{ countries | zone("gulff") }}', 1, "gulff is no zone", "Did you mean gulf?"),
        ("{{ hours.phone }}", 1, "This is opening hours", "Add | opening."),
        ("{{ identity.address }}", 1, "This is an address", "Add | postal."),
        ("{{ delivery.methods.office.carriers }}", 1, "This is a list", "Add | all_of"),
        ("{{ guarantee }}", 1, "This is a group of facts", "legal_years"),
        ("{{ routes }}", 1, "This is a group of facts", "orders, care"),
        ("{{ payment.methods.card.limit | money }}", 1, "cannot format nothing", "| money"),
        ("{{ payment.methods.card.limit }}", 1, "no text to print", "Write the sentence out"),
        ("{{ incidents[0].topics[:0] | all_of }}", 1, "no entries", "Leave the sentence out"),
        ('{{ table("delivry-prices-nowhere") }}', 1, "There is no table delivry", ""),
        ('{{ widget("trackk") }}', 1, "There is no widget trackk", ""),
        ("\n{{ identity.name", 2, "not closed", "{{ identity.name }}"),
        ("\n{{ identity. }}", 2, "This is no expression", "{{ identity.name }}"),
        ("{{ 1 / 0 }}", 1, "cannot be evaluated", "{{ identity.name }}"),
        ("{{ ''.__class__.__mro__ }}", 1, "not allowed in an article", "Use facts"),
        ("a\n{% for x in [1] %}\n{{ returns.nope }}\n{% endfor %}", 3, "returns.nope", "Known: "),
        ("a\n{% if identity %}\nb", 2, "This is no expression", ""),
        ("a\n{% if identity %}{{ idenity }}{% endif %}", 2, "idenity", "identity"),
    ],
)
def test_a_wrong_fact_is_named_with_its_line_and_a_hint(
    text: str, line: int, message: str, hint: str
) -> None:
    with pytest.raises(FactError) as caught:
        rendered(text)
    assert caught.value.line == line
    assert message in caught.value.message
    assert hint in caught.value.hint


def test_everything_wrong_with_a_text_is_found_at_once() -> None:
    text = "{{ identity.nam }}\n{{ identity.name }}\n{{ a }} {{ returns.withdrawal_days | dais }}\n"
    found = fact_errors(article_environment(small_shop(), "en"), text)
    assert [error.line for error in found] == [1, 3, 3]
    assert fact_errors(article_environment(small_shop(), "en"), "{{ identity.name }}") == []


def test_tables_stand_on_one_line_and_know_facts_filters_and_words() -> None:
    environment = article_environment(small_shop(), "ru")
    template = (
        "<table>\n"
        "  {% for method in delivery.methods.values() %}\n"
        "  <tr><th>{{ method.label }}</th><td>{{ method.price | money }}</td></tr>\n"
        "  {% endfor %}\n"
        "</table>\n"
        '{{ ngettext("%(num)s working day", "%(num)s working days", 3) }} '
        "{{ locale.direction }} {{ shop.currency }}\n"
    )
    environment.loader = DictLoader({"tables/prices.html": template})
    assert render_text(environment, '{{ table("prices") }}').replace("\xa0", " ") == (
        "<table> <tr><th>Пункт выдачи</th><td>3,50 €</td></tr> "
        "<tr><th>Курьер</th><td>12,90 €</td></tr> </table> 3 рабочих дня ltr EUR"
    )


@pytest.mark.parametrize("tag", ["en", "bg", "ru", "ar"])
@pytest.mark.parametrize("folder", ["tables", "widgets"])
def test_every_table_and_widget_of_the_theme_renders_on_one_line(folder: str, tag: str) -> None:
    names = sorted(path.stem for path in (theme.FOLDER / folder).glob("*.html"))
    assert names
    environment = article_environment(small_shop(), tag)
    for name in names:
        html = render_text(environment, f'{{{{ {folder.removesuffix("s")}("{name}") }}}}')
        assert not html or html.startswith("<"), name  # the small shop has no chat
        assert "\n" not in html, name


def test_an_article_cannot_change_the_facts() -> None:
    with pytest.raises(FactError, match="not allowed"):
        rendered("{{ locales.clear() }}")
    assert list(small_shop().locales) == ["en", "bg", "ru", "ar"]

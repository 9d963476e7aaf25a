"""The forms: one line per field. Everything else follows from the fields and the facts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import Field, SelectChoice

from form_service.intake.fields import (
    SHORT,
    TRAP,
    carried_field,
    choice_field,
    email_field,
    line_field,
    order_number_field,
    photos_field,
    text_field,
    topic_field,
    trap_field,
)
from form_service.intake.tokens import SignedToken, Token, Tokens
from form_service.intake.validators import PlainName, Positions, Required

if TYPE_CHECKING:
    from helpcenter_build.facts import Shop
    from helpcenter_build.facts.shop_parts import Topic


class ShopForm(FlaskForm):
    """What all forms share: the token, the trap, ids, and a place for what belongs to no field."""

    name_of_form: ClassVar[str]
    takes_photos: ClassVar[bool] = False
    details: ClassVar[tuple[str, ...]] = ()
    """Fields that are stored by their names, beside those every submission has."""

    class Meta(FlaskForm.Meta):
        """WTForms' settings of every form."""

        csrf = True
        csrf_class = SignedToken  # type: ignore[assignment]  # Flask-WTF's default is narrower
        csrf_field_name = "token"

        def bind_field(self, form: Any, unbound_field: Any, options: dict[str, Any]) -> Any:
            """Ids that no article heading can have."""
            return unbound_field.bind(form=form, id=f"hc-{options['name']}", **options)

    leave_empty = trap_field()

    def __init__(self, shop: Shop, locale: str, tokens: Tokens, values: Any = None) -> None:
        self.shop, self.locale = shop, locale
        self._tokens = tokens
        meta = {"csrf_context": (tokens, self.name_of_form)}
        super().__init__(values, meta=meta)  # type: ignore[no-untyped-call]
        self.prepare()

    def prepare(self) -> None:
        """Fill in what depends on the shop."""

    @property
    def example(self) -> str:
        """An order number as the shop writes it."""
        return self.shop.orders.number_example

    @property
    def order_number_need(self) -> str:
        """required, optional or none."""
        return "none"

    def is_valid(self) -> bool:
        """Whether everything can be taken; otherwise `problems` says what cannot."""
        return bool(self.validate())  # type: ignore[no-untyped-call]

    def note_photos(self, problems: Sequence[str]) -> bool:
        """Enter what is wrong with the photos; whether nothing is."""
        if problems:
            self["photos"].errors = list(problems)
        return not problems

    @property
    def read_token(self) -> Token | None:
        """What the token that came with the form says."""
        return self._tokens.read(self["token"].data or "", self.name_of_form)

    @property
    def fields(self) -> list[Field]:
        """The fields a shopper sees, in their order."""
        hidden = {"token", TRAP}
        return [f for f in self if f.name not in hidden and f.type != "HiddenField"]

    @property
    def problems(self) -> list[tuple[str, str]]:
        """For the error summary: the control to go to and what to do there."""
        first = self.fields[0].id
        return [
            (first if field.name == "token" else field.id, str(error))
            for field in self
            for error in field.errors
        ]

    def values(self) -> Mapping[str, str]:
        """What was typed, as strings, without token and trap."""
        apart = {"token", TRAP, "photos"}
        return {f.name: f.data or "" for f in self if f.name not in apart}

    def has_trap_filled(self) -> bool:
        """Whether something filled the field that people do not see."""
        return bool(self.leave_empty.data)


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotoChecklist:
    """What photos should show when a form is about a topic."""

    topic: str
    label: str
    entries: Sequence[str]


class TopicForm(ShopForm):
    """A form that begins with what it is about."""

    topic = topic_field(_l("What is it about?"), lambda: gettext("Choose what it is about"))

    def prepare(self) -> None:
        """Offer the topics that the facts give this form."""
        self.topic.choices = [
            SelectChoice(key, topic.label.in_locale(self.locale), _for_script(topic))
            for key, topic in self.offered
        ]
        self.topic.choices.insert(0, SelectChoice("", gettext("Please choose")))

    @property
    def offered(self) -> list[tuple[str, Topic]]:
        """The topics that the facts give this form, by their ids."""
        topics = self.shop.topics.items()
        return [(key, topic) for key, topic in topics if self.name_of_form in topic.forms]

    @property
    def photo_checklists(self) -> list[PhotoChecklist]:
        """One for each topic that asks for photos."""
        return [
            PhotoChecklist(
                topic=key,
                label=topic.label.in_locale(self.locale),
                entries=[entry.in_locale(self.locale) for entry in topic.photos],
            )
            for key, topic in self.offered
            if topic.photos
        ]

    @property
    def order_number_need(self) -> str:
        """As the chosen topic asks; before one is chosen, what was typed stays and is checked."""
        topic = self.shop.topics.get(self.topic.data or "")
        return "optional" if topic is None else topic.order_number


class ContactForm(TopicForm):
    """A message to the shop."""

    name_of_form = "contact"
    takes_photos = True

    name = line_field(
        _l("Your name"),
        Required(lambda: gettext("Enter your name")),
        longest=SHORT,
        autocomplete="name",
    )
    email = email_field(lambda: gettext("Enter your e-mail address"))
    order_number = order_number_field(_l("It is in your order confirmation."))
    message = text_field(
        _l("Your message"), Required(lambda: gettext("Write what we can do for you"))
    )
    photos = photos_field()


class ReportForm(TopicForm):
    """A fault of the web shop, or something wrong with an item."""

    name_of_form = "report"
    takes_photos = True
    details = ("place", "page_address", "browser")

    message = text_field(
        _l("What happened?"),
        Required(lambda: gettext("Describe what happened")),
        hint=_l("What did you do, what did you expect, what came instead?"),
    )
    place = line_field(
        _l("Where did it happen?"),
        hint=_l("For example: at payment, in the app, on the left side of the box."),
    )
    page_address = line_field(
        _l("Address of the page"),
        hint=_l("Copy it from the top of your browser, if it is about a page."),
        longest=2000,
        dir="ltr",
        inputmode="url",
        autocomplete="off",
    )
    browser = line_field(
        _l("Your browser or app"), hint=_l("We filled in what your browser tells us."), dir="ltr"
    )
    photos = photos_field()
    order_number = order_number_field(_l("It is in your order confirmation."))
    name = line_field(
        _l("Your name"),
        Required(lambda: gettext("Enter your name")),
        longest=SHORT,
        autocomplete="name",
    )
    email = email_field(lambda: gettext("Enter your e-mail address"))


class WithdrawForm(ShopForm):
    """The statement of withdrawal (Consumer Rights Directive, Article 11a): first of two steps."""

    name_of_form = "withdraw"
    details = ("scope", "positions")

    name = line_field(
        _l("Your name"),
        Required(lambda: gettext("Enter your name")),
        PlainName(),
        longest=SHORT,
        autocomplete="name",
    )
    order_number = order_number_field(_l("It is in your order confirmation."))
    scope = choice_field(
        _l("What do you withdraw from?"),
        [("whole", _l("The whole order")), ("part", _l("Only some items of it"))],
        lambda: gettext("Choose the whole order or some items"),
    )
    positions = line_field(
        _l("Which items?"),
        Positions(),
        hint=_l("Their line numbers in your order confirmation, for example 1, 3."),
        longest=SHORT,
        dir="ltr",
        autocomplete="off",
    )
    email = email_field(lambda: gettext("Enter your e-mail address"))

    @property
    def order_number_need(self) -> str:
        """The contract has to be named."""
        return "required"


class FeedbackForm(ShopForm):
    """Whether an article helped."""

    name_of_form = "feedback"

    article = carried_field()
    helpful = choice_field(
        _l("Did this article help you?"),
        [("yes", _l("Yes")), ("no", _l("No"))],
        lambda: gettext("Choose yes or no"),
    )
    comment = text_field(
        _l("What was missing?"), hint=_l("Please no names, addresses or order numbers."), rows=4
    )


FORMS: Mapping[str, type[ShopForm]] = {
    form.name_of_form: form for form in (ContactForm, ReportForm, WithdrawForm, FeedbackForm)
}


def _for_script(topic: Topic) -> dict[str, str]:
    """What the page's script uses to show only the fields that a topic needs."""
    return {
        "data-order-number": topic.order_number,
        "data-photos": "yes" if topic.photos else "no",
    }

"""Forms as pages: shown empty, shown again with what was typed, checked and stored."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from flask import Response, g, redirect, request, url_for
from flask_babel import gettext
from werkzeug.datastructures import MultiDict

from form_service.abuse.caps import LimitReachedError
from form_service.abuse.scoring import judge
from form_service.composition.promises import promise_sentence
from form_service.intake.forms import FORMS, ShopForm, TopicForm
from form_service.intake.origins import Origin, judge_origin
from form_service.intake.submission import Circumstances, make_submission, topic_of
from form_service.keys import host_of
from form_service.photos.photos import Picture
from form_service.records import Stored
from form_service.references import new_reference
from form_service.release import Release
from form_service.service import current_service
from form_service.storage.submissions import Arrival, store
from form_service.views.pages import Page, render_page
from form_service.views.photo_pages import shown_photos
from helpcenter_build.calendar.incidents import active_incidents
from helpcenter_build.calendar.promise import answer_by
from helpcenter_build.pages.addresses import Addresses
from helpcenter_build.search import BROWSER_FOLDER


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The texts of a form's page."""

    title: str
    intro: str
    button: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """An incident on a form's page; a page that shows it already drops it by its id."""

    id: str
    text: str


def words_of(form: str) -> Words:
    """The texts in the page's language."""
    match form:
        case "contact":
            return Words(
                title=gettext("Write to us"),
                intro=gettext("We read every message and tell you at once when you get an answer."),
                button=gettext("Send message"),
            )
        case "report":
            return Words(
                title=gettext("Report a problem"),
                intro=gettext("Tell us what went wrong; the more exactly, the sooner we can help."),
                button=gettext("Send report"),
            )
        case "withdraw":
            return Words(
                title=gettext("Withdraw from a contract"),
                intro=gettext(
                    "Here you withdraw from a purchase. You need no account and no reason. "
                    "You check your statement on the next page before it counts."
                ),
                button=gettext("Continue"),
            )
    return Words(
        title=gettext("Your opinion of this article"),
        intro=gettext("It helps us to write better articles."),
        button=gettext("Send"),
    )


def build_form(name: str, release: Release, values: Any = None) -> ShopForm:
    """A form with what was typed."""
    return FORMS[name](release.shop, g.locale, current_service().tokens, values)


def show_form(release: Release, form: ShopForm, *, status: int = 200, notice: str = "") -> Response:
    """The form's page, with its problems or a notice above it."""
    words = words_of(form.name_of_form)
    return render_page(
        release,
        Page(
            title=words.title,
            template="form.html",
            status=status,
            form=form,
            values={
                "words": words,
                "notice": notice,
                "promise": promise_for(release, form),
                "promises": promises_by_topic(release, form),
                "photos": shown_photos(form),
                "is_filled": request.method == "POST",
                "search": search_folder(release),
                "incidents": incidents_for(release, form),
            },
        ),
    )


def search_folder(release: Release) -> str:
    """Where the page's script finds the locale's search index and the articles of topics."""
    return f"{Addresses.of(release.shop).path(g.locale)}{BROWSER_FOLDER}/"


def show_check(release: Release, form: ShopForm) -> Response:
    """What was typed, to be looked at once more before it is sent."""
    is_withdrawal = form.name_of_form == "withdraw"
    button = gettext("Confirm withdrawal") if is_withdrawal else gettext("Send now")
    title = gettext("Check your statement") if is_withdrawal else gettext("Check and send")
    seal = current_service().keys.sign("checked", checked_value(form))
    return render_page(
        release,
        Page(
            title=title,
            template="check.html",
            form=form,
            values={"button": button, "seal": seal, "is_withdrawal": is_withdrawal},
        ),
    )


def is_checked(form: ShopForm) -> bool:
    """Whether these very values were shown on the check page before."""
    seal = request.form.get("checked", "")
    return current_service().keys.read_signed("checked", seal) == checked_value(form)


def checked_value(form: ShopForm) -> list[str]:
    """What the seal of the check page covers: the token and every value."""
    token = form.read_token
    return [token.id if token else "", *(f"{k}={v}" for k, v in sorted(form.values().items()))]


def accept(release: Release, form: ShopForm, pictures: tuple[Picture, ...] = ()) -> Response:
    """Store a valid form and lead on to the thanks page."""
    return lead_to_thanks(store_form(release, form, pictures))


def lead_to_thanks(stored: Stored, copy: str | None = None) -> Response:
    """To the thanks page, with a GET, so that loading it anew sends nothing again."""
    address = url_for("desk.thanks", locale=g.locale, reference=stored.reference, copy=copy)
    response: Response = redirect(address, 303, Response=Response)  # type: ignore[assignment]
    return response


def store_form(release: Release, form: ShopForm, pictures: tuple[Picture, ...] = ()) -> Stored:
    """Store a valid form; raises LimitReachedError and DatabaseUnavailableError."""
    service = current_service()
    now, token, client = service.clock(), form.read_token, request.remote_addr or ""
    limits = service.limits(client)
    service.refusals.check(limits)
    suspicion = judge(
        form, token, now, hold_at=service.settings.hold_score, own_hosts=own_hosts(release)
    )
    around = Circumstances(
        now=now,
        reference=new_reference(service.randomness),
        token_id=token.id if token else "",
        network=service.keys.keyed_hash("network", host_of(client)),
        state=suspicion.state,
        score=suspicion.score,
        reasons=suspicion.reasons,
    )
    submission = make_submission(form, release.shop, around)
    arrival = Arrival(
        submission=submission,
        limits=limits,
        team_mailbox=release.shop.routes[submission.route].mailbox,
        rules=service.rules(release),
        photo_token=around.token_id if form.takes_photos else None,
        pictures=pictures,
    )
    try:
        stored = store(service.database, arrival)
    except LimitReachedError as refusal:
        service.refusals.remember(limits[0], refusal.seconds)
        raise
    service.wake.set()
    return stored


def own_hosts(release: Release) -> list[str]:
    """The shop's hosts: links to them are no sign of spam."""
    identity = release.shop.identity
    addresses = (identity.website, identity.help_center)
    return [urlsplit(address).netloc for address in addresses] + [identity.mail_domain]


def refuse_foreign(release: Release, form: ShopForm) -> Response | None:
    """An answer for a form that another site sent; None when it came from ours, or may have."""
    if judge_origin(request.headers, request.host) is not Origin.FOREIGN:
        return None
    notice = gettext("This form was sent from another website. Check your text and send it here.")
    return show_form(release, form, status=403, notice=notice)


def needs_check(form: ShopForm) -> bool:
    """Whether the browser does not say where the form was sent from, and nobody checked it yet."""
    unknown = judge_origin(request.headers, request.host) is Origin.UNKNOWN
    return unknown and not is_checked(form)


def typed_values() -> MultiDict[str, str]:
    """What the shopper typed, with spaces for what no browser sends."""
    return request.form


def promise_for(release: Release, form: ShopForm) -> str:
    """The promise for the chosen topic, before it is chosen for the form's own team."""
    shop, now = release.shop, current_service().clock()
    chosen = topic_of(form.name_of_form, {"topic": form.values().get("topic", "")}, shop)
    channel = next((c for c in shop.channels.values() if c.kind == "form"), None)
    own = channel.route if channel and channel.route else next(iter(shop.routes))
    route = shop.topics[chosen].route if chosen in shop.topics else own
    return promise_sentence(shop, answer_by(shop, route, now), g.locale)


def promises_by_topic(release: Release, form: ShopForm) -> dict[str, str]:
    """For the page's script: the promise of each topic that may be chosen, by its id."""
    if not isinstance(form, TopicForm):
        return {}
    shop, now = release.shop, current_service().clock()
    by_route = {
        route: promise_sentence(shop, answer_by(shop, route, now), g.locale)
        for route in {topic.route for _, topic in form.offered}
    }
    return {key: by_route[topic.route] for key, topic in form.offered}


def incidents_for(release: Release, form: ShopForm) -> list[Notice]:
    """What is wrong at the moment with something that the form is about."""
    shop, now = release.shop, current_service().clock()
    topics = {key for key, topic in shop.topics.items() if form.name_of_form in topic.forms}
    if form.name_of_form == "withdraw":
        topics = {topic_of("withdraw", {}, shop)}
    return [
        Notice(id=incident.id, text=incident.text.in_locale(g.locale))
        for incident in active_incidents(shop, now, topics)
    ]

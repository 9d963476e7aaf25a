"""What every page has: its locale, the site's shell around it, the language switcher."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from flask import Response, abort, g, render_template, request
from flask_babel import gettext
from markupsafe import Markup, escape

from form_service.intake.forms import ShopForm
from form_service.release import Release, trusted
from form_service.service import current_service
from form_service.text import clean_line
from helpcenter_build.locales.locale import locale_of, locales_of

HTML = "text/html; charset=utf-8"
LONGEST_QUERY = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page to be rendered: its heading, its template and what that shows."""

    title: str
    template: str
    status: int = 200
    form: ShopForm | None = None
    values: Mapping[str, object] = field(default_factory=dict)
    query: str = ""
    """What the language switcher takes along, such as `?q=refund`."""


def use_locale(locale: str) -> Release:
    """The release, after making `locale` the request's; an unknown one is answered with 404."""
    release = current_service().bundle.current()
    if locale not in release.pages:
        abort(404)
    g.locale = locale
    return release


def asked_query() -> str:
    """What the address says that somebody searched for, on one line."""
    return clean_line(request.args.get("q", ""))[:LONGEST_QUERY].rstrip()


def wants_fragment() -> bool:
    """Whether a page's script asks for the content alone, to put it into a page of its own."""
    return request.headers.get("X-HC-Fragment") == "1" or request.args.get("fragment") == "1"


def render_page(release: Release, page: Page) -> Response:
    """The page in the site's shell, or its content alone."""
    problems = page.form.problems if page.form is not None else []
    content = render_template(
        page.template,
        title=page.title,
        locale=g.locale,
        form=page.form,
        problems=problems,
        is_fragment=wants_fragment(),
        desk=f"/desk/{g.locale}",
        release=release,
        shop=release.shop,
        **page.values,
    )
    if not wants_fragment():
        content = _in_shell(release, page, content, has_errors=bool(problems))
    response = Response(content, page.status, content_type=HTML)
    response.headers["Content-Language"] = g.locale
    response.headers["Vary"] = "X-HC-Fragment"
    return response


def _in_shell(release: Release, page: Page, content: str, *, has_errors: bool) -> str:
    shop_name = release.shop.identity.name.in_locale(g.locale)
    title = f"{page.title} – {shop_name}"
    return release.pages[g.locale].shell.fill(
        {
            "title": gettext("Error: %(title)s", title=title) if has_errors else title,
            "content": trusted(content),
            "language-switch": _language_switch(release, page),
        }
    )


def _language_switch(release: Release, page: Page) -> Markup:
    """Links to the same page; on a form buttons, which take along what was typed."""
    current = locale_of(release.shop, g.locale)
    entries = []
    for language in locales_of(release.shop):
        address = request.path.replace(f"/desk/{current.tag}/", f"/desk/{language.tag}/", 1)
        attributes = trusted('lang="{}" dir="{}"').format(language.tag, language.direction)
        name = escape(language.name)
        if language.tag == current.tag:
            link = trusted('<a href="{}" aria-current="true" {}>{}</a>')
            entries.append(link.format(address + page.query, attributes, name))
        elif page.form is not None:
            button = trusted(
                '<button class="hc-menu__switch" type="submit" form="hc-form" formaction="{}" '
                'formnovalidate name="switch" value="1" {}>{}</button>'
            )
            entries.append(button.format(address, attributes, name))
        else:
            link = trusted('<a href="{}" hreflang="{}" {}>{}</a>')
            entries.append(link.format(address + page.query, language.tag, attributes, name))
    return trusted("\n").join(trusted("<li>{}</li>").format(entry) for entry in entries)

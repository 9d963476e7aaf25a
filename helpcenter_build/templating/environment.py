"""The Jinja environment of articles: facts as names, filters, tables and widgets.

Articles are written by people who may not be trusted with the build machine (a pull request), so
their templates run in Jinja's sandbox.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from functools import partial
from typing import Any

from jinja2 import FileSystemLoader, StrictUndefined
from jinja2.exceptions import TemplateNotFound, TemplateRuntimeError, UndefinedError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import missing
from markupsafe import Markup

from helpcenter_build import theme
from helpcenter_build.calendar.hours import nearby_holidays
from helpcenter_build.facts import Fact, Shop
from helpcenter_build.locales.catalogue import translations
from helpcenter_build.locales.locale import locale_of
from helpcenter_build.pages.addresses import Addresses
from helpcenter_build.pages.chat import CHAT_PAGE
from helpcenter_build.pages.chrome import calendar_of
from helpcenter_build.problems import did_you_mean
from helpcenter_build.templating.arguments import FilterError
from helpcenter_build.templating.filters import Filters, filters_of


class UnknownFactError(Exception):
    """Raised as soon as an unknown name is met, with what was searched and for which name."""

    def __init__(self, around: object, name: str) -> None:
        super().__init__(name)
        self.around = around
        self.name = name


class _Unknown(StrictUndefined):
    __slots__ = ()

    def __init__(
        self,
        hint: str | None = None,
        obj: Any = missing,
        name: str | None = None,
        exc: type[TemplateRuntimeError] = UndefinedError,
    ) -> None:
        if hint is None and name is not None:
            raise UnknownFactError(obj, name)
        super().__init__(hint, obj, name, exc)


class ArticleEnvironment(ImmutableSandboxedEnvironment):
    """Facts as names, entries before attributes: {{ payment.methods["cash-on-delivery"].fee }}."""

    def __init__(self, shop: Shop, tag: str) -> None:
        super().__init__(
            undefined=_Unknown,
            autoescape=True,
            keep_trailing_newline=True,
            comment_start_string="{=#",  # "{#" begins the id of a heading
            comment_end_string="#=}",
            extensions=["jinja2.ext.i18n"],
            loader=FileSystemLoader(theme.FOLDER),
        )
        locale = locale_of(shop, tag)
        filters = Filters(shop, locale)
        self.shop = shop
        self.remembered: dict[str, str] = {}
        self.finalize = filters.printed
        self.filters.update(filters_of(filters))
        self.globals.update({name: getattr(shop, name) for name in type(shop).model_fields})
        self.globals.update(shop=shop, locale=locale, table=self.table, widget=self.widget)
        addresses = Addresses.of(shop)
        self.globals.update(
            calendar=calendar_of(shop, locale),
            chat_path=addresses.path(tag, CHAT_PAGE),
            page_path=partial(addresses.path, tag),
            holiday_dates=nearby_holidays(shop, datetime.now(UTC).date()),
        )
        catalogue = translations(tag)
        self.install_gettext_translations(catalogue, newstyle=True)  # type: ignore[attr-defined]

    def getattr(self, obj: Any, attribute: str) -> Any:
        if isinstance(obj, Mapping) and attribute in obj:
            return obj[attribute]
        if isinstance(obj, Fact) and (name := _name_of_alias(obj, attribute)):
            return getattr(obj, name)
        return super().getattr(obj, attribute)

    def table(self, name: str) -> Markup:
        """theme/tables/<name>.html, on one line so that it may stand in an admonition."""
        return self._part("tables", name)

    def widget(self, name: str) -> Markup:
        """theme/widgets/<name>.html."""
        return self._part("widgets", name)

    def _part(self, folder: str, name: str) -> Markup:
        try:
            template = self.get_template(f"{folder}/{name}.html")
        except TemplateNotFound:
            known = [path.stem for path in (theme.FOLDER / folder).glob("*.html")]
            kind = folder.removesuffix("s")
            raise FilterError(f"There is no {kind} {name}.", did_you_mean(name, known)) from None
        lines = (line.strip() for line in template.render().splitlines())
        return Markup(" ".join(line for line in lines if line))  # noqa: S704  # escaped there


def _name_of_alias(fact: Fact, alias: str) -> str | None:
    fields = type(fact).model_fields.items()
    return next((name for name, field in fields if field.alias == alias), None)

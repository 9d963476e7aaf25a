"""The service's short strings in the page's language: gettext through Flask-Babel."""

from pathlib import Path

from babel.support import NullTranslations
from flask_babel import Domain, get_locale

from helpcenter_build.locales.catalogue import translations

FOLDER = Path(__file__).parent / "translations"
DOMAIN = "form_service"


def catalogue(locale: str) -> NullTranslations:
    """The strings of a locale; mails, composed outside of requests, read them here."""
    return translations(locale, FOLDER, DOMAIN)


class ServiceDomain(Domain):
    """Where Flask-Babel finds the strings, compiled or not."""

    def __init__(self) -> None:
        super().__init__(domain=DOMAIN)  # type: ignore[no-untyped-call]

    def get_translations(self) -> NullTranslations:
        """Those of the request's locale; the source strings outside of one."""
        locale = get_locale()
        return NullTranslations() if locale is None else catalogue(str(locale).replace("_", "-"))

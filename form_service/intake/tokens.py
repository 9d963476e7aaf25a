"""Form tokens: signed, without a session or a cookie, each with an id of its own.

The signature shows that the form came from here; the id makes a form that is sent twice one
submission and keeps photos through validation errors. A token lives a day, longer than WCAG 2.2.1
asks; an expired one is replaced, with everything typed kept.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any

from flask_babel import gettext
from wtforms import Form, ValidationError
from wtforms.csrf.core import CSRF, CSRFTokenField

from form_service.delivery.worker import Clock
from form_service.keys import Keys
from form_service.references import Randomness

LIFE = timedelta(hours=24)
PURPOSE = "form-token"
ID_BYTES = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """What a token says."""

    id: str
    form: str
    issued_at: datetime

    def is_expired(self, now: datetime) -> bool:
        """Older than a day; one of the future is not: then the clock was set back."""
        return now - self.issued_at > LIFE


class Tokens:
    """Issues and reads tokens."""

    def __init__(self, keys: Keys, clock: Clock, randomness: Randomness) -> None:
        self._keys = keys
        self._clock = clock
        self._randomness = randomness
        self._read = lru_cache(maxsize=256)(self._read_signed)

    def issue(self, form: str, token_id: str | None = None) -> str:
        """A fresh token, with the id of an expired one when there is one."""
        issued = int(self._clock().timestamp())
        return self._keys.sign(
            PURPOSE, [form, issued, token_id or self._randomness(ID_BYTES).hex()]
        )

    def read(self, text: str, form: str) -> Token | None:
        """The token in `text`; None unless it was issued here and for this form."""
        token = self._read(text)  # asked for several times in each request
        return token if token is not None and token.form == form else None

    def _read_signed(self, text: str) -> Token | None:
        match self._keys.read_signed(PURPOSE, text):
            case [str(name), int(issued), str(token_id)]:
                issued_at = datetime.fromtimestamp(issued, UTC)
                return Token(id=token_id, form=name, issued_at=issued_at)
        return None

    def renew(self, text: str, form: str) -> str:
        """The token to show in a form: the one that came in while it is good, else a fresh one."""
        token = self.read(text, form)
        if token is None:
            return self.issue(form)
        return self.issue(form, token.id) if token.is_expired(self._clock()) else text

    def is_good(self, text: str, form: str) -> bool:
        """Whether a form with this token may be accepted."""
        token = self.read(text, form)
        return token is not None and not token.is_expired(self._clock())


class SignedToken(CSRF):
    """WTForms' way to the tokens; the form's Meta carries them as `csrf_context`."""

    def setup_form(self, form: Form) -> Any:
        """Take what the form's Meta was given."""
        self._tokens, self._name = form.meta.csrf_context
        return super().setup_form(form)  # type: ignore[no-untyped-call]  # WTForms has no annotations

    def generate_csrf_token(self, csrf_token_field: CSRFTokenField) -> str:
        """The value of the hidden field."""
        return str(self._tokens.renew(csrf_token_field.data or "", self._name))

    def validate_csrf_token(self, form: Form, field: CSRFTokenField) -> None:
        """Refuse what was not issued here; ask again when it was, but long ago."""
        text = field.data or ""
        if self._tokens.is_good(text, self._name):
            return
        if self._tokens.read(text, self._name) is not None:
            raise ValidationError(
                gettext("This page was open for a long time. Check your text and send it again.")
            )
        raise ValidationError(
            gettext("We could not confirm that this form came from our site. Send it again.")
        )

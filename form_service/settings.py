"""Every setting of the service: HELPCENTER_* variables, checked as a whole at start."""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from form_service.setting_values import (
    one_of,
    parse_bounce_address,
    parse_database_url,
    parse_mail_address,
    parse_optional_path,
    parse_public_url,
    parse_smtp_url,
    whole_number,
)

PREFIX = "HELPCENTER_"
MASK = "(set, not shown)"
SECRET_LENGTH = 32
DEVELOPMENT_SECRET = "development only: anybody can read this in the source code"  # noqa: S105  # refused in production


class SettingsError(Exception):
    """What is wrong with the settings, a sentence each."""

    def __init__(self, sentences: list[str]) -> None:
        super().__init__("\n".join(sentences))
        self.sentences = sentences


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One row of the table of settings."""

    field: str
    meaning: str
    default: str = ""
    secret: bool = False
    parse: Callable[[str], object] = str

    @property
    def name(self) -> str:
        """The environment variable."""
        return PREFIX + self.field.upper()


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The settings as the service uses them; the table SETTINGS says what each means."""

    mode: str
    bundle: Path
    site: Path | None
    database: str
    secret: str
    smtp: str
    mail_folder: Path
    mail_from: str
    bounce_address: str
    operator_address: str
    staff_locale: str
    public_url: str
    host: str
    port: int
    processes: int
    threads: int
    proxies: int
    delivery: str
    senders: int
    limit_per_address: int
    limit_per_network: int
    limit_minutes: int
    acknowledgements_per_day: int
    acknowledgements_per_hour: int
    hold_score: int
    give_up_days: int
    queue_alert_minutes: int
    metrics_token: str

    @property
    def is_development(self) -> bool:
        """Whether this is somebody's own machine: mails to files, previews, no secrets needed."""
        return self.mode == "development"


SETTINGS: tuple[Setting, ...] = (
    Setting(field="mode", default="production", parse=one_of("production", "development"),
            meaning="`development` needs no secret, writes mails to files and shows them"),
    Setting(field="bundle", default="bundle", parse=Path,
            meaning="folder of the bundle that `helpcenter build` wrote"),
    Setting(field="site", parse=parse_optional_path,
            meaning="folder of the static site, when the service shall serve it too"),
    Setting(field="database", default="sqlite:///var/helpcenter.db", parse=parse_database_url,
            secret=True, meaning="database: `sqlite:///path` or `postgresql://user:password@host/name`"),
    Setting(field="secret", secret=True,
            meaning=f"at least {SECRET_LENGTH} random characters; signs tokens, keys hashes"),
    Setting(field="smtp", secret=True, parse=parse_smtp_url,
            meaning="mail server: `smtp://user:password@host:587` (STARTTLS when offered, required "
            "with a password) or `smtps://`; development without one writes files"),
    Setting(field="mail_folder", default="var/mail", parse=Path,
            meaning="where development mails are written as `.eml` files"),
    Setting(field="mail_from", parse=parse_mail_address,
            meaning="From address of every mail; default `help@` the shop's mail domain"),
    Setting(field="bounce_address", parse=parse_bounce_address,
            meaning="envelope sender, or `<>`; default `bounces@` the shop's mail domain"),
    Setting(field="operator_address", parse=parse_mail_address,
            meaning="who gets alerts and the daily digest; default the first route's mailbox"),
    Setting(field="staff_locale",
            meaning="locale of tickets and alerts; default the source locale"),
    Setting(field="public_url", parse=parse_public_url,
            meaning="origin that shoppers see; default the help center of the facts"),
    Setting(field="host", default="127.0.0.1", meaning="address the service listens on"),
    Setting(field="port", default="8000", parse=whole_number(0, 65535),
            meaning="port the service listens on (0: any free one)"),
    Setting(field="processes", default="1", parse=whole_number(1, 16),
            meaning="web processes, a core each; with more than one, delivery runs in one beside"),
    Setting(field="threads", default="8", parse=whole_number(1, 64),
            meaning="requests answered at the same time by each of them"),
    Setting(field="proxies", default="0", parse=whole_number(0, 5),
            meaning="trusted proxies in front that set X-Forwarded-For and -Proto"),
    Setting(field="delivery", default="thread", parse=one_of("thread", "off"),
            meaning="`thread`: the web process delivers mail; `off`: `helpcenter deliver` does"),
    Setting(field="senders", default="2", parse=whole_number(1, 32),
            meaning="mails on their way at the same time from one process, a connection each"),
    Setting(field="limit_per_address", default="20", parse=whole_number(1, 10**6),
            meaning="forms accepted from one network address in a window"),
    Setting(field="limit_per_network", default="200", parse=whole_number(1, 10**6),
            meaning="forms accepted from one network (/24, /48) in a window"),
    Setting(field="limit_minutes", default="10", parse=whole_number(1, 1440),
            meaning="length of that window in minutes"),
    Setting(field="acknowledgements_per_day", default="3", parse=whole_number(0, 100),
            meaning="acknowledgements to one e-mail address in 24 hours"),
    Setting(field="acknowledgements_per_hour", default="300", parse=whole_number(0, 10**6),
            meaning="acknowledgements in an hour in all; above it they pause and staff are told"),
    Setting(field="hold_score", default="100", parse=whole_number(1, 1000),
            meaning="suspicion from which a submission is held for staff to look at"),
    Setting(field="give_up_days", default="5", parse=whole_number(1, 30),
            meaning="days after which a mail that nobody accepts is given up"),
    Setting(field="queue_alert_minutes", default="15", parse=whole_number(1, 1440),
            meaning="age of the oldest waiting mail from which /desk/healthz reports a fault"),
    Setting(field="metrics_token", secret=True,
            meaning="bearer token for /desk/metrics; without it only this machine reads it"),
)  # fmt: skip


def read_settings(environ: Mapping[str, str] = os.environ) -> Settings:
    """The settings in `environ`.

    Raises SettingsError with every problem at once: unknown, unreadable and contradictory ones.
    """
    raw, sentences = _collect(environ)
    values: dict[str, object] = {}
    for setting in SETTINGS:
        try:
            values[setting.field] = setting.parse(raw.get(setting.name, setting.default))
        except ValueError as error:
            sentences.append(f"{setting.name} {error}.")
    if values.get("mode") == "development":
        values["secret"] = values["secret"] or DEVELOPMENT_SECRET
    elif not sentences:
        sentences += _missing_in_production(values)
    if sentences:
        raise SettingsError(sentences)
    return Settings(**values)  # type: ignore[arg-type]  # the table's parsers give these types


def describe(environ: Mapping[str, str]) -> list[tuple[Setting, str]]:
    """Each setting with the value it has, secrets masked."""
    raw, _ = _collect(environ)
    rows = []
    for setting in SETTINGS:
        value = raw.get(setting.name, setting.default)
        rows.append((setting, MASK if setting.secret and setting.name in raw else value))
    return rows


def _collect(environ: Mapping[str, str]) -> tuple[dict[str, str], list[str]]:
    known = {setting.name: setting for setting in SETTINGS}
    found: dict[str, str] = {}
    sentences: list[str] = []
    for name, value in sorted(environ.items()):
        if not name.startswith(PREFIX):
            continue
        base = name.removesuffix("_FILE")
        if name in known:
            found[name] = value.strip()
        elif base in known and known[base].secret:
            sentences += _read_secret(base, name, value, environ, found)
        else:
            sentences.append(f"{name} is no setting; `helpcenter settings` lists them.")
    return {name: value for name, value in found.items() if value}, sentences


def _read_secret(
    base: str, name: str, path: str, environ: Mapping[str, str], found: dict[str, str]
) -> list[str]:
    if environ.get(base):
        return [f"{base} and {name} are both set; keep one of them."]
    try:
        found[base] = Path(path).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        return [f"{name} names {path}, which cannot be read: {error}."]
    return []


def _missing_in_production(values: Mapping[str, object]) -> list[str]:
    sentences = []
    secret = str(values["secret"])
    if len(secret) < SECRET_LENGTH or secret == DEVELOPMENT_SECRET:
        sentences.append(
            f"{PREFIX}SECRET (or {PREFIX}SECRET_FILE) must hold at least {SECRET_LENGTH} random "
            "characters, for example from: openssl rand -base64 32."
        )
    if not values["smtp"]:
        sentences.append(
            f"{PREFIX}SMTP must name the mail server, for example "
            "smtp://user:password@mail.shop.example:587; only development mode works without."
        )
    return sentences

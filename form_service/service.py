"""What a running service consists of."""

import threading
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import cast

from flask import current_app

from form_service.abuse.caps import Caps, Limit
from form_service.abuse.novelties import Novelties
from form_service.abuse.refusals import Refusals
from form_service.delivery.worker import Clock
from form_service.intake.tokens import Tokens
from form_service.keys import Keys, host_of, network_of
from form_service.references import Randomness
from form_service.release import Bundle, Release
from form_service.settings import Settings
from form_service.storage.database import Database
from form_service.storage.submissions import Rules

EXTENSION = "form_service"


def utc_now() -> datetime:
    """The machine's clock."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """The parts that views and workers share."""

    settings: Settings
    keys: Keys
    bundle: Bundle
    database: Database
    clock: Clock
    randomness: Randomness
    tokens: Tokens
    refusals: Refusals = field(default_factory=Refusals)
    novelties: Novelties = field(default_factory=Novelties)
    wake: threading.Event = field(default_factory=threading.Event)
    """Set when a mail was stored, so that delivery need not wait."""

    def rules(self, release: Release) -> Rules:
        """What the storing transaction has to know."""
        shop, settings = release.shop, self.settings
        return Rules(
            keys=self.keys,
            caps=Caps(
                per_day=settings.acknowledgements_per_day,
                per_hour=settings.acknowledgements_per_hour,
            ),
            mail_domain=shop.identity.mail_domain,
            operator=operator_address(settings, release),
            window=timedelta(minutes=settings.limit_minutes),
        )

    def photo_limit(self, client: str) -> Limit:
        """How often a network address may have photos drawn in a window."""
        key = self.keys.keyed_hash("photos", client)
        return Limit(key=key, count=2 * self.settings.limit_per_address)

    def limits(self, client: str) -> tuple[Limit, ...]:
        """The limits of a network address."""
        host, network = host_of(client), network_of(client)
        return (
            Limit(key=self.keys.keyed_hash("host", host), count=self.settings.limit_per_address),
            Limit(
                key=self.keys.keyed_hash("network", network),
                count=self.settings.limit_per_network,
            ),
        )


def operator_address(settings: Settings, release: Release) -> str:
    """Who gets alerts and the digest."""
    first = next(iter(release.shop.routes.values()))
    return settings.operator_address or first.mailbox


def public_url(settings: Settings, release: Release) -> str:
    """The origin that shoppers see, without a slash at the end."""
    if settings.public_url:
        return settings.public_url
    if settings.is_development:
        return f"http://{settings.host}:{settings.port}"
    return release.shop.identity.help_center.rstrip("/")


def current_service() -> Service:
    """The service of the running application."""
    return cast(Service, current_app.extensions[EXTENSION])

"""What runs beside the web pages: delivery, and housekeeping once a day."""

import logging
import threading
import time
from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import Connection

from form_service.composition.composing import compose_claimed
from form_service.composition.reports import waits_for_people
from form_service.delivery.mailer import FolderMailer, Mailer, SmtpMailer
from form_service.delivery.outbox import Claimed
from form_service.delivery.worker import Delivery, assist, run
from form_service.release import BundleMissingError
from form_service.service import Service
from form_service.storage.housekeeping import purge
from form_service.storage.submissions import queue_alert
from form_service.storage.writer import DatabaseUnavailableError

FAILED, DIGEST = "alert-failed", "digest"
HOUSEKEEPING_SECONDS = 1800.0
STOP_SECONDS = 5.0
log = logging.getLogger(__name__)


class Background:
    """The threads of a process."""

    def __init__(self, service: Service, mailer: Mailer | None = None) -> None:
        self._service = service
        self._mailer = mailer
        self._stop = threading.Event()
        self._company = threading.Event()
        self._threads: list[threading.Thread] = []

    def start(self) -> None:
        """Begin; returns at once."""
        delivery = build_delivery(self._service, self._mailer)
        arguments = (delivery, self._stop, self._service.wake, self._company)
        thread = threading.Thread(target=run, args=arguments, name="delivery", daemon=True)
        cleaner = threading.Thread(target=self._keep_house, name="housekeeping", daemon=True)
        others = [] if self._mailer else assistants(self._service, self._stop, self._company)
        self._threads += [thread, *others, cleaner]
        for each in self._threads:
            each.start()

    def _keep_house(self) -> None:
        while not self._stop.wait(HOUSEKEEPING_SECONDS):
            try:
                keep_house(self._service)
            except (DatabaseUnavailableError, BundleMissingError) as error:
                log.warning("housekeeping waits: %s", error)

    def stop(self) -> None:
        """Finish the mail at hand and end."""
        self._stop.set()
        self._service.wake.set()
        self._company.set()
        wait_for(self._threads)


def wait_for(threads: Iterable[threading.Thread]) -> None:
    """Until all have ended, STOP_SECONDS at most."""
    ends = time.monotonic() + STOP_SECONDS
    for thread in threads:
        thread.join(timeout=max(ends - time.monotonic(), 0.0))


def assistants(
    service: Service, stop: threading.Event, company: threading.Event
) -> list[threading.Thread]:
    """The senders beside the first one; not started."""
    count = service.settings.senders - 1
    arguments = [(build_delivery(service), stop, company) for _ in range(count)]
    return [
        threading.Thread(target=assist, args=each, name="delivery", daemon=True)
        for each in arguments
    ]


def keep_house(service: Service) -> None:
    """Delete what is too old; once a day tell the operator what waits for a look."""
    release, now = service.bundle.current(), service.clock()
    rules = service.rules(release)
    key = now.strftime("%Y-%m-%d")

    purge(service.database, release.shop, rules.window, now)

    def work(connection: Connection) -> None:
        if waits_for_people(connection, now):
            queue_alert(connection, DIGEST, rules, key, now)

    service.database.write(work)


def build_delivery(service: Service, mailer: Mailer | None = None) -> Delivery:
    """A sender with the service's settings, and its mailer unless another is given."""

    return Delivery(
        service.database,
        mailer or build_mailer(service),
        lambda claimed: compose_claimed(service, claimed),
        clock=service.clock,
        give_up=timedelta(days=service.settings.give_up_days),
        on_final=lambda connection, claimed, now: _tell_operator(service, connection, claimed, now),
    )


def build_mailer(service: Service) -> Mailer:
    """To the mail server, or to files in development without one."""
    settings = service.settings
    if not settings.smtp:
        return FolderMailer(settings.mail_folder)
    domain = service.bundle.current().shop.identity.mail_domain
    return SmtpMailer(settings.smtp, settings.bounce_address or f"bounces@{domain}")


def _tell_operator(
    service: Service, connection: Connection, claimed: Claimed, now: datetime
) -> None:
    """One alert an hour, however many mails fail; none about alerts."""
    if claimed.submission is None:
        log.error("mail %s could not be delivered", claimed.message_id)
        return
    rules = service.rules(service.bundle.current())
    key = now.strftime("%Y-%m-%dT%H")
    queue_alert(connection, FAILED, rules, key, now)

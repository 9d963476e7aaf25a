"""Sending what the outbox holds, one mail at a time, for ever."""

import logging
import random
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import Connection

from form_service.composition.compose import Message
from form_service.delivery.mailer import Answer, Mailer
from form_service.delivery.outbox import (
    DEFERRED,
    HELD,
    REJECTED,
    SENT,
    Claimed,
    Outcome,
    claim,
    hand_back,
    record,
    record_and_claim,
)
from form_service.delivery.pauses import FIRST, pause_after
from form_service.storage.database import Database
from form_service.storage.writer import DatabaseUnavailableError

POLL_SECONDS = 0.2
STOP_LOOK_SECONDS = 1.0
DATABASE_PAUSE = 2.0
COMPOSE_TRIES = 5
UNDELIVERED = {REJECTED, HELD}
TOO_LARGE = "552"
"""The reply of a server to a message above its size limit (RFC 5321, section 4.2.3)."""
UNREACHABLE_PAUSES = (2.0, 5.0, 10.0, 20.0, 30.0)
"""Seconds between knocks at a mail server that does not answer; the last one repeats."""

log = logging.getLogger(__name__)
Clock = Callable[[], datetime]
Compose = Callable[[Claimed], Message]
Hear = Callable[[Connection, Claimed, datetime], None]
"""Told of a mail that will not go out, in the transaction that writes it down."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempted:
    """A delivery attempt that still has to be written down."""

    claimed: Claimed
    outcome: Outcome
    started: datetime


class Delivery:
    """A sender: claims, composes, sends and records. As many as wanted work side by side."""

    def __init__(
        self,
        database: Database,
        mailer: Mailer,
        compose: Compose,
        *,
        clock: Clock,
        give_up: timedelta,
        on_final: Hear = lambda _connection, _claimed, _now: None,
        chance: Callable[[], float] = random.random,
    ) -> None:
        self._database = database
        self._mailer = mailer
        self._compose = compose
        self._clock = clock
        self._give_up = give_up
        self._on_final = on_final
        self._chance = chance
        self._done: Attempted | None = None
        self._next: Claimed | None = None
        self._failures = 0

    @property
    def knocks_again_in(self) -> float:
        """Seconds to wait because the mail server did not answer; 0 when it does."""
        if not self._failures:
            return 0.0
        return UNREACHABLE_PAUSES[min(self._failures, len(UNREACHABLE_PAUSES)) - 1]

    def deliver_one(self, *, more: bool = True) -> bool:
        """Try one mail that is due; False when there was none.

        The outcome and the next claim are one note; without `more` nothing new is claimed.
        """
        claimed = self._next or self._turn(more=more)
        if claimed is None:
            return False
        started = self._clock()
        outcome = self._attempt(claimed)
        self._done = Attempted(claimed=claimed, outcome=outcome, started=started)
        self._next = self._turn(more=more and outcome.outcome != "unreachable")
        return True

    def close(self) -> None:
        """Write down what was sent, hand back what was not, let go of the mail server."""
        unused = self._next
        if self._done is not None:
            self._turn(more=False)
        if unused is not None:
            self._database.write(lambda c: hand_back(c, unused, self._clock()))
        self._next = None
        self._mailer.close()

    def _turn(self, *, more: bool) -> Claimed | None:
        """Record what was done and claim what comes next, as one note where both are wanted."""
        self._next, now = None, self._clock()
        if self._done is not None and (not more or self._done.outcome.state in UNDELIVERED):
            self._record(self._done, now)
        if not more:
            return None
        done = self._done

        def work(connection: Connection) -> Claimed | None:
            if done is None:
                return claim(connection, now)
            return record_and_claim(connection, done.claimed, done.outcome, done.started, now)

        # After a power cut an unwritten note costs a second copy; waiting for the disk costs all.
        claimed = self._database.note(work)
        self._done = None
        return claimed

    def _record(self, done: Attempted, now: datetime) -> None:
        """Write down what came of an attempt and, when it was the last one, tell of it at once."""

        def work(connection: Connection) -> None:
            record(connection, done.claimed, done.outcome, done.started, now)
            if done.outcome.state in UNDELIVERED:
                self._on_final(connection, done.claimed, now)

        self._database.write(work)
        self._done = None

    def _attempt(self, claimed: Claimed) -> Outcome:
        try:
            message = self._compose(claimed)
        except DatabaseUnavailableError:
            raise
        except Exception:  # the one broad catch: whatever is wrong with this mail, others must flow
            log.exception("mail %s cannot be composed", claimed.message_id)
            return self._broken(claimed)
        answer = self._mailer.send(message)
        outcome = self._judge(claimed, answer)
        log.info("mail %s %s %s", claimed.message_id, outcome.outcome, outcome.reason)
        return outcome

    def _broken(self, claimed: Claimed) -> Outcome:
        reason = "cannot be composed; the log has the reason"
        if claimed.attempts >= COMPOSE_TRIES:
            return Outcome(state=HELD, outcome="broken", reason=reason)
        return Outcome(state=DEFERRED, outcome="broken", reason=reason, due_at=self._later(FIRST))

    def _judge(self, claimed: Claimed, answer: Answer) -> Outcome:
        self._failures = self._failures + 1 if answer.kind == "unreachable" else 0
        if answer.kind == "sent":
            return Outcome(state=SENT, outcome="sent", reason=answer.reason)
        if answer.reason.startswith(TOO_LARGE) and not claimed.reason.startswith(TOO_LARGE):
            # The ticket goes again at once, with a link instead of its photos.
            return Outcome(state=DEFERRED, outcome="deferred", reason=answer.reason)
        if answer.kind == "rejected":
            return Outcome(state=REJECTED, outcome="rejected", reason=answer.reason)
        return self._wait(claimed, answer)

    def _wait(self, claimed: Claimed, answer: Answer) -> Outcome:
        refused = Outcome(state=DEFERRED, outcome=answer.kind, reason=answer.reason)
        if self._clock() - claimed.created_at > self._give_up:
            return replace(refused, state=REJECTED, reason=f"given up: {answer.reason}")
        if answer.kind == "unreachable":
            return replace(refused, due_at=self._later(FIRST), counts=False)
        return replace(refused, due_at=self._later(pause_after(claimed.attempts, self._chance())))

    def _later(self, pause: timedelta) -> datetime:
        return self._clock() + pause


def run(
    delivery: Delivery, stop: threading.Event, wake: threading.Event, company: threading.Event
) -> None:
    """Deliver until `stop` is set; `wake` says that a mail was just stored.

    This sender looks for mails by itself; while there are any it sets `company` for the others.
    """
    while not stop.is_set():
        busy = _deliver(delivery, stop)
        if busy is None:
            stop.wait(DATABASE_PAUSE)
        elif delivery.knocks_again_in:
            stop.wait(delivery.knocks_again_in)
        elif busy:
            company.set()
        else:
            wake.wait(POLL_SECONDS)
            wake.clear()
    delivery.close()


def assist(delivery: Delivery, stop: threading.Event, company: threading.Event) -> None:
    """Deliver beside the one that runs, as long as there is enough to do; then wait for it."""
    while not stop.is_set():
        if company.wait(STOP_LOOK_SECONDS):
            company.clear()
            _deliver_all(delivery, stop)
    delivery.close()


def _deliver_all(delivery: Delivery, stop: threading.Event) -> None:
    """Until nothing is due or the mail server is away; what was sent is written down first."""
    while not stop.is_set():
        busy = _deliver(delivery, stop)
        if busy is None:
            stop.wait(DATABASE_PAUSE)
        elif not busy or delivery.knocks_again_in:
            return


def _deliver(delivery: Delivery, stop: threading.Event) -> bool | None:
    """As `deliver_one`; None when the database is away."""
    try:
        return delivery.deliver_one(more=not stop.is_set())
    except DatabaseUnavailableError as error:
        log.warning("delivery waits for the database: %s", error)
        return None

"""For monitors: whether the service is well, and its figures in Prometheus' text format."""

import hmac
import shutil
from collections.abc import Mapping
from pathlib import Path

from flask import Blueprint, Response, abort, jsonify, request
from sqlalchemy import Connection, func, make_url, select

from form_service.abuse.caps import count_hour
from form_service.delivery.outbox import seconds_waited
from form_service.release import BundleMissingError
from form_service.service import Service, current_service
from form_service.storage.tables import acknowledgements, outbox, submissions

LEAST_FREE_BYTES = 200 * 1024 * 1024
LOOPBACK = frozenset({"127.0.0.1", "::1"})


def register(desk: Blueprint) -> None:
    """The addresses of this module's pages."""
    desk.add_url_rule("/healthz", "healthz", healthz)
    desk.add_url_rule("/metrics", "metrics", metrics)


def healthz() -> Response:
    """200 while everything works, 503 with the reasons otherwise."""
    service = current_service()
    faults = _faults(service)
    response = jsonify({"status": "fault" if faults else "ok", "faults": faults})
    response.status_code = 503 if faults else 200
    return response


def metrics() -> Response:
    """Counts without anything personal; for this machine, or with the token."""
    service = current_service()
    if not _may_read(service.settings.metrics_token):
        abort(404)
    lines = [f"helpcenter_{name} {value}" for name, value in _figures(service).items()]
    return Response("\n".join(lines) + "\n", content_type="text/plain; version=0.0.4")


def _may_read(token: str) -> bool:
    if not token:
        return request.remote_addr in LOOPBACK and "X-Forwarded-For" not in request.headers
    return hmac.compare_digest(request.headers.get("Authorization", ""), f"Bearer {token}")


def _faults(service: Service) -> list[str]:
    faults = []
    try:
        service.bundle.current()
    except BundleMissingError as error:
        faults.append(str(error))
    waited = service.database.read(lambda c: seconds_waited(c, service.clock()))
    if waited > service.settings.queue_alert_minutes * 60:
        faults.append(f"the oldest mail has waited for {waited:.0f} s")
    sent, cap = _within_the_hour(service), service.settings.acknowledgements_per_hour
    if 0 < cap <= sent:
        faults.append(f"acknowledgements pause: {sent} within an hour")
    if (free := _free_bytes(service)) is not None and free < LEAST_FREE_BYTES:
        faults.append(f"{free // 2**20} MiB are left on the database's disk")
    return faults


def _within_the_hour(service: Service) -> int:
    return service.database.read(lambda c: count_hour(c, service.clock()))


def _figures(service: Service) -> Mapping[str, object]:
    now = service.clock()

    def read(connection: Connection) -> dict[str, object]:
        figures: dict[str, object] = {"oldest_mail_seconds": seconds_waited(connection, now)}
        for table, name in ((outbox, "mails"), (submissions, "submissions")):
            counted = select(table.c.state, func.count()).group_by(table.c.state)
            for state, count in connection.execute(counted):
                figures[f'{name}{{state="{state}"}}'] = count
        figures["acknowledgements_within_hour"] = count_hour(connection, now)
        acks = select(func.count()).select_from(acknowledgements)
        figures["acknowledgements_remembered"] = connection.execute(acks).scalar_one()
        return figures

    free = _free_bytes(service)
    return service.database.read(read) | ({} if free is None else {"disk_free_bytes": free})


def _free_bytes(service: Service) -> int | None:
    """Of the disk under a SQLite file; a database server watches its own."""
    url = make_url(service.settings.database)
    if url.get_backend_name() != "sqlite" or not url.database:
        return None
    return shutil.disk_usage(Path(url.database).parent).free

"""Every released schema can be brought up to date, with all its mails still waiting."""

from collections.abc import Callable

import pytest

from form_service.background import build_delivery
from form_service.service import Service
from form_service.storage.database import open_database
from form_service.storage.schema import STEPS, upgrade
from form_service.storage.tables import VERSION, metadata
from tests.form_service.delivery.test_worker import drain
from tests.form_service.shoppers import KeepingMailer
from tests.form_service.storage.schema_dumps import SUBMISSIONS, columns, load, versions


@pytest.mark.parametrize("version", versions())
def test_a_released_database_is_upgraded_and_delivers_what_waited(
    database_url: str, version: int, make_service: Callable[..., Service]
) -> None:
    load(version, database_url)
    database = open_database(database_url)
    assert database.write(upgrade) == version
    database.close()
    assert columns(database_url) == {n: set(t.columns.keys()) for n, t in metadata.tables.items()}

    mailer = KeepingMailer()
    delivery = build_delivery(make_service(database=database_url), mailer)
    drain(delivery)
    delivery.close()
    kinds = [message.message_id.split(".")[1].split("@")[0] for message in mailer.messages]
    assert kinds == ["ticket"] * SUBMISSIONS + ["acknowledgement"] * SUBMISSIONS


def test_every_schema_up_to_the_present_one_has_a_dump_and_a_step() -> None:
    assert versions() == list(range(1, VERSION + 1))
    assert sorted(STEPS) == list(range(1, VERSION))

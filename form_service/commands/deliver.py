"""`helpcenter deliver`: send what the outbox holds, in as many processes as wanted."""

import gc
import signal
import threading

import click

from form_service.background import assistants, build_delivery, wait_for
from form_service.commands import opened_service
from form_service.delivery.worker import run


@click.command()
@click.option("--once", is_flag=True, help="End when nothing is due any more.")
def deliver(*, once: bool) -> None:
    """Deliver mails until stopped."""
    with opened_service() as service:
        delivery = build_delivery(service)
        gc.freeze()  # as in the web process
        if once:
            count = 0
            while delivery.deliver_one() and not delivery.knocks_again_in:
                count += 1
            delivery.close()
            click.echo(f"{count} mails tried")
            return
        stop = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda _number, _frame: stop.set())
        company = threading.Event()
        others = assistants(service, stop, company)
        for each in others:
            each.start()
        run(delivery, stop, threading.Event(), company)
        wait_for(others)

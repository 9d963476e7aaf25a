"""`helpcenter submissions`: what shoppers sent, what is held, what a person may ask for."""

import json
from datetime import datetime
from functools import partial

import click

from form_service.addresses import comparable, parse_address
from form_service.commands import LARGEST_ID, opened_service
from form_service.delivery.mail_files import erase_mail_files
from form_service.records import HELD
from form_service.references import parse_reference
from form_service.storage.copying import scrub
from form_service.storage.custody import (
    erase_address,
    export_address,
    find_submission,
    list_submissions,
    reject,
    release,
)

MANY = click.IntRange(1, LARGEST_ID)


@click.group()
def submissions() -> None:
    """Submissions: list, show, release, reject, export, erase."""


@submissions.command("list")
@click.option("--limit", type=MANY, default=50, show_default=True, help="At most so many.")
def list_all(*, limit: int) -> None:
    """The newest submissions."""
    _list(None, limit)


@submissions.command()
@click.option("--limit", type=MANY, default=200, show_default=True, help="At most so many.")
def held(*, limit: int) -> None:
    """Those that look like spam and wait for a decision, with the reasons."""
    _list(HELD, limit)


@submissions.command()
@click.argument("reference")
def show(reference: str) -> None:
    """One submission with everything that was typed."""
    code = _reference(reference)
    with opened_service() as service:
        row = service.database.read(lambda c: find_submission(c, code))
    if row is None:
        raise click.ClickException(f"There is no submission {code}.")
    for name, value in row.items():
        if name != "once":
            click.echo(f"{name}: {value}")


@submissions.command("release")
@click.argument("references", nargs=-1, required=True)
def release_held(references: tuple[str, ...]) -> None:
    """Let held submissions through: ticket and acknowledgement go out."""
    with opened_service() as service:
        rules = service.rules(service.bundle.current())
        for text in references:
            code, now = _reference(text), service.clock()
            done = service.database.write(partial(release, reference=code, rules=rules, now=now))
            click.echo(f"{code} {'is on its way' if done else 'is not held'}")


@submissions.command("reject")
@click.argument("references", nargs=-1, required=True)
def reject_held(references: tuple[str, ...]) -> None:
    """Put held submissions aside; nobody gets a mail."""
    with opened_service() as service:
        for text in references:
            code, now = _reference(text), service.clock()
            done = service.database.write(partial(reject, reference=code, now=now))
            click.echo(f"{code} {'is put aside' if done else 'is not held'}")


@submissions.command()
@click.argument("address")
def export(address: str) -> None:
    """Everything stored of one e-mail address, as JSON."""
    with opened_service() as service:
        found = service.database.read(lambda c: export_address(c, _address(address)))
    click.echo(json.dumps(found, ensure_ascii=False, indent=2, default=_plain))


@submissions.command()
@click.argument("address")
@click.option("--yes", is_flag=True, help="Do not ask.")
def erase(address: str, *, yes: bool) -> None:
    """Delete everything of one e-mail address, in the files too."""
    found = _address(address)
    if not yes:
        click.confirm("Delete every submission, mail and photo of this address?", abort=True)
    with opened_service() as service:
        mailbox_hash = service.keys.keyed_hash("mailbox", comparable(found))
        count = service.database.write(lambda c: erase_address(c, found, mailbox_hash))
        erase_mail_files(service.settings.mail_folder, found)
        is_clean = scrub(service.database)
    click.echo(f"{count} submissions erased")
    if not is_clean:
        raise click.ClickException(
            "The database's journal is in use by another process and keeps old bytes: "
            "run the command again, or stop the service first."
        )


def _list(state: str | None, limit: int) -> None:
    with opened_service() as service:
        rows = service.database.read(lambda c: list_submissions(c, state=state, limit=limit))
    if not rows:
        click.echo("None.")
    for row in rows:
        reasons = f"  {row['score']} points: {', '.join(row['reasons'])}" if row["reasons"] else ""
        click.echo(
            f"{row['reference']}  {row['arrived_at']:%Y-%m-%d %H:%M}  {row['state']:<8} "
            f"{row['form']:<8} {row['locale']:<3} {row['topic']}{reasons}"
        )


def _reference(text: str) -> str:
    code = parse_reference(text)
    if code is None:
        raise click.ClickException(f"{text} is no reference, such as 7KQF-2MXA-9TRWC.")
    return code


def _address(text: str) -> str:
    found = parse_address(text)
    if found is None:
        raise click.ClickException(f"{text} is no e-mail address.")
    return found.shown


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)

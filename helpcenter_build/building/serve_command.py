"""`helpcenter serve`: site and form service on one port, rebuilt on every save."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import click
from watchfiles import watch

from helpcenter_build import theme
from helpcenter_build.building.build import LocaleResult, open_project
from helpcenter_build.building.preview import Preview
from helpcenter_build.console import config_option, console, report
from helpcenter_build.problems import Problem

FOLDER = Path(".cache") / "preview"
LOOK_MILLISECONDS = 500


@click.command(short_help="Site and forms together, rebuilt on every save.")
@config_option
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, help="Port to listen on.")
def serve(config_file: Path, host: str, port: int) -> None:
    """Serve site and forms together and rebuild on a save; open pages reload by themselves.

    Mails are written to var/mail and shown at /desk/mail. Problems are shown on the pages.

    \b
    Examples:
      helpcenter serve
      helpcenter serve --port 8001
    """
    project, problems = open_project(config_file)
    if project is None:
        report(problems)
        raise SystemExit(1)
    signal.signal(signal.SIGTERM, _stop)
    preview = Preview.open(project, config_file.parent.resolve() / FOLDER)
    console.print("Building every locale ...")
    report(preview.build_all(_say_done))
    with _service(preview, host, port) as service:
        console.print(f"[bold green]http://{host}:{port}/[/]  (Ctrl-C stops)")
        try:
            _watch(preview, service)
        except KeyboardInterrupt:
            console.print("Stopped.")


def _stop(_number: int, _frame: FrameType | None) -> None:
    """SIGTERM ends like Ctrl-C: the service is ended, too."""
    raise KeyboardInterrupt


def _say_done(result: LocaleResult) -> None:
    console.print(f"  {result.locale}: {result.pages} pages in {result.seconds:.1f} s")


def _watch(preview: Preview, service: subprocess.Popen[bytes]) -> None:
    """Rebuild until Ctrl-C, or until the service gives up."""
    folders = (preview.project.content, preview.project.config_file, theme.FOLDER)
    for changes in watch(*folders, rust_timeout=LOOK_MILLISECONDS, yield_on_timeout=True):
        if service.poll() is not None:
            raise click.ClickException("the form service has stopped; see its last lines above")
        if changes:
            _rebuild(preview, [Path(path) for _, path in changes])


def _rebuild(preview: Preview, changed: list[Path]) -> None:
    began = time.monotonic()
    names = ", ".join(sorted({path.name for path in changed})[:3])
    known: list[Problem] = []
    for problems in preview.rebuild(changed):
        console.print(f"Rebuilt after {names} in {time.monotonic() - began:.1f} s")
        report(problem for problem in problems if problem not in known)
        known = problems


@contextmanager
def _service(preview: Preview, host: str, port: int) -> Iterator[subprocess.Popen[bytes]]:
    """The form service in development mode, as a child of this process."""
    settings = {
        "MODE": "development",
        "SITE": str(preview.project.site),
        "BUNDLE": str(preview.project.bundle),
        "HOST": host,
        "PORT": str(port),
    }
    environment = os.environ | {f"HELPCENTER_{name}": value for name, value in settings.items()}
    command = [sys.executable, "-m", "form_service"]
    process = subprocess.Popen(command, env=environment)  # noqa: S603  # our own module
    try:
        yield process
    finally:
        process.terminate()
        process.wait(timeout=10)

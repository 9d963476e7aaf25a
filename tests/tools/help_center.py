"""The whole help center as a shop runs it: built from the content, served by the real service."""

import os
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.tools.ports import reserve_port

ROOT = Path(__file__).parents[2]
START_SECONDS = 30
BUILD_SECONDS = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpCenter:
    url: str
    folder: Path  # with log, database and mails
    process: subprocess.Popen[bytes]

    def log(self) -> str:
        return (self.folder / "log").read_text()


def build_content(folder: Path) -> None:
    """Build the project's content in `folder`: `site/` and `bundle/`."""
    shutil.copytree(ROOT / "content", folder / "content")
    shutil.copy(ROOT / "mkdocs.yml", folder)
    command = [Path(sys.executable).parent / "helpcenter", "build"]
    built = subprocess.run(
        command, cwd=folder, capture_output=True, text=True, timeout=BUILD_SECONDS
    )
    assert built.returncode == 0, built.stdout + built.stderr


def _is_healthy(url: str) -> bool:
    try:
        with urllib.request.urlopen(f"{url}/desk/healthz", timeout=2):
            return True
    except urllib.error.HTTPError as error:
        error.close()
        return False
    except OSError:
        return False


@contextmanager
def run_help_center(built: Path, folder: Path, **settings: str) -> Iterator[HelpCenter]:
    """Serve what `build_content` built until the block ends; `settings` without HELPCENTER_."""
    port = reserve_port()
    url = f"http://127.0.0.1:{port}"
    defaults = {
        "site": str(built / "site"),
        "bundle": str(built / "bundle"),
        "database": f"sqlite:///{folder / 'helpcenter.db'}",
        "secret": "for tests: nobody else's mail or data is behind it",
        "port": str(port),
        "public_url": url,
    }
    chosen = {f"HELPCENTER_{key.upper()}": value for key, value in {**defaults, **settings}.items()}
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "form_service"],
            env=os.environ | chosen,
            cwd=folder,
            stdout=log,
            stderr=log,
        )
    center = HelpCenter(url=url, folder=folder, process=process)
    try:
        deadline = time.monotonic() + START_SECONDS
        while not _is_healthy(url):
            assert process.poll() is None, f"the service stopped:\n{center.log()}"
            assert time.monotonic() < deadline, f"the service does not answer:\n{center.log()}"
            time.sleep(0.05)
        yield center
    finally:
        process.terminate()
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

"""What a service has loaded when it has started and nobody has asked for anything yet."""

import os
import subprocess
import sys
from pathlib import Path

from tests.form_service.conftest import SECRET

START = "import sys, form_service; form_service.create_app(); print(*sys.modules)"
LOADED_WHEN_NEEDED = {
    "PIL": "a photo is drawn in a process of its own",
    "whoosh": "the first search, or the first ticket, needs it",
    "holidays": "the first promise needs it",
    "pydantic": "the build has checked the facts",
    "phonenumbers": "the first phone number needs it",
    "babel.messages": "catalogues are compiled beforehand",
    "psycopg": "the database is SQLite",
    "sqlalchemy.dialects.postgresql": "the database is SQLite",
    "sqlalchemy.orm": "Core is enough",
    "rich": "for editors",
    "yaml": "for editors",
    "mkdocs": "for editors",
}


def start(tmp_path: Path, code: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """A process that begins as the service does, in production."""
    kept = {name: value for name, value in os.environ.items() if "HELPCENTER" not in name}
    environ = {
        "HELPCENTER_DATABASE": f"sqlite:///{tmp_path / 'helpcenter.db'}",
        "HELPCENTER_SECRET": SECRET,
        "HELPCENTER_SMTP": "smtp://127.0.0.1:9",
    }
    command = [sys.executable, "-c", code]
    every = kept | environ | settings
    return subprocess.run(command, env=every, cwd=tmp_path, capture_output=True, text=True)


def test_a_service_that_should_mail_without_a_bundle_says_so_and_ends(tmp_path: Path) -> None:
    ended = start(tmp_path, "import form_service.__main__ as m; m.main()", HELPCENTER_PORT="0")
    assert ended.returncode == 2
    assert "The form service does not start:\nThe bundle in bundle cannot be read" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_a_service_at_rest_has_loaded_only_what_every_service_needs(
    bundle_folder: Path, tmp_path: Path
) -> None:
    given = {"HELPCENTER_BUNDLE": str(bundle_folder), "HELPCENTER_DELIVERY": "off"}
    started = start(tmp_path, START, **given)
    assert started.returncode == 0, started.stderr
    loaded = set(started.stdout.split())
    assert {"flask", "sqlalchemy", "sqlalchemy.dialects.sqlite"} <= loaded
    assert not loaded & LOADED_WHEN_NEEDED.keys()

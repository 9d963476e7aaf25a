"""What a service has loaded when it has started and nobody has asked for anything yet."""

import os
import subprocess
import sys
from pathlib import Path

from form_service.settings import Settings
from tests.form_service.conftest import SECRET

START = "import sys, form_service; form_service.create_app(); print(*sys.modules)"
LOADED_WHEN_NEEDED = {
    "PIL": "a photo is drawn in a process of its own",
    "whoosh": "the first search, or the first ticket, needs it",
    "holidays": "the first promise needs it",
    "phonenumbers": "the first phone number needs it",
    "babel.messages": "catalogues are compiled beforehand",
    "psycopg": "the database is SQLite",
    "sqlalchemy.dialects.postgresql": "the database is SQLite",
    "sqlalchemy.orm": "Core is enough",
    "rich": "for editors",
    "yaml": "for editors",
    "mkdocs": "for editors",
}


def test_a_service_at_rest_has_loaded_only_what_every_service_needs(
    settings: Settings, bundle_folder: Path, tmp_path: Path
) -> None:
    environ = {
        "HELPCENTER_BUNDLE": str(bundle_folder),
        "HELPCENTER_DATABASE": settings.database,
        "HELPCENTER_SECRET": SECRET,
        "HELPCENTER_SMTP": "smtp://127.0.0.1:9",
        "HELPCENTER_DELIVERY": "off",
    }
    command = [sys.executable, "-c", START]
    kept = {name: value for name, value in os.environ.items() if "HELPCENTER" not in name}
    printed = subprocess.run(
        command, env=kept | environ, cwd=tmp_path, check=True, stdout=subprocess.PIPE, text=True
    ).stdout
    loaded = set(printed.split())
    assert {"flask", "sqlalchemy", "sqlalchemy.dialects.sqlite"} <= loaded
    assert not loaded & LOADED_WHEN_NEEDED.keys()

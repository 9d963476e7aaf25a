import re
from pathlib import Path

from form_service.settings import SETTINGS

DEPLOY = Path(__file__).parents[2] / "deploy"


def test_examples_name_only_settings_that_exist() -> None:
    files = [path for path in DEPLOY.rglob("*") if path.is_file() and "secrets" not in path.parts]
    named = {
        (path.name, name)
        for path in files
        for name in re.findall(r"HELPCENTER_[A-Z_]+", path.read_text())
    }
    assert len(named) > 10
    known = {setting.name for setting in SETTINGS}
    known |= {f"{setting.name}_FILE" for setting in SETTINGS if setting.secret}
    assert {(file, name) for file, name in named if name not in known} == set()

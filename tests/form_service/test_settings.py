"""Settings: read as a whole, every problem named, secrets never shown."""

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from form_service.commands.upkeep import settings as settings_command
from form_service.settings import MASK, SETTINGS, SettingsError, describe, read_settings
from tests.form_service.conftest import SECRET

PRODUCTION = {"HELPCENTER_SECRET": SECRET, "HELPCENTER_SMTP": "smtp://mail.shop.example"}


def sentences(environ: dict[str, str]) -> str:
    with pytest.raises(SettingsError) as refused:
        read_settings(environ)
    return "\n".join(refused.value.sentences)


def test_production_needs_a_secret_and_a_mail_server() -> None:
    said = sentences({})
    assert "HELPCENTER_SECRET (or HELPCENTER_SECRET_FILE) must hold at least 32" in said
    assert "HELPCENTER_SMTP must name the mail server" in said
    assert read_settings(PRODUCTION).delivery == "thread"


def test_development_needs_nothing() -> None:
    assert read_settings({"HELPCENTER_MODE": "development"}).is_development


def test_the_development_secret_is_refused_in_production() -> None:
    known = read_settings({"HELPCENTER_MODE": "development"}).secret
    assert "HELPCENTER_SECRET" in sentences(PRODUCTION | {"HELPCENTER_SECRET": known})


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("HELPCENTER_PORTS", "1", "HELPCENTER_PORTS is no setting"),
        ("HELPCENTER_PORT_FILE", "/x", "HELPCENTER_PORT_FILE is no setting"),
        ("HELPCENTER_PORT", "http", "HELPCENTER_PORT is 'http', but must be a whole number"),
        ("HELPCENTER_PORT", "70000", "from 0 to 65535"),
        ("HELPCENTER_MODE", "prod", "but must be one of: production, development"),
        ("HELPCENTER_SMTP", "mail.shop.example", "must be like smtp://user:password@"),
        ("HELPCENTER_SMTP", "smtp://mail.shop.example:port", "must be like smtp://user:password@"),
        ("HELPCENTER_PUBLIC_URL", "https://[shop", "but must be like https://"),
        ("HELPCENTER_DATABASE", "sqlite:///", "must be like sqlite:////srv/help/helpcenter.db"),
        ("HELPCENTER_DATABASE", "postgresql://u:p@host:port/x", "or postgresql://user:password@"),
        ("HELPCENTER_DATABASE", "mysql://x", "must be like sqlite:////srv/help/helpcenter.db"),
        ("HELPCENTER_MAIL_FROM", "help", "but must be an e-mail address"),
        ("HELPCENTER_PUBLIC_URL", "help.shop.example", "but must be like https://"),
        ("HELPCENTER_PUBLIC_URL", "https://shop.example/help", "but must be like https://"),
        ("HELPCENTER_SECRET", "short", "at least 32 random characters"),
        ("HELPCENTER_SECRET_FILE", "/nowhere", "both set; keep one"),
    ],
)
def test_a_wrong_setting_is_named_with_its_right_form(name: str, value: str, said: str) -> None:
    assert said in sentences(PRODUCTION | {name: value})


def test_all_problems_are_named_at_once() -> None:
    said = sentences({"HELPCENTER_PORT": "x", "HELPCENTER_MODE": "y", "HELPCENTER_NAME": "z"})
    assert len(said.splitlines()) == 3


def test_a_secret_may_stand_in_a_file(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text(SECRET + "\n")
    environ = {**PRODUCTION, "HELPCENTER_SECRET_FILE": str(tmp_path / "secret")}
    del environ["HELPCENTER_SECRET"]
    assert read_settings(environ).secret == SECRET
    missing = environ | {"HELPCENTER_SECRET_FILE": str(tmp_path / "none")}
    assert "cannot be read" in sentences(missing)


@pytest.mark.parametrize("url", ["postgres://u:p@h/n", "postgresql://u:p@h/n"])
def test_postgresql_is_understood_as_people_write_it(url: str) -> None:
    found = read_settings(PRODUCTION | {"HELPCENTER_DATABASE": url}).database
    assert found == "postgresql+psycopg://u:p@h/n"


def test_settings_are_listed_with_secrets_masked() -> None:
    rows = {setting.name: value for setting, value in describe(PRODUCTION)}
    assert rows["HELPCENTER_SECRET"] == MASK
    assert rows["HELPCENTER_SMTP"] == MASK
    assert rows["HELPCENTER_PORT"] == "8000"
    assert set(rows) == {setting.name for setting in SETTINGS}


def test_the_command_shows_them_and_fails_when_they_do_not_work_together() -> None:
    good = CliRunner().invoke(settings_command, env=PRODUCTION)
    assert good.exit_code == 0
    assert "HELPCENTER_PORT=8000" in good.output
    assert SECRET not in good.output
    bad = CliRunner().invoke(settings_command, env={"HELPCENTER_PORT": "x"})
    assert bad.exit_code == 1
    assert "HELPCENTER_PORT is 'x'" in bad.output


def test_the_service_stops_with_a_sentence_and_status_2(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "form_service"],
        env={"HELPCENTER_PORT": "x", "PATH": ""},
        cwd=tmp_path,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 2
    assert "HELPCENTER_PORT is 'x'" in done.stderr
    assert "Traceback" not in done.stderr

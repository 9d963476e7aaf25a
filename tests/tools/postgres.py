"""A private PostgreSQL server in a folder of its own, reached through a unix socket."""

import os
import pwd
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
import pytest

from tests.tools.missing import missing

START_SECONDS = 30
INITDB_OPTIONS = (
    *("--username", "helpcenter", "--auth", "trust"),
    *("--encoding", "UTF8", "--locale", "C.UTF-8", "--no-sync"),
)
# Speed for tests: what a power cut would cost is not what they ask. Fault experiments start their
# own server with the defaults.
FAST = {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off"}


@dataclass(frozen=True, slots=True, kw_only=True)
class PostgresServer:
    folder: Path
    process: subprocess.Popen[bytes]

    def url(self, database: str) -> str:
        """SQLAlchemy's address of a database on this server."""
        return f"postgresql+psycopg://helpcenter@/{database}?host={self.folder}"

    def _execute(self, statement: str) -> None:
        with psycopg.connect(
            host=str(self.folder), user="helpcenter", dbname="postgres", autocommit=True
        ) as connection:
            connection.execute(statement.encode())

    @contextmanager
    def database(self, tablespace: str = "pg_default") -> Iterator[str]:
        """An empty database's address; dropped afterwards, with whoever is still connected."""
        name = f"test_{uuid4().hex}"
        self._execute(f"CREATE DATABASE {name} TABLESPACE {tablespace}")
        try:
            yield self.url(name)
        finally:
            self._execute(f"DROP DATABASE {name} WITH (FORCE)")

    @contextmanager
    def small_disk(self) -> Iterator[tuple[str, Path]]:
        """The address of an empty database on a file system of 32 MiB, and where that is mounted.

        Mounting needs root and the right to; the test is skipped without.
        """
        place = self.folder / f"small_{uuid4().hex}"
        place.mkdir()
        mount = ["mount", "-t", "tmpfs", "-o", "size=32m", "tmpfs", str(place)]
        done = subprocess.run(mount, capture_output=True, text=True)
        if done.returncode:
            pytest.skip(f"no file system of its own can be mounted: {done.stderr.strip()}")
        try:
            if user := _server_user():
                os.chown(place, user["user"], user["group"])
            self._execute(f"CREATE TABLESPACE {place.name} LOCATION '{place}'")
            with self.database(place.name) as url:
                yield url, place
            self._execute(f"DROP TABLESPACE {place.name}")
        finally:
            subprocess.run(["umount", "--lazy", str(place)], check=True)


def find_program(name: str) -> str | None:
    """A server program on PATH or where Debian hides it, the newest version first."""
    hidden = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), reverse=True)
    return shutil.which(name) or next((str(path) for path in hidden), None)


def _server_user() -> dict[str, Any]:
    """PostgreSQL refuses to run as root: arguments for Popen that make it somebody else."""
    if os.geteuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}
    return missing("a user to run PostgreSQL as", "add the user postgres")


def _wait_until_ready(server: PostgresServer) -> None:
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            server._execute("SELECT 1")
            return
        except psycopg.OperationalError:
            if server.process.poll() is not None or time.monotonic() > deadline:
                log = (server.folder / "log").read_text()
                raise RuntimeError(f"PostgreSQL did not start:\n{log}") from None
        time.sleep(0.05)


@contextmanager
def run_postgres(settings: dict[str, str] = FAST) -> Iterator[PostgresServer]:
    """A fresh server until the block ends; skips or fails the test where none is installed."""
    initdb, postgres = find_program("initdb"), find_program("postgres")
    if not (initdb and postgres):
        missing("PostgreSQL", "install the package postgresql")
    user = _server_user()
    # Not pytest's folder: that is closed to other users. Short, for a socket's path has 107 bytes.
    folder = Path(tempfile.mkdtemp(prefix="hc-pg-"))
    if user:
        os.chown(folder, user["user"], user["group"])
    try:
        with (folder / "log").open("wb") as log:
            common: dict[str, Any] = {"stdout": log, "stderr": log, "cwd": folder, **user}
            subprocess.run(
                [initdb, "--pgdata", folder / "data", *INITDB_OPTIONS], check=True, **common
            )
            options = {"listen_addresses": "", "unix_socket_directories": str(folder), **settings}
            arguments = [part for item in options.items() for part in ("-c", "=".join(item))]
            process = subprocess.Popen([postgres, "-D", folder / "data", *arguments], **common)
        server = PostgresServer(folder=folder, process=process)
        try:
            _wait_until_ready(server)
            yield server
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
    finally:
        shutil.rmtree(folder, ignore_errors=True)

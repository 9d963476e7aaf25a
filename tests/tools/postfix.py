"""A private Postfix on loopback that puts whatever it takes into one maildir."""

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

from tests.tools.missing import missing
from tests.tools.ports import reserve_port

START_SECONDS = 30
MAIN = """\
compatibility_level = 3.6
queue_directory = {folder}/queue
data_directory = {folder}/data
maillog_file = {folder}/log
maillog_file_prefixes = {folder}
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
myhostname = mail.marigold.example
mydestination =
alias_maps =
alias_database =
local_recipient_maps =
mynetworks = 127.0.0.0/8
virtual_mailbox_domains = static:all
virtual_mailbox_maps = static:inbox/
virtual_mailbox_base = {folder}/mails
virtual_uid_maps = static:{user}
virtual_gid_maps = static:{group}
smtpd_relay_restrictions = permit_mynetworks, reject
smtpd_recipient_restrictions =
    check_recipient_access inline:{{ {refused} }}, permit_mynetworks, reject
smtputf8_enable = yes
strict_rfc821_envelopes = yes
"""
MASTER = """\
127.0.0.1:{port} inet n - n - - smtpd
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
virtual unix - n n - - virtual
error unix - - n - - error
retry unix - - n - - error
anvil unix - - n - 1 anvil
proxymap unix - - n - - proxymap
postlog unix-dgram n - n - 1 postlogd
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Postfix:
    folder: Path
    port: int

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"

    def read_mails(self) -> list[bytes]:
        """What lies in the maildir, as Postfix wrote it."""
        return [path.read_bytes() for path in sorted(self.folder.glob("mails/inbox/new/*"))]

    def log(self) -> str:
        path = self.folder / "log"
        return path.read_text() if path.exists() else "no log"


@contextmanager
def run_postfix(refused: dict[str, str]) -> Iterator[Postfix]:
    """A server until the block ends; `refused` maps addresses to the answers they get.

    Its master needs root; skips or fails the test where that or Postfix is not there.
    """
    if shutil.which("postfix") is None or os.geteuid() != 0:
        missing("Postfix, started as root", "make faults as root installs it")
    owner = pwd.getpwnam("postfix")
    # Not pytest's folder, which is closed to the server's own user.
    folder = Path(tempfile.mkdtemp(prefix="hc-mta-"))
    folder.chmod(0o755)
    server = Postfix(folder=folder, port=reserve_port())
    for name in ("queue", "data", "mails", "config"):
        (folder / name).mkdir()
    for name in ("data", "mails"):
        os.chown(folder / name, owner.pw_uid, owner.pw_gid)
    texts = ", ".join(f"{{{address} = {answer}}}" for address, answer in refused.items())
    main = MAIN.format(folder=folder, user=owner.pw_uid, group=owner.pw_gid, refused=texts)
    (folder / "config/main.cf").write_text(main)
    (folder / "config/master.cf").write_text(MASTER.format(port=server.port))
    command = ["postfix", "-c", str(folder / "config")]
    try:
        started = subprocess.run([*command, "start"], capture_output=True, text=True, timeout=60)
        assert started.returncode == 0, started.stderr + server.log()
        yield server
    finally:
        subprocess.run([*command, "stop"], capture_output=True, timeout=60)
        _wait_until_ended(folder)
        shutil.rmtree(folder, ignore_errors=True)


def _wait_until_ended(folder: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    pid = folder / "queue/pid/master.pid"
    while pid.exists() and time.monotonic() < deadline:
        number = pid.read_text().strip()
        if not number or not Path(f"/proc/{number}").exists():
            return
        time.sleep(0.05)

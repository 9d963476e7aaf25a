"""nginx with the example's configuration, on a port of its own with a certificate of its own."""

import os
import shlex
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path

from tests.tools.ports import reserve_port

EXAMPLE = Path(__file__).parents[2] / "deploy/nginx"
BROTLI = Path("/usr/lib/nginx/modules/ngx_http_brotli_static_module.so")
CERTIFICATE = (
    "openssl req -x509 -newkey rsa:2048 -nodes -days 1 -subj /CN=localhost "
    "-keyout key.pem -out cert.pem"
)
SENT = "sent.log"
MAIN = """
daemon off; pid {folder}/pid; error_log {folder}/error.log; {user} {module}
events {{}}
http {{
    include /etc/nginx/mime.types;
    log_format sent "$bytes_sent";
    access_log {folder}/{log} sent;
    client_body_temp_path {folder}; proxy_temp_path {folder}; fastcgi_temp_path {folder};
    uwsgi_temp_path {folder}; scgi_temp_path {folder};
    include {folder}/helpcenter.conf;
}}
"""


def start_nginx(
    folder: Path, site: Path, port: int, changes: Mapping[str, str]
) -> subprocess.Popen[bytes]:
    """Serve `site` over HTTPS on `port`; `changes` are made to the example's text."""
    subprocess.run(shlex.split(CERTIFICATE), check=True, cwd=folder, capture_output=True)
    text = (EXAMPLE / "helpcenter.conf").read_text()
    for old, new in (*_places(folder, site, port), *changes.items()):
        assert old in text, old
        text = text.replace(old, new)
    (folder / "helpcenter.conf").write_text(text)
    user = "user root;" if os.geteuid() == 0 else ""
    module = f"load_module {BROTLI};" if BROTLI.exists() else ""
    main = MAIN.format(folder=folder, user=user, module=module, log=SENT)
    (folder / "nginx.conf").write_text(main)
    return subprocess.Popen(["nginx", "-c", folder / "nginx.conf"])


def bytes_sent(folder: Path) -> int:
    """All bytes of the answers so far, with their headers and frames."""
    return sum(map(int, (folder / SENT).read_text().split()))


def _places(folder: Path, site: Path, port: int) -> Iterator[tuple[str, str]]:
    yield "listen 80;", f"listen 127.0.0.1:{reserve_port()};"
    yield "listen [::]:80;", ""
    yield "listen 443 ssl", f"listen 127.0.0.1:{port} ssl"
    yield "listen [::]:443 ssl http2;", ""
    yield "/etc/ssl/helpcenter/fullchain.pem", f"{folder}/cert.pem"
    yield "/etc/ssl/helpcenter/privkey.pem", f"{folder}/key.pem"
    yield "/etc/nginx/helpcenter-headers.conf", f"{EXAMPLE}/headers.conf"
    yield "/srv/helpcenter/site", str(site)
    if BROTLI.exists():
        yield "#brotli_static on;", "brotli_static on;"

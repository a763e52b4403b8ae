"""Servers of the dashboard on one store behind nginx, with ``docs/deploy/nginx.conf`` but for its places.

Whoever asks is signed in as staff: without sign-in nothing that a proxy passes on is answered.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from streamlit.web.server.starlette import starlette_app_utils as streamlit

from benchmarks.servers import ROOT, a_server, free_port, wait_for

NAME, SECRET, STAFF = "localhost", "geheim-" * 8, "staf@school.be"
CONF = ROOT / "docs" / "deploy" / "nginx.conf"
_AROUND = """daemon off; pid {folder}/pid; error_log {folder}/errors; worker_processes 1; {user}
events {{ worker_connections 1024; }}
http {{ access_log off; {places} include {folder}/measurement.conf; }}
"""
_PLACES = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
_SECRETS = """[auth]
redirect_uri = "{origin}/oauth2callback"
cookie_secret = "{secret}"
client_id = "dashboard"
client_secret = "dashboard"
server_metadata_url = "http://localhost:1/.well-known/openid-configuration"
[access]
staff = ["{staff}"]
"""


@dataclass(frozen=True)
class Behind:
    """Where it answers on this machine, and the processes of the servers."""

    port: int
    processes: tuple[int, ...]

    @property
    def origin(self) -> str:
        """Its address."""
        return f"https://{NAME}:{self.port}"

    def cookies(self) -> dict[str, str]:
        """What a browser sends along of who signed in: the sign-in, and the token against forgery."""
        now = int(time.time())
        claims = {"is_logged_in": True, "origin": self.origin, "email": STAFF, "name": "staf"}
        claims |= {
            "iss": "https://idp",
            "sub": STAFF,
            "iat": now,
            "exp": now + 86_400,
            "nonce": "1",
        }
        signed = streamlit.create_signed_value(SECRET, "_streamlit_user", json.dumps(claims))
        return {
            "_streamlit_user": signed.decode(),
            "_streamlit_xsrf": streamlit.generate_xsrf_token_string(),
        }


def configured(folder: Path, port: int, servers: Sequence[int]) -> Path:
    """The configuration of the documentation with the places of this machine."""
    subject = ["-subj", f"/CN={NAME}", "-keyout", f"{folder}/key", "-out", f"{folder}/pem"]
    made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", *subject]
    subprocess.run(made, check=True, capture_output=True)
    text = CONF.read_text(encoding="utf-8")
    asked = "".join(f"    server 127.0.0.1:{one};\n" for one in servers)
    before, _, after = text.partition("    server 127.0.0.1:8501;\n    server 127.0.0.1:8502;\n")
    for here, there in (
        ("listen 443 ssl", f"listen 127.0.0.1:{port} ssl"),
        ("/etc/ssl/effectmeting.pem", f"{folder}/pem"),
        ("/etc/ssl/effectmeting.key", f"{folder}/key"),
    ):
        assert here in after, f"{CONF.name} has no longer: {here}"
        after = after.replace(here, there)
    (folder / "measurement.conf").write_text(before + asked + after, encoding="utf-8")
    places = "".join(f"{one}_temp_path {folder}/{one}; " for one in _PLACES)
    user = "user root;" if os.geteuid() == 0 else ""
    around = _AROUND.format(folder=folder, places=places, user=user)
    (folder / "nginx.conf").write_text(around, encoding="utf-8")
    return folder / "nginx.conf"


def nginx(conf: Path) -> list[str]:
    """The command that starts it with this configuration."""
    return [
        shutil.which("nginx") or "/usr/sbin/nginx",
        "-c",
        str(conf),
        "-e",
        f"{conf.parent}/errors",
    ]


@contextlib.contextmanager
def behind_nginx(processes: int, store: str = "") -> Iterator[Behind]:
    """As many servers behind nginx, on a store, else on the example data."""
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        port = free_port()
        here = f"https://{NAME}:{port}"
        secrets = folder / "secrets.toml"
        secrets.write_text(_SECRETS.format(origin=here, secret=SECRET, staff=STAFF))
        store = store or f"{folder}/store.sqlite"
        options = ("--secrets.files", str(secrets))
        servers = [stack.enter_context(a_server(store, *options)) for _ in range(processes)]
        ports = [int(url.rpartition(":")[2]) for url, _process in servers]
        conf = configured(folder, port, ports)
        front = subprocess.Popen(nginx(conf))
        try:
            wait_for(f"https://127.0.0.1:{port}/_stcore/health")
            yield Behind(port, tuple(process for _url, process in servers))
        finally:
            front.terminate()
            front.wait(timeout=20)

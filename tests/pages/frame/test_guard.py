"""What reaches Streamlit: nothing of who is not signed in but what the door needs."""

from __future__ import annotations

import asyncio
import json
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from conftest import Server, copied, free_port
from signing import AUTH, SECRET, STAFF, claims, secrets_of
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value

from pages.frame import guard

pytestmark = pytest.mark.usefixtures("own_page_cache")
UPLOAD, MEDIA = "/_stcore/upload_file/session/file", "/media/abc.xlsx"


@pytest.fixture
def signing(example_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A server on which people sign in."""
    from streamlit.runtime.secrets import Secrets

    made = Secrets()
    made._secrets = secrets_of()  # type: ignore[assignment]
    monkeypatch.setattr(st, "secrets", made)
    monkeypatch.setattr(
        "streamlit.web.server.starlette.starlette_websocket.get_cookie_secret", lambda: SECRET
    )
    store = copied(example_store, tmp_path / "store.sqlite")
    monkeypatch.setenv("MEASUREMENT_STORE", str(store))


def cookie(user: dict[str, Any], secret: str = SECRET) -> bytes:
    signed = create_signed_value(secret, guard.USER_COOKIE_NAME, json.dumps(user))
    text = signed.decode() if isinstance(signed, bytes) else str(signed)
    return f"{guard.USER_COOKIE_NAME}={text}".encode()


async def inside(scope: Any, receive: Any, send: Any) -> None:
    """Streamlit, as far as it matters here."""
    await send({"type": "http.response.start", "status": 200, "headers": [(b"x", b"y")]})
    await send({"type": "http.response.body", "body": b"in"})


def asked(path: str, sent: bytes = b"") -> tuple[int, dict[str, str]]:
    """The status and headers with which the guard answers a request."""
    answered: list[Any] = []

    async def receive() -> Any:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Any) -> None:
        answered.append(message)

    headers = [(b"cookie", sent)] if sent else []
    scope = {"type": "http", "method": "GET", "path": path, "headers": headers, "query_string": b""}
    asyncio.run(guard.Guard(inside)(scope, receive, send))
    start = answered[0]
    return start["status"], {n.decode(): v.decode() for n, v in start["headers"]}


@pytest.mark.parametrize("path", [UPLOAD, MEDIA, f"/base{UPLOAD}", "//media/abc.xlsx"])
def test_signed_out_nobody_uploads_or_takes_a_file_away(signing: None, path: str) -> None:
    assert asked(path)[0] == 403
    assert asked(path, b"_streamlit_user=bogus")[0] == 403
    assert asked(path, cookie(claims(STAFF), secret="another" * 8))[0] == 403
    assert asked(path, cookie(claims("vreemd@school.be")))[0] == 403
    assert asked(path, cookie(claims(STAFF, exp=1)))[0] == 403
    assert asked(path, cookie(claims(STAFF)))[0] == 200


def test_the_door_itself_is_open_and_the_metrics_are_nobodys(signing: None) -> None:
    assert asked("/")[0] == 200
    assert asked("/_stcore/health")[0] == 200
    assert asked("/_stcore/metrics", cookie(claims(STAFF)))[0] == 404


def test_every_answer_keeps_a_browser_from_framing_loading_and_guessing(signing: None) -> None:
    for path in ("/", UPLOAD, "/_stcore/metrics", "/static/js/index.js"):
        headers = asked(path)[1]
        policy = headers["content-security-policy"]
        assert "frame-ancestors 'none'" in policy
        assert "img-src 'self' data: blob:;" in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"


def message(kind: str) -> bytes:
    made = BackMsg()
    if kind == "rerun_script":
        made.rerun_script.query_string = "a=1"
    elif kind == "clear_cache":
        made.clear_cache = True
    elif kind == "file_urls_request":
        made.file_urls_request.request_id = "1"
    return bytes(made.SerializeToString())


@pytest.mark.parametrize(
    ("signed", "reaches"),
    [(False, ["rerun_script"]), (True, ["file_urls_request", "rerun_script"])],
)
def test_over_the_connection_a_guest_may_only_draw_the_door_and_nobody_empties_a_cache(
    signing: None, signed: bool, reaches: list[str]
) -> None:
    sent = [message(k) for k in ("clear_cache", "file_urls_request", "rerun_script")]
    arrived: list[str] = []

    async def streamlit(scope: Any, receive: Any, send: Any) -> None:
        while (got := await receive())["type"] == "websocket.receive":
            arrived.append(guard._kind(got["bytes"]))

    async def receive() -> Any:
        if sent:
            return {"type": "websocket.receive", "bytes": sent.pop(0)}
        return {"type": "websocket.disconnect"}

    async def send(message: Any) -> None:
        raise AssertionError(message)

    headers = [(b"cookie", cookie(claims(STAFF)))] if signed else []
    scope = {"type": "websocket", "path": "/_stcore/stream", "headers": headers}
    asyncio.run(guard.Guard(streamlit)(scope, receive, send))
    assert arrived == reaches


@pytest.fixture
def served(example_store: Path, tmp_path: Path) -> Iterator[Server]:
    """A dashboard of its own that people sign in to."""
    lines = [f"{key} = {json.dumps(value)}" for key, value in AUTH.items()]
    secrets = tmp_path / "secrets.toml"
    secrets.write_text("\n".join(["[auth]", *lines, "[access]", f'staff = ["{STAFF}"]']))
    store = copied(example_store, tmp_path / "store.sqlite")
    server = Server(store, "--secrets.files", str(secrets), port=free_port())
    try:
        server.wait()
        yield server
    finally:
        server.stop()


def test_the_guard_stands_before_the_server_that_is_started(served: Server) -> None:
    def status(path: str) -> tuple[int, Callable[[str], str | None]]:
        try:
            with urllib.request.urlopen(f"{served.url}{path}", timeout=10) as answer:
                return answer.status, answer.headers.get
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.headers.get

    code, header = status("/")
    assert (code, header("X-Content-Type-Options")) == (200, "nosniff")
    assert "frame-ancestors 'none'" in str(header("Content-Security-Policy"))
    assert status("/_stcore/metrics")[0] == 404
    assert status(MEDIA)[0] == 403
    assert status(UPLOAD)[0] == 403


def test_the_health_of_the_store_is_asked_without_signing_in(
    signing: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert asked(guard.HEALTH)[0] == 200
    assert asked(f"/base{guard.HEALTH}")[0] == 200
    broken = tmp_path / "broken.sqlite"
    broken.write_bytes(b"no store" * 1000)
    monkeypatch.setenv("MEASUREMENT_STORE", str(broken))
    assert asked(guard.HEALTH)[0] == 503

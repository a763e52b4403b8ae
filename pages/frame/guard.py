"""What reaches Streamlit at all: nothing of who is not signed in but what the door needs.

Streamlit serves uploads, downloads, its metrics and some orders of a browser before a page has
asked who somebody is. Here they are asked first, and every answer gets the headers that keep a
browser from loading, framing or guessing anything else.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from anyio import to_thread
from starlette.middleware import Middleware
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.web.server.starlette import starlette_app
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME
from streamlit.web.server.starlette.starlette_websocket import _get_signed_cookie_with_chunks

from pages.frame import person, provider
from pages.frame.first import Dressed

# Its own scripts, styles, pictures and connection; styles and pictures that it makes itself.
_SOURCES = {
    "default-src": "'self'",
    "script-src": "'self' 'unsafe-inline' 'wasm-unsafe-eval'",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data: blob:",
    "font-src": "'self' data:",
    "connect-src": "'self' data: blob:",
    "worker-src": "'self' blob:",
    "frame-src": "'none'",
    "object-src": "'none'",
    "base-uri": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}
HEADERS = {
    "Content-Security-Policy": "; ".join(f"{kind} {of}" for kind, of in _SOURCES.items()),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
}
HEALTH = "/_store/health"  # for who watches over the server: only whether the store answers
_NOBODYS = ("/_stcore/metrics", "/_stcore/script-health-check", "/_stcore/agent")
_GUESTS_NOT = ("/_stcore/upload_file/", "/media/")
# What a browser may ask before somebody signed in: the door, its buttons, and to stay connected.
_AT_THE_DOOR = ("rerun_script", "app_heartbeat", "stop_script")
_NEVER = ("clear_cache", "set_run_on_save")  # they change the server for everybody


def install() -> None:
    """Stand before everything that Streamlit serves from now on."""
    inside = starlette_app.create_streamlit_middleware

    def with_guard() -> list[Middleware]:
        return [Middleware(Guard), Middleware(Dressed), *inside()]

    starlette_app.create_streamlit_middleware = with_guard


class Guard:
    """Refuses what nobody, or who is not signed in, may ask; gives every answer its headers."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what is allowed."""
        if scope["type"] == "http":
            path = "/" + scope["path"].lstrip("/")
            answer = self._app
            if path.endswith(HEALTH):
                answer = await _health()
            elif any(part in path for part in _NOBODYS):
                answer = PlainTextResponse("Not found", 404)
            elif any(part in path for part in _GUESTS_NOT) and not await _signed_in(scope):
                answer = PlainTextResponse("Sign in first", 403)
            await answer(scope, receive, _with_headers(send))
        elif scope["type"] == "websocket":
            asked = _only(receive, None if await _signed_in(scope) else _AT_THE_DOOR)
            await self._app(scope, asked, send)
        else:
            await self._app(scope, receive, send)


async def _health() -> PlainTextResponse:
    sound = await to_thread.run_sync(person.store_answers)
    return PlainTextResponse("ok" if sound else "not ok", 200 if sound else 503)


def _with_headers(send: Send) -> Send:
    async def sent(message: Message) -> None:
        if message["type"] == "http.response.start":
            ours = [(name.lower().encode(), value.encode()) for name, value in HEADERS.items()]
            names = {name for name, _ in ours}
            kept = [(n, v) for n, v in message.get("headers", ()) if n.lower() not in names]
            message = {**message, "headers": [*kept, *ours]}
        await send(message)

    return sent


def _only(receive: Receive, allowed: tuple[str, ...] | None) -> Receive:
    """What a browser asks over its connection, without what it may not ask."""

    async def received() -> Message:
        while True:
            message = await receive()
            data = message.get("bytes")
            if message["type"] != "websocket.receive" or data is None:
                return message
            asked = _kind(data)
            if asked not in _NEVER and (allowed is None or asked in allowed):
                return message

    return received


def _kind(data: bytes) -> str:
    asked = BackMsg()
    try:
        asked.ParseFromString(data)
    except Exception:  # not a message: Streamlit closes the connection
        return _AT_THE_DOOR[0]
    return asked.WhichOneof("type") or ""


async def _signed_in(scope: Scope) -> bool:
    """Whether a request comes from somebody with access; always where nobody has to sign in."""
    if not provider.configured():
        return True
    claims = _claims(HTTPConnection(scope).cookies)
    return await to_thread.run_sync(person.has_access, claims)


def _claims(cookies: dict[str, str]) -> Mapping[str, Any]:
    """What the provider said of who sent these cookies; nothing where they are not ours."""
    try:
        found = json.loads(_get_signed_cookie_with_chunks(cookies, USER_COOKIE_NAME) or b"{}")
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}

"""What a browser gets before anything else: Streamlit's page, dressed as ours.

The frame has its place from the first moment, so that nothing shifts when a page comes: our stylesheet
otherwise arrives with the page, and the menu after it. What draws figures, choices and tables is fetched
ahead, since Streamlit otherwise fetches it when the first one comes, and shows a bar of another height.
"""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qs

import streamlit
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from measurement.words import FIRST, LANGUAGES
from pages.frame.look import NAME

AHEAD = ("Html", "purify.es", "Selectbox", "Multiselect", "ButtonGroup", "Checkbox", "FileUploader")
_SCRIPTS = Path(streamlit.__file__).parent / "static" / "static" / "js"
_FETCHED = "".join(
    f'<link rel="modulepreload" crossorigin href="./static/js/{script.name}">'
    for name in AHEAD
    for script in _SCRIPTS.glob(f"{name}.*.js")
)
_FRAME = (Path(__file__).parent / "style.css").read_text(encoding="utf-8")
# Inside "html" our rules go before those that Streamlit adds later. Until the menu is there, it
# has its place kept free on a screen that is wide enough to show both.
_HEAD = f"""{_FETCHED}<style>html {{ {_FRAME} }}
@media (min-width: 768px) {{
  [data-testid="stAppViewContainer"]:not(:has([data-testid="stSidebar"])) {{ padding-left: 17.25rem; }}
}}</style></head>"""


class Dressed:
    """Puts the stylesheet, the language and the name of the app in the page that a browser opens."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on; a page of text is answered whole."""
        if scope["type"] != "http" or "text/html" not in Headers(scope=scope).get("accept", ""):
            await self._app(scope, receive, send)
            return
        kept = [(n, v) for n, v in scope["headers"] if n.lower() != b"accept-encoding"]
        asked = parse_qs(scope.get("query_string", b"").decode("latin-1")).get("lang", [""])[0]
        await self._app({**scope, "headers": kept}, receive, _dressing(send, asked))


def _dressing(send: Send, asked: str) -> Send:
    start: Message = {}
    body = bytearray()

    async def sent(message: Message) -> None:
        nonlocal start
        if message["type"] == "http.response.start":
            kind = Headers(raw=message.get("headers", [])).get("content-type", "")
            if message["status"] == 200 and kind.startswith("text/html"):
                start = message
                return
        if not start:
            await send(message)
            return
        body.extend(message.get("body", b""))
        if not message.get("more_body"):
            whole = dressed(body.decode(), asked).encode() if body else b""
            await send({**start, "headers": _headers(start, len(whole))})
            await send({"type": "http.response.body", "body": whole})

    return sent


def dressed(page: str, asked: str) -> str:
    """Streamlit's page with our stylesheet, in this language where it is one of ours."""
    language = asked if asked in LANGUAGES else FIRST
    page = page.replace('lang="en"', f'lang="{language}"', 1)
    page = page.replace("<title>Streamlit</title>", f"<title>{NAME}</title>", 1)
    return page.replace("</head>", _HEAD, 1)


def _headers(start: Message, length: int) -> list[tuple[bytes, bytes]]:
    """The headers of the page as it came, for this length; it is no longer the file they name."""
    headers = MutableHeaders(raw=list(start.get("headers", [])))
    for name in ("etag", "last-modified", "content-length"):
        if name in headers:
            del headers[name]
    if length:
        headers["content-length"] = str(length)
    return headers.raw

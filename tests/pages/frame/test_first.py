"""The page that a browser opens is dressed before anything of ours arrives."""

from __future__ import annotations

import asyncio
import re
from typing import Any

import pytest

from pages.frame.first import AHEAD, Dressed

PAGE = '<html lang="en"><head><title>Streamlit</title></head><body></body></html>'


def opened(
    page: str = PAGE,
    kind: str = "text/html; charset=utf-8",
    query: str = "",
    asks: str = "text/html",
) -> tuple[str, dict[str, str]]:
    """What a browser gets of a server that answers with this page, and its headers."""
    answered: list[Any] = []

    async def inside(scope: Any, receive: Any, send: Any) -> None:
        assert b"gzip" not in dict(scope["headers"]).get(b"accept-encoding", b"") or asks == "*/*"
        headers = [(b"content-type", kind.encode()), (b"etag", b"x"), (b"content-length", b"9")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        half = len(page) // 2
        for part, more in ((page[:half], True), (page[half:], False)):
            await send({"type": "http.response.body", "body": part.encode(), "more_body": more})

    async def send(message: Any) -> None:
        answered.append(message)

    headers = [(b"accept", asks.encode()), (b"accept-encoding", b"gzip")]
    scope = {"type": "http", "headers": headers, "query_string": query.encode()}
    asyncio.run(Dressed(inside)(scope, None, send))  # type: ignore[arg-type]
    text = b"".join(one.get("body", b"") for one in answered).decode()
    return text, {n.decode(): v.decode() for n, v in answered[0]["headers"]}


def test_the_page_has_our_style_name_and_language_from_the_start() -> None:
    text, headers = opened()
    assert "stMainBlockContainer" in text.split("</head>")[0]
    assert "<title>Effectmeting</title>" in text
    assert '<html lang="nl">' in text
    assert headers["content-length"] == str(len(text.encode()))
    assert "etag" not in headers


@pytest.mark.parametrize(
    ("query", "language"), [("lang=en", "en"), ("lang=xx", "nl"), ("a=b", "nl")]
)
def test_the_language_is_that_of_the_address(query: str, language: str) -> None:
    assert f'<html lang="{language}">' in opened(query=query)[0]


def test_what_is_no_page_passes_as_it_is() -> None:
    assert opened("body{}", "text/css")[0] == "body{}"
    assert opened(asks="*/*")[0] == PAGE
    assert opened(asks="*/*")[1]["etag"] == "x"


def test_what_pages_begin_with_is_fetched_ahead() -> None:
    head = opened()[0].split("</head>")[0]
    for name in AHEAD:
        assert re.search(
            rf'rel="modulepreload" crossorigin href="./static/js/{name}\.[^"]+\.js"', head
        )

"""The one place that writes text from data: it shows as it was written, and is never markup.

What people write (names of centres, trainings and files, headers, cells, remarks, notes, quotes)
goes through :func:`plain` wherever Streamlit reads Markdown, and every figure through
:func:`harmless`, because plotly reads tags.
"""

from __future__ import annotations

import re
from typing import Any, cast

import plotly.graph_objects as go

_BREAK = "\u2060"  # cannot be seen, and keeps words together
_LIVE = re.compile(r"([:@]|www)(?=\S)", re.IGNORECASE)
_SIGNS = re.compile(r"([\\`*_\[\]<>~$&|])")
_BLANKS = re.compile(r"[^\S\u00a0]+")  # all but those that keep a number with its per cent
_FIRST = re.compile(r"^(#|[-+=]|\d+(?=[.)]))")  # what makes a heading, a list or a line of a text
# The tags that charts write themselves: none of them asks for anything or leads anywhere.
_FOREIGN = re.compile(r"<(?!/?(?:b|i|br|sup|sub)/?>|extra>|/extra>)")


def plain(text: object) -> str:
    r"""The text as Markdown that shows just this text: no markup, links, formulas, icons or HTML.

    What could be a sign of markup gets a backslash. What makes a link, an icon or a colour out of
    plain text (``:``, ``@``, ``www``) is broken by a joiner that cannot be seen.

    >>> plain("[x](y) *z* $1$") == r"\[x\](y) \*z\* \$1\$"
    True
    """
    one_line = _BLANKS.sub(" ", str(text)).strip()
    signed = _SIGNS.sub(r"\\\1", _LIVE.sub(rf"\1{_BREAK}", one_line))
    return _FIRST.sub(_set_off, signed)


def _set_off(found: re.Match[str]) -> str:
    return f"{found[0]}{_BREAK}" if found[0][0].isdigit() else f"\\{found[0]}"


def plain_lines(text: object) -> str:
    """The same for a text of several lines, each on its own."""
    return "  \n".join(plain(line) for line in str(text).splitlines())


class _Sent(go.Figure):  # type: ignore[misc]
    """A figure as it is sent: written once, however often a page shows it."""

    _written: dict[str, Any]

    def to_dict(self) -> dict[str, Any]:
        """What is sent; nobody changes it, so it is not copied."""
        return self._written


def harmless(figure: go.Figure) -> go.Figure:
    """The figure without a tag that leads somewhere, such as a link in the name of a centre.

    Worked out once per figure: figures are kept, and never changed once they are shown.

    >>> sent = harmless(go.Figure(go.Bar(y=["<a href='x'>y</a>"], x=[1])))
    >>> sent.to_dict()["data"][0]["y"]
    ["&lt;a href='x'>y&lt;/a>"]
    """
    if "_sent" not in vars(figure):
        sent = _Sent()
        sent._written = _without_tags(figure.to_dict())
        figure._sent = sent
    return cast(go.Figure, figure._sent)


def _without_tags(value: Any) -> Any:
    if isinstance(value, str):
        return _FOREIGN.sub("&lt;", value) if "<" in value else value
    if isinstance(value, dict):
        return {key: _without_tags(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_without_tags(part) for part in value]
    if getattr(value, "dtype", None) is not None and value.dtype.kind == "O":
        return [_without_tags(part) for part in value.tolist()]
    return value

"""The one place that writes text from data: it shows as it was written, and is never markup.

What people write (names of centres, trainings and files, headers, cells, remarks, notes, quotes)
goes through :func:`plain` wherever Streamlit reads Markdown. What draws figures writes texts as
texts by itself (``measurement/charts/drawn``).
"""

from __future__ import annotations

import re

_BREAK = "\u2060"  # cannot be seen, and keeps words together
_LIVE = re.compile(r"([:@]|www)(?=\S)", re.IGNORECASE)
_SIGNS = re.compile(r"([\\`*_\[\]<>~$&|])")
_BLANKS = re.compile(r"[^\S\u00a0]+")  # all but those that keep a number with its per cent
_FIRST = re.compile(r"^(#|[-+=]|\d+(?=[.)]))")  # what makes a heading, a list or a line of a text


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

"""The text of a file that does not say how its letters were written.

Excel writes a csv in the letters of the machine: those of Windows (cp1252), of a Mac (Mac Roman)
or of DOS (cp850, "CSV (MS-DOS)"). Only the words tell them apart: ``Véél`` is a word, ``VŽŽl`` is
none. Each line is read by itself, so that two exports may stand below one another.
"""

from __future__ import annotations

import re

_LIKELY = ("cp1252", "mac_roman", "cp850")  # of equally good ones the first
_MOST = 20_000  # letters that are weighed
_LOWER = frozenset("àáâãäåæçèéêëìíîïñòóôõöøùúûüýÿœß")
_USUAL = frozenset("éëïèöüçê")  # what Dutch, French and German words have most
_UPPER = frozenset(letter.upper() for letter in _LOWER if letter != "ß")
_OPENING, _CLOSING, _ALONE = frozenset("“‘«„"), frozenset("”»…"), frozenset("–—…€à•·")
_STRANGE = re.compile(r"[^\x00-\x7f]")
_WIDE = 0.3  # with so many empty bytes at one side of the pairs, a file is UTF-16


def decoded(data: bytes) -> str:
    """The text of these bytes, whatever wrote them; what cannot be a letter becomes ``�``."""
    if wide := _wide(data):
        return data.decode(wide, "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _by_line(data.removeprefix(b"\xef\xbb\xbf"))


def _wide(data: bytes) -> str:
    """UTF-16 by its mark, or by the empty half of its letters."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    head = data[:4096]
    half = len(head) // 2
    if half and head[1::2].count(0) > _WIDE * half and not head[0::2].count(0):
        return "utf-16-le"
    if half and head[0::2].count(0) > _WIDE * half and not head[1::2].count(0):
        return "utf-16-be"
    return ""


def _by_line(data: bytes) -> str:
    lines = data.splitlines(keepends=True)
    other = [line for line in lines if not _is_utf8(line)]
    sample = b"".join(other)
    best = max(_LIKELY, key=lambda name: _sense(sample.decode(name, "replace")))
    return "".join(
        line.decode("utf-8") if _is_utf8(line) else line.decode(best, "replace") for line in lines
    )


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _sense(text: str) -> int:
    """How well the letters beyond the alphabet stand where words have them.

    >>> _sense("Véél geleerd"), _sense("VŽŽl geleerd")
    (4, -2)
    """
    places = [match.start() for match in _STRANGE.finditer(text)][:_MOST]
    return sum(_fits(text[max(at - 1, 0) : at], text[at], text[at + 1 : at + 2]) for at in places)


def _fits(before: str, letter: str, after: str) -> int:
    """1 or 2 where a letter can stand between these two, -1 where it cannot."""
    words = before.isalpha(), after.isalpha()
    if letter in _ALONE and not any(words):
        return 1
    if letter in _LOWER:
        return 1 + (letter in _USUAL) if any(words) and not after.isupper() else -1
    if letter in _UPPER:
        inside = before.isalpha() and (before.islower() or after.islower())
        return 1 if any(words) and not inside else -1
    if letter in _OPENING:
        return 1 if words == (False, True) else -1
    if letter in _CLOSING:
        return 1 if words == (True, False) else -1
    if letter == "’":
        return 1 if any(words) else -1
    return 0 if letter == "\N{NO-BREAK SPACE}" or not any(words) else -1

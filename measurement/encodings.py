"""The text of a file that does not say how its letters were written.

Excel writes a csv in the letters of the machine: those of Windows (cp1252), of a Mac (Mac Roman)
or of DOS (cp850, "CSV (MS-DOS)"). Only the words tell them apart: ``Véél`` is a word, ``VŽŽl`` is
none. Each line is read by itself, so that two exports may stand below one another.
"""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Iterator

_LIKELY = ("cp1252", "mac_roman", "cp850")  # of equally good ones the first
_MOST = 20_000  # letters that are weighed
_SAMPLE, _PIECE = 4_000_000, 1 << 20  # bytes
_LINE = re.compile(rb"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_LOWER = frozenset("àáâãäåæçèéêëìíîïñòóôõöøùúûüýÿœß")
_USUAL = frozenset("éëïèöüçê")  # what Dutch, French and German words have most
_UPPER = frozenset(letter.upper() for letter in _LOWER if letter != "ß")
_OPENING, _CLOSING, _ALONE = frozenset("“‘«„"), frozenset("”»…"), frozenset("–—…€à•·")
_STRANGE = re.compile(r"[^\x00-\x7f]")
_WIDE = 0.3  # with so many empty bytes at one side of the pairs, a file is UTF-16


def decoded(data: bytes) -> str:
    """The text of these bytes, whatever wrote them; what cannot be a letter becomes ``�``."""
    return "".join(lines(data))


def lines(data: bytes) -> Iterator[str]:
    """The same line by line, each with its ending, without holding the whole text."""
    if wide := _wide(data):
        yield from io.TextIOWrapper(io.BytesIO(data), wide, "replace", newline="")
    elif _is_all_utf8(data):
        yield from io.TextIOWrapper(io.BytesIO(data), "utf-8-sig", newline="")
    else:
        yield from _by_line(data.removeprefix(b"\xef\xbb\xbf"))


def _is_all_utf8(data: bytes) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    view = memoryview(data)
    try:
        for start in range(0, len(data), _PIECE):
            decoder.decode(view[start : start + _PIECE])
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


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


def _by_line(data: bytes) -> Iterator[str]:
    sample, left = [], _SAMPLE
    for match in _LINE.finditer(data):
        if not _is_utf8(match[0]):
            sample.append(match[0])
            left -= len(match[0])
            if left < 0:
                break
    other = b"".join(sample)
    best = max(_LIKELY, key=lambda name: _sense(other.decode(name, "replace")))
    for match in _LINE.finditer(data):
        line = match[0]
        yield line.decode("utf-8") if _is_utf8(line) else line.decode(best, "replace")


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

"""The header of a sheet: which rows, and what each column is called."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from measurement.exports.platforms import Platform, by_id, of_header, plain, tidy
from measurement.exports.read import File, Sheet

_IMPORT_ID = re.compile(r'^\s*\{\s*"ImportId"')
_LOOK_FOR = 40


@dataclass(frozen=True)
class Header:
    """What a column is called: every text that may name it, the most telling first."""

    index: int
    shown: str
    texts: tuple[str, ...]
    codes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Layout:
    """A sheet with its tool, the row its header starts in (from 0), its depth and columns."""

    sheet: Sheet
    platform: Platform
    top: int
    depth: int
    headers: tuple[Header, ...]
    known: int = 0

    @property
    def data_from(self) -> int:
        """The first row below the header, from 0 in the sheet as read."""
        return self.top + self.depth

    def excel_row(self, index: int) -> int:
        """The row number Excel shows for a data row (from 0 below the header)."""
        return self.sheet.first_row + self.data_from + index


def layout(file: File, names: Callable[[str], bool]) -> Layout | None:
    """The best sheet and header row: most columns whose names are known, then most rows.

    ``names`` says whether a header text names something of the questionnaire. Hidden sheets
    count only when no visible one will do.
    """
    found = [made for sheet in file.sheets if (made := _of_sheet(sheet, names)) is not None]
    own = by_id("template")
    if {plain(s.name) for s in file.sheets} >= {plain(s) for s in own.spellings("sheets")}:
        answers = plain(own.spellings("sheets")[0])
        found = [replace(f, platform=own) for f in found if plain(f.sheet.name) == answers]
    if not found:
        return None
    most = max(f.known for f in found if f.sheet.visible or not any(g.sheet.visible for g in found))
    likely = [f for f in found if f.known >= 0.6 * most]
    return max(likely, key=lambda f: (f.sheet.visible, _rows(f), f.known))


def _rows(made: Layout) -> int:
    return made.sheet.n_rows - made.data_from


def _of_sheet(sheet: Sheet, names: Callable[[str], bool]) -> Layout | None:
    best: Layout | None = None
    for top, cells in enumerate(sheet.top[:_LOOK_FOR]):
        if sum(bool(c.strip()) for c in cells) < 1:
            continue
        made = _of_row(sheet, top, cells, names)
        if made.known and (best is None or made.known > best.known):
            best = made
    return best


def _of_row(sheet: Sheet, top: int, cells: list[str], names: Callable[[str], bool]) -> Layout:
    platform = of_header(cells) or by_id("table")
    depth = _depth(sheet, top, platform)
    headers = _headers(sheet, top, depth, platform)
    known = sum(
        1
        for h in headers
        if any(names(t) for t in (*h.texts, *h.codes))
        or any(platform.role(t) for t in (*h.texts, *h.codes))
    )
    items = sum(1 for h in headers if any(names(t) for t in (*h.texts, *h.codes)))
    if not items or (platform.id == "table" and items < 2 and known < 3):
        known = 0
    return Layout(sheet, platform, top, depth, headers, known)


def _depth(sheet: Sheet, top: int, platform: Platform) -> int:
    below = sheet.top[top + 1 : top + 3]
    if platform.id == "qualtrics":
        if below and any(_IMPORT_ID.match(c) for c in below[0]):
            return 2
        if len(below) > 1 and any(_IMPORT_ID.match(c) for c in below[1]):
            return 3
        return 2 if below and _is_text_row(below[0], platform) else 1
    if platform.id == "surveymonkey":
        return (
            2 if below and not any(re.fullmatch(r"\d{6,}", c.strip()) for c in below[0][:2]) else 1
        )
    return 1


def _is_text_row(cells: list[str], platform: Platform) -> bool:
    """Qualtrics repeats its metadata columns in words in the second row."""
    return sum(platform.role(c) is not None for c in cells) >= 2 or not any(
        re.match(r"^\d{4}-\d\d-\d\d", c) or re.match(r"^\d{1,2}[-/]\d{1,2}[-/]\d{4}", c)
        for c in cells[:4]
    )


def _headers(sheet: Sheet, top: int, depth: int, platform: Platform) -> tuple[Header, ...]:
    rows = [
        sheet.top[top + i] if top + i < len(sheet.top) else [""] * sheet.width for i in range(depth)
    ]
    if platform.id == "surveymonkey" and depth == 2:
        return _grid_headers(rows, platform)
    headers = []
    first = [tidy(cell) for cell in rows[0]]
    for index, name in enumerate(first):
        if depth > 1:
            words = tidy(rows[1][index])
            texts = tuple(dict.fromkeys(t for t in _parts(words) if t))
            headers.append(Header(index, words or name, texts, (name,) if name else ()))
        else:
            base = _without_suffix(name, first)
            headers.append(
                Header(
                    index, name, tuple(dict.fromkeys([*_parts(name), *_parts(base)])), _codes(name)
                )
            )
    return tuple(headers)


def _grid_headers(rows: list[list[str]], platform: Platform) -> tuple[Header, ...]:
    generic = {plain(g) for g in platform.spellings("generic_headers")}
    headers, title = [], ""
    for index, (above, below) in enumerate(zip(*rows, strict=True)):
        above, below = tidy(above), tidy(below)
        title = above or title
        if below and plain(below) not in generic:
            texts = [*_parts(below), f"{title} [{below}]"]
            headers.append(Header(index, below, tuple(texts)))
        else:
            headers.append(Header(index, above or title, tuple(_parts(above or title))))
    return tuple(headers)


def _without_suffix(name: str, others: list[str]) -> str:
    """The header without the digit that a tool adds to a repeated one."""
    match = re.fullmatch(r"(.*\D)(\d{1,2})", name)
    return match[1].strip() if match and match[1].strip() in others else name


def _parts(text: str) -> list[str]:
    """The texts within a header that may be the statement, the most specific first.

    >>> _parts("In welke mate? [Ik leerde bij]")
    ['Ik leerde bij', 'In welke mate? [Ik leerde bij]']
    """
    if not text:
        return []
    found = []
    if bracket := re.search(r"\[([^\[\]]+)\]\s*$", text):
        found.append(bracket[1].strip())
    found.extend(piece.strip() for piece in _suffixes(text))
    found.append(text)
    if dotted := re.match(r"^(?:[A-Za-z][\w\[\]]*|\d{1,3})\s*[.:)]\s+(.+)$", text):
        found.append(dotted[1].strip())
    found.extend(
        [bare for f in found if (bare := re.sub(r"\s*\([^()]*\)\s*$", "", f)) and bare != f]
    )
    return list(dict.fromkeys(f for f in found if f))


def _suffixes(text: str) -> list[str]:
    pieces = re.split(r"\s[-–—:]\s|\s*[?:]\s+(?=[A-Z])", text)
    return [pieces[-1]] if len(pieces) > 1 else []


def _codes(text: str) -> tuple[str, ...]:
    """The code at the start of a header: ``A[SQ001]``, ``A_SQ001`` or ``A1. Ik ben …``."""
    match = re.match(r"^([A-Za-z]\w*(?:\[\w+\])*)(?:\s*[.:)]\s|$)", text)
    return (match[1],) if match else ()

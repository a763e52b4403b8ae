"""The sheet and the rows in which the header of an export stands."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from measurement.exports.files.read import File, Sheet
from measurement.exports.headers.header import Header, headers_of
from measurement.exports.headers.platforms import Platform, by_id, of_header
from measurement.texts import plain

_IMPORT_ID = re.compile(r"""^\s*\{\s*["']ImportId["']""")
_LOOK_FOR = 40
_LOOK_AT, _FEWEST = 12_000, 4  # cells that are looked at for a header; rows, however wide
_LIKELY, _TOLD = 0.8, 0.6  # with this share of the most known names a sheet may be read, is told
_WORDED = 25  # a header of so many letters is a question, not a chance word in a cell
_BARE = 3  # a header of so few letters may be the code of anything
_SURE = 3  # with so many exact names no row is searched for names that are only alike


@dataclass(frozen=True)
class Layout:
    """A sheet with its tool, the row its header starts in (from 0), its depth and columns.

    ``known`` says how many different names were recognised, ``of_people`` whether any column holds
    a number, time or name of a respondent, ``bare`` whether only codes of two or three letters
    name an item; ``others`` names the other sheets that hold answers
    too, with their number of rows.
    """

    sheet: Sheet
    platform: Platform
    top: int
    depth: int
    headers: tuple[Header, ...]
    known: int = 0
    of_people: bool = False
    bare: bool = False
    others: tuple[tuple[str, int], ...] = ()

    @property
    def data_from(self) -> int:
        """The first row below the header, from 0 in the sheet as read."""
        return self.top + self.depth

    @property
    def n_rows(self) -> int:
        """The number of rows below the header."""
        return self.sheet.n_rows - self.data_from

    def excel_row(self, index: int) -> int:
        """The row number Excel shows for a data row (from 0 below the header)."""
        return self.sheet.first_row + self.data_from + index


# Whether a text names something of the questionnaire, exactly or (False) nearly so.
Known = Callable[[str, bool], bool]


def layout(file: File, knows: Known) -> Layout | None:
    """The best sheet and header row: most columns whose names are known, then most rows.

    Hidden sheets count only when no visible one will do. A sheet of respondents goes before one
    with a row per centre, which only sums them up.
    """
    candidates = [
        candidate for sheet in file.sheets if (candidate := _of_sheet(sheet, knows)) is not None
    ]
    own = by_id("template")
    if {plain(s.name) for s in file.sheets} >= {plain(s) for s in own.spellings("sheets")[:2]}:
        answers = plain(own.spellings("sheets")[0])
        candidates = [
            replace(f, platform=own) for f in candidates if plain(f.sheet.name) == answers
        ]
    if any(f.sheet.visible and not f.bare for f in candidates):
        candidates = [f for f in candidates if not f.bare]
    if not candidates:
        return None
    most = max(
        f.known
        for f in candidates
        if f.sheet.visible or not any(g.sheet.visible for g in candidates)
    )
    best = max(
        (f for f in candidates if f.known >= _LIKELY * most),
        key=lambda f: (f.sheet.visible, f.of_people, not _is_listing(f), f.n_rows, f.known),
    )
    told = [f for f in candidates if f.known >= _TOLD * most and f.sheet.visible and f.n_rows > 0]
    others = [f for f in told if f is not best]
    return replace(best, others=tuple((f.sheet.name, f.n_rows) for f in others))


def _is_listing(candidate: Layout) -> bool:
    """Whether every row starts with a text of its own, as in a table of centres."""
    if candidate.of_people or not candidate.sheet.width:
        return False
    firsts = candidate.sheet.column(0, candidate.data_from).drop_null()
    return len(firsts) > 1 and len(firsts.unique()) == len(firsts)


def _of_sheet(sheet: Sheet, knows: Known) -> Layout | None:
    """The row with most known names; names that are only alike count where few are exact.

    Below the header of a tool there are answers: codes among them name nothing.
    """
    far = max(_FEWEST, min(_LOOK_FOR, _LOOK_AT // max(sheet.width, 1)))
    rows = [top for top, cells in enumerate(sheet.top[:far]) if any(map(str.strip, cells))]
    exact = [_of_row(sheet, top, lambda text: knows(text, True)) for top in rows]
    most = max((candidate.known for candidate in exact), default=0)
    again = [
        candidate.top
        for candidate in exact
        if most < _SURE or candidate.known >= most / 2 or candidate.platform.id != "table"
    ]
    candidates = [_of_row(sheet, top, lambda text: knows(text, False)) for top in again]
    of_tool = min((m.top for m in candidates if m.known and m.platform.id != "table"), default=None)
    best = max(
        (m for m in candidates if of_tool is None or m.top <= of_tool or m.platform.id != "table"),
        key=lambda candidate: candidate.known,
        default=None,
    )
    return best if best is not None and best.known else None


def _of_row(sheet: Sheet, top: int, names: Callable[[str], bool]) -> Layout:
    platform = _tool(sheet, top)
    depth, named = _rows(sheet, top, platform)
    headers = headers_of([sheet.top[row] for row in named], platform)
    texts = [(*h.texts, *h.codes) for h in headers]
    items = {
        h.shown.casefold() for h, each in zip(headers, texts, strict=True) if any(map(names, each))
    }
    role_columns = {
        h.shown.casefold(): set(roles)
        for h, each in zip(headers, texts, strict=True)
        if (roles := [role for text in each if (role := platform.role(text))])
    }
    n_known = len({*items, *role_columns})
    of_people = any(roles - {"ignored"} for roles in role_columns.values())
    is_table = platform.id == "table"
    worded = any(len(plain(name)) >= _WORDED for name in items)
    if not items or (is_table and len(items) < 2 and n_known < 3 and not worded):
        n_known = 0
    bare = is_table and not of_people and all(len(plain(name)) <= _BARE for name in items)
    return Layout(sheet, platform, top, depth, headers, n_known, of_people, bare)


def _tool(sheet: Sheet, top: int) -> Platform:
    """The tool whose header starts here, by its own columns or by what it writes below them."""
    below = _below(sheet, top)
    if any(map(_is_import_ids, below)):
        return by_id("qualtrics")
    if platform := of_header(sheet.top[top]):
        return platform
    monkey, lead = by_id("surveymonkey"), sheet.top[top][0]
    if below and monkey.own_role(lead) == "id" and not below[0][0].strip() and any(below[0]):
        return monkey
    return by_id("table")


def _below(sheet: Sheet, top: int) -> list[list[str]]:
    return sheet.top[top + 1 : top + 3]


def _is_import_ids(cells: list[str]) -> bool:
    return any(map(_IMPORT_ID.match, cells))


def _rows(sheet: Sheet, top: int, platform: Platform) -> tuple[int, list[int]]:
    """How many rows the header has, and in which of them its columns have names."""
    below = _below(sheet, top)
    if platform.id == "qualtrics":
        ids = next((at for at, cells in enumerate(below, 1) if _is_import_ids(cells)), None)
        if ids is not None:
            return ids + 1, list(range(top, top + ids))
        two = _repeats_in_words(sheet, top, platform)
    else:
        two = platform.id == "surveymonkey" and bool(below) and _is_second(sheet, top, platform)
    return (2, [top, top + 1]) if two else (1, [top])


def _own(sheet: Sheet, top: int, platform: Platform) -> list[int]:
    """The tool's own columns."""
    return [at for at, cell in enumerate(sheet.top[top]) if cell and platform.role(cell)]


def _repeats_in_words(sheet: Sheet, top: int, platform: Platform) -> bool:
    """Whether the second row names the tool's columns again, as Qualtrics does, in any language.

    A row of answers has a number or time there, or says what others say too.
    """
    if top + 1 >= len(sheet.top):
        return False
    cells = sheet.top[top + 1]
    own = [at for at in _own(sheet, top, platform) if cells[at].strip()]
    if sum(platform.role(cells[at]) is not None for at in own) >= 2:
        return True
    rest = sheet.top[top + 2 :]
    return bool(own) and not any(
        re.search(r"\d", cells[at]) or any(row[at] == cells[at] for row in rest) for at in own
    )


def _is_second(sheet: Sheet, top: int, platform: Platform) -> bool:
    """Whether the second row belongs to the header: it is empty below the tool's own columns."""
    return not any(sheet.top[top + 1][at].strip() for at in _own(sheet, top, platform))

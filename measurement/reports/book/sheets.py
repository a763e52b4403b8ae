"""The sheets of one table: as a reader knows it, and raw for machines; and the one that accounts for all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd
from xlsxwriter.worksheet import Worksheet

from measurement.reports.book.account import Account, Fact
from measurement.reports.book.cells import Look, Looks, cells_of, page, paper, put, yes_no
from measurement.reports.wording import Names, figure_kind, in_words
from measurement.tables import Table, definitions, described
from measurement.words import day, text

BAR = "#CFE3F1"  # pale enough to read the figure on it
_NARROW, _WIDE = 8, 52  # characters in a column
_BOUND = ("_lower", "_upper", "lower", "upper")


def readable(table: pd.DataFrame, declared: Table | None, words_of: Names) -> pd.DataFrame:
    """The table as it is on screen, unrounded: headings, words for ids, without what only serves to compute."""
    columns = described(declared, map(str, table.columns)) if declared else {}
    shown: dict[str, pd.Series] = {}
    for name, values in table.items():
        column = columns.get(str(name))
        if column is not None and not column.on_screen:
            continue
        told = values if column is None else in_words(values, column, words_of)
        if column is not None and column.kind == "flag":
            told = told.astype(object).map(yes_no, na_action="ignore")
        shown[_free(str(name) if column is None else str(column.title), shown)] = told
    return pd.DataFrame(shown, index=table.index)


def _free(heading: str, taken: Mapping[str, object]) -> str:
    """The heading, told apart from one that is there already."""
    while heading in taken:
        heading += "\u00a0"
    return heading


def kinds(table: pd.DataFrame, declared: Table | None) -> list[Look]:
    """How the cells of every readable column look: as declared, never by how they are kept."""
    columns = described(declared, map(str, table.columns)) if declared else {}
    every = [columns.get(str(name)) for name in table.columns]
    seen = [
        (c, str(n)) for c, n in zip(every, table.columns, strict=True) if c is None or c.on_screen
    ]
    return [figure_kind(c) if c is not None else _by_values(table[name]) for c, name in seen]


def _by_values(values: pd.Series) -> Look:
    """The look of a column that nobody declared."""
    if pd.api.types.is_bool_dtype(values) or not pd.api.types.is_numeric_dtype(values):
        return "text"
    return "number" if pd.api.types.is_float_dtype(values) else "integer"


def write_readable(
    sheet: Worksheet,
    table: pd.DataFrame,
    declared: Table | None,
    words_of: Names,
    how: Looks,
    title: str,
) -> pd.DataFrame:
    """Write the table as a reader knows it, ready to print; returns what was written."""
    shown, looks = readable(table, declared, words_of), kinds(table, declared)
    names = [str(c) for c in table.columns]
    columns = described(declared, names) if declared else {}
    kept = [n for n in names if n not in columns or columns[n].on_screen]
    lines: dict[int, int] = {}
    widths: list[float] = []
    for c, (heading, look) in enumerate(zip(shown.columns, looks, strict=True)):
        sheet.write_string(0, c, str(heading), how["head"])
        values = cells_of(shown.iloc[:, c])
        for r, value in enumerate(values, start=1):
            put(sheet, r, c, value, how[look])
        wide = _width(str(heading), values, look)
        sheet.set_column(c, c, wide)
        widths.append(wide)
        for r, value in enumerate(values, start=1):
            if isinstance(value, str) and len(value) > wide:
                lines[r] = max(lines.get(r, 1), -(-len(value) // int(wide - 2)))
        if look in ("share", "rate") and len(shown) and not kept[c].endswith(_BOUND):
            _bars(sheet, len(shown), c)
    for r, n in lines.items():
        sheet.set_row(r, 15 * min(n, 27))
    last = max(len(shown.columns) - 1, 0)
    sheet.autofilter(0, 0, max(len(shown), 1), last)
    keys = next((c for c, look in enumerate(looks) if look != "text"), 0)
    paper(sheet, title, len(shown), widths, keys)
    return shown


def _bars(sheet: Worksheet, n: int, column: int) -> None:
    """Pale bars behind shares, all from 0 to 100 %."""
    ends = {"min_type": "num", "max_type": "num", "min_value": 0, "max_value": 1}
    # A bar of the first kind, without the extension that other programs than Excel drop.
    sheet.conditional_format(1, column, n, column, {"type": "data_bar", "bar_color": BAR, **ends})


def _width(heading: str, values: Sequence[object], look: Look) -> float:
    """As wide as its longest text, or long word of its heading; longer texts go on below."""
    word = max((len(part) for part in heading.split()), default=0)
    if look != "text":
        return max(_NARROW, min(word + 2, 18))
    longest = max((len(v) for v in values if isinstance(v, str)), default=0)
    return max(_NARROW, word + 2, min(longest + 2, _WIDE))


def write_raw(sheet: Worksheet, table: pd.DataFrame, how: Looks) -> None:
    """Write the table for machines: names of columns, ids, unrounded."""
    for c, name in enumerate(table.columns):
        sheet.write_string(0, c, str(name), how["head"])
        for r, value in enumerate(cells_of(table[name]), start=1):
            put(sheet, r, c, value, how[""])
    last = max(len(table.columns) - 1, 0)
    sheet.set_column(0, last, 14)
    paper(sheet, str(sheet.get_name()), len(table), [14] * len(table.columns), 1)


def write_account(
    sheet: Worksheet,
    account: Account,
    tables: Mapping[str, pd.DataFrame],
    declared: Mapping[str, Table],
    by: Sequence[str],
    how: Looks,
) -> None:
    """Write what the file says of itself: facts, sources, and what every column means."""
    sheet.set_column(0, 1, 22)
    sheet.set_column(2, 4, 13)
    sheet.set_column(5, 6, 48)
    row = 0
    if account.title:
        sheet.write_string(0, 0, account.title, how["title"])
        row = 2
    row = _facts(sheet, row, account.facts, how)
    if account.sources:
        row = _sources(sheet, row + 1, account, how)
    for name, table in tables.items():
        if name in declared:
            row = _meanings(
                sheet, row + 1, name, declared[name], [c for c in by if c in table], how
            )
    page(sheet, account.title or text("Account"), row, 6, lying=True)


def _facts(sheet: Worksheet, row: int, facts: Sequence[Fact], how: Looks) -> int:
    for label, value in facts:
        put(sheet, row, 0, label, how["strong"])
        # Long sentences go on over the columns beside them.
        sheet.merge_range(row, 1, row, 6, "", how["text"])
        put(sheet, row, 1, value, how["text"])
        sheet.set_row(row, 15 * max(-(-len(value) // 130), 1))
        row += 1
    return row


def _sources(sheet: Worksheet, row: int, account: Account, how: Looks) -> int:
    """The files that answers came from."""
    heads = [text("Source file"), text("Imported"), text("Answers"), text("Fingerprint (SHA-256)")]
    for column, head in zip((0, 1, 2, 3), heads, strict=True):
        sheet.write_string(row, column, head, how["head"])
    for one in account.sources:
        row += 1
        cells = [one.file, day(one.imported), one.n, one.digest]
        for column, value in zip((0, 1, 2, 3), cells, strict=True):
            look: Look = "integer" if isinstance(value, int) else ""
            put(sheet, row, column, value, how[look])
    return row + 1


def _meanings(
    sheet: Worksheet, row: int, name: str, table: Table, by: Sequence[str], how: Looks
) -> int:
    """What every column of a table means, as it is declared."""
    frame = definitions(table, by)
    for c, head in enumerate([text("table"), *(text(h) for h in frame.columns)]):
        sheet.write_string(row, c, head, how["head"])
    for values in frame.itertuples(index=False):
        row += 1
        for c, value in enumerate((name, *values)):
            put(sheet, row, c, str(value), how["text"])
    return row + 1

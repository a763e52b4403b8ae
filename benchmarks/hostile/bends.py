"""Ways to break a table, a text and the bytes of a file."""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Callable

from benchmarks.hostile.tables import Table, as_csv, cell, packed, parts, sheet

Chance = random.Random
ERRORS = ("#N/A", "#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#NUM!")
DAYS: tuple[str, ...] = (
    "0001-01-01",
    "31/12/9999",
    "24/3/2924",
    "0024-10-03",
    "3/10/1624",
    "31/2/2024",
    "-44",
)
DAYS += ("1e308", "2958466", "0", "99999999999999999999", "١٢/٣/٢٠٢٤", "29/02/1900", "00/00/0000")
LONG = (
    "x" * 200_000,
    "=" * 40_000,
    "\u202e" * 5_000,
    "é\u0301" * 20_000,
    "\ufffe\U0010ffff",
    "9" * 9_000,
)


# --- of bytes -------------------------------------------------------------------------------------


def flipped(data: bytes, chance: Chance) -> bytes:
    """One to forty bits turned."""
    bent = bytearray(data)
    for _ in range(chance.randint(1, 40)):
        bent[chance.randrange(len(bent))] ^= 1 << chance.randrange(8)
    return bytes(bent)


def cut(data: bytes, chance: Chance) -> bytes:
    """Only the beginning."""
    return data[: chance.randrange(len(data))]


def holed(data: bytes, chance: Chance) -> bytes:
    """A stretch of zeros."""
    at = chance.randrange(len(data))
    n = min(chance.randint(1, 3_000), len(data) - at)
    return data[:at] + bytes(n) + data[at + n :]


def shuffled(data: bytes, chance: Chance) -> bytes:
    """Blocks of a kilobyte in another order."""
    blocks = [data[i : i + 1024] for i in range(0, len(data), 1024)]
    chance.shuffle(blocks)
    return b"".join(blocks)


def noise(data: bytes, chance: Chance) -> bytes:
    """Chance after the first four bytes."""
    return data[:4] + chance.randbytes(chance.randint(0, 50_000))


BYTES: dict[str, Callable[[bytes, Chance], bytes]] = {
    "bits flipped": flipped,
    "cut off": cut,
    "zeros": holed,
    "blocks shuffled": shuffled,
    "noise": noise,
}

# --- of a table -----------------------------------------------------------------------------------


def put(table: Table, chance: Chance, what: tuple[str, ...], share: float) -> Table:
    """These texts in a share of the cells below the heads."""
    return [
        table[0],
        *(
            [chance.choice(what) if chance.random() < share else c for c in row]
            for row in table[1:]
        ),
    ]


CELLS: dict[str, Callable[[Table, Chance], Table]] = {
    "error cells": lambda table, chance: put(table, chance, ERRORS, 0.3),
    "days of all ages": lambda table, chance: put(table, chance, DAYS, 0.3),
    "long cells": lambda table, chance: put(table, chance, LONG, 0.02),
    "column gone": lambda table, chance: without(table, chance.randrange(len(table[0]))),
    "heads gone": lambda table, chance: table[1:],
    "heads alone": lambda table, chance: table[:1],
    "rows of all lengths": lambda table, chance: [r[: chance.randint(0, len(r))] for r in table],
    "heads twice": lambda table, chance: [[*row, *row] for row in table],
    "turned": lambda table, chance: [list(row) for row in zip(*table, strict=False)],
}


def without(table: Table, place: int) -> Table:
    """The table without one column."""
    return [[*row[:place], *row[place + 1 :]] for row in table]


# --- of a text ------------------------------------------------------------------------------------

ENCODINGS = ("cp1252", "utf-16", "utf-16-be", "utf-32", "utf-7", "cp500", "mac-roman", "cp437")


def encoded(table: Table, chance: Chance) -> bytes:
    """In another encoding than utf-8."""
    return as_csv(table).encode(chance.choice(ENCODINGS), errors="replace")


def quoted(table: Table, chance: Chance) -> bytes:
    """With a stray quotation mark here and there."""
    text = list(as_csv(table))
    for _ in range(chance.randint(1, 4)):
        text.insert(chance.randrange(len(text)), '"')
    return "".join(text).encode()


def mixed(text: str, chance: Chance) -> str:
    """Each line with an end of its own."""
    lines = text.split("\r\n")
    return "".join(line + chance.choice(("\r\n", "\n")) for line in lines)


def separated(table: Table, by: str) -> bytes:
    """With another sign between the cells."""
    out = io.StringIO()
    csv.writer(out, delimiter=by).writerows(table)
    return out.getvalue().encode("utf-8-sig")


TEXTS: dict[str, Callable[[Table, Chance], bytes]] = {
    "other encoding": encoded,
    "stray quotes": quoted,
    "blank lines": lambda table, chance: as_csv(table).encode() + b"\n" * 40_000_000,
    "separators alone": lambda table, chance: b";" * chance.randint(1_000, 20_000_000),
    "one column": lambda table, chance: b"1\n" * chance.randint(1_000, 10_000_000),
    "wide": lambda table, chance: (";".join(f"k{n}" for n in range(20_000)) + "\n").encode() * 9,
    "one long line": lambda table, chance: b"a" * chance.randint(1_000, 30_000_000),
    "nul": lambda table, chance: as_csv(table).encode().replace(b";", b";\0"),
    "mixed ends": lambda table, chance: (
        as_csv(table).replace("\r\n", chance.choice("\r\v")).encode()
    ),
    "line ends": lambda table, chance: mixed(as_csv(table), chance).encode("utf-8-sig"),
    "lines between": lambda table, chance: (
        as_csv(table).replace("\r\n", "\r\n" * chance.randint(2, 9)).encode()
    ),
    "encodings that hold it": lambda table, chance: as_csv(table).encode(
        chance.choice(("utf-8", "utf-16", "utf-8-sig", "utf-32"))
    ),
    "other separator": lambda table, chance: separated(table, chance.choice("\t,")),
    "page": lambda table, chance: b"<html><table><tr><td>1</td></tr></table></html>",
}

# --- of a workbook --------------------------------------------------------------------------------


def far(table: Table, chance: Chance) -> bytes:
    """A cell far to the right or far below."""
    row = chance.choice((2_000, 600_000, 1_048_576))
    place = f"{chance.choice(('A', 'ZZ', 'XFD'))}{row}"
    more = f'<row r="{row}">{cell("ver", place)}</row>'
    return packed(parts([sheet(table, more)] * chance.choice((1, 1, 150))))


def broad(table: Table, chance: Chance) -> bytes:
    """More columns than a survey has."""
    return packed(parts([sheet([[str(n) for n in range(16_384)]] * chance.randint(1, 4))]))


def deep(table: Table, chance: Chance) -> bytes:
    """Elements within elements."""
    n = chance.choice((500, 100_000))
    return packed(parts([sheet(table, "<row>" * n + "</row>" * n)]))


def inflated(table: Table, chance: Chance) -> bytes:
    """Much more unpacked than in the file."""
    return packed(parts([sheet(table, f"<!--{' ' * chance.choice((9_000_000, 120_000_000))}-->")]))


def entities(table: Table, chance: Chance) -> bytes:
    """A text that is said to stand for many others."""
    dtd = '<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    return packed(parts([sheet(table).replace("?>", f"?>{dtd}", 1).replace("zo is", "&b;")]))


def torn(table: Table, chance: Chance) -> bytes:
    """One part cut, empty, gone, or in another encoding; the zip itself is sound."""
    whole = {name: text.encode() for name, text in parts([sheet(table)]).items()}
    name = chance.choice(list(whole))
    text = whole[name]
    ways = (cut(text, chance), b"", None, text.decode().encode("utf-16"), flipped(text, chance))
    bent = chance.choice(ways)
    whole |= {name: bent or b""}
    if bent is None:
        del whole[name]
    return packed(whole)


def lying(table: Table, chance: Chance) -> bytes:
    """Places, kinds and numbers in the xml that are none."""
    text = sheet(table)
    old, new = chance.choice(
        (
            ('r="B', 'r="É'),
            ('t="inlineStr"', 't="s"'),
            ('t="inlineStr"', 't="d"'),
            ('<row r="', '<row r="-'),
            ('<row r="', '<row r="99999999999999999999'),
            ('t="inlineStr"', 't="e"'),
        )
    )
    return packed(parts([text.replace(old, new, chance.choice((1, -1)))]))


BOOKS: dict[str, Callable[[Table, Chance], bytes]] = {
    "far cells": far,
    "broad": broad,
    "deep": deep,
    "inflated": inflated,
    "entities": entities,
    "part torn": torn,
    "xml that lies": lying,
    "many sheets": lambda table, chance: packed(parts([sheet(table)] * chance.choice((60, 300)))),
}

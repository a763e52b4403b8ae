"""Which file is put to which door, and what was done to it."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from benchmarks.hostile import bends, tables, truth
from benchmarks.hostile.truth import FEWER, SAME, TOLD
from measurement.questionnaire.files.cells import HOME

DOORS = ("export", "participants", "checklist", "questionnaire")
_TABLES: dict[str, Callable[[random.Random], tables.Table]] = {
    "export": tables.export,
    "participants": tables.participants,
    "checklist": tables.checklist,
}
_BENDS = {
    "bytes": [*bends.BYTES],
    "cells": [*bends.CELLS],
    "texts": [*bends.TEXTS],
    "books": [*bends.BOOKS],
}
# What is known of what a file says that was bent so.
_KNOWN = {
    **dict.fromkeys(
        ("line ends", "lines between", "encodings that hold it", "other separator"), SAME
    ),
    **dict.fromkeys(
        ("error cells", "days of all ages", "long cells", "other encoding", "stray quotes"), TOLD
    ),
    **dict.fromkeys(
        ("column gone", "rows of all lengths", "heads twice", "blank lines", "nul"), FEWER
    ),
    **dict.fromkeys(
        ("far cells", "deep", "inflated", "entities", "many sheets", "xml that lies"), FEWER
    ),
}
_TOML: dict[str, Callable[[random.Random], bytes]] = {
    "deep": lambda chance: b"a = " + b"[" * chance.choice((900, 100_000)),
    "deep keys": lambda chance: b".".join([b"a"] * chance.choice((900, 100_000))) + b" = 1",
    "large number": lambda chance: b"id = 1" + b"0" * 100_000,
    "strange id": lambda chance: b'id = "../../etc"\n[files]\nitems = "/dev/zero"',
    "large": lambda chance: b'a = "' + b"x" * 40_000_000 + b'"',
    "kinds": lambda chance: b"files = 3\nscales = 'x'\nitems = [1]\nid = 1979-05-27",
}


class Made(NamedTuple):
    """One file or folder: its door, what was done to it, and where it is.

    ``known`` is what is known of it beside the ``sound`` file (see :mod:`benchmarks.hostile.truth`).
    """

    door: str
    bend: str
    path: Path
    known: str = truth.UNKNOWN
    sound: Path | None = None


def files(n: int, seed: int, folder: Path) -> Iterator[Made]:
    """So many broken files, each door in turn; each is gone when the next is asked for."""
    chance = random.Random(seed)
    for number in range(n):
        door = DOORS[number % len(DOORS)]
        place = folder / f"{number}"
        place.mkdir()
        yield _questionnaire(place, chance) if door == DOORS[-1] else _table(door, place, chance)
        shutil.rmtree(place)


def _table(door: str, place: Path, chance: random.Random) -> Made:
    table = _TABLES[door](chance)
    kind = chance.choice(("bytes", "cells", "texts", "books"))
    ending = {"texts": "csv", "books": "xlsx"}.get(kind) or chance.choice(("csv", "xlsx"))
    bend = chance.choice(_BENDS[kind])
    sound, path = place / "gaaf.xlsx", place / f"bestand.{ending}"
    sound.write_bytes(_sound(table, "xlsx"))
    path.write_bytes(_bent(table, kind, bend, ending, chance))
    known = _KNOWN.get(bend, truth.UNKNOWN)
    if kind == "bytes":  # of a workbook the checksums tell what was turned
        known = truth.FEWER if ending == "xlsx" else truth.UNKNOWN
    return Made(door, f"{ending}, {bend}", path, known, sound)


def _bent(table: tables.Table, kind: str, bend: str, ending: str, chance: random.Random) -> bytes:
    if kind == "texts":
        return bends.TEXTS[bend](table, chance)
    if kind == "books":
        return bends.BOOKS[bend](table, chance)
    if kind == "cells":
        return _sound(bends.CELLS[bend](table, chance), ending)
    return bends.BYTES[bend](_sound(table, ending), chance)


def _sound(table: tables.Table, ending: str) -> bytes:
    if ending == "csv":
        return tables.as_csv(table).encode("utf-8-sig", errors="replace")
    return tables.packed(tables.parts([tables.sheet(table)]))


def _questionnaire(place: Path, chance: random.Random) -> Made:
    """A copy of the questionnaire's folder in which one file is broken."""
    folder = place / "vragenlijst"
    shutil.copytree(HOME, folder)
    one = chance.choice(sorted(folder.iterdir()))
    kind = chance.choice(("bytes", "gone", "cells", "texts"))
    bend = "gone"
    if kind == "gone":
        one.unlink()
    elif kind == "bytes":
        bend = chance.choice(list(bends.BYTES))
        one.write_bytes(bends.BYTES[bend](one.read_bytes(), chance))
    elif one.suffix == ".toml":
        bend = chance.choice(list(_TOML))
        one.write_bytes(_TOML[bend](chance))
    else:
        table = [line.split(",") for line in one.read_text(encoding="utf-8").splitlines()]
        bend = chance.choice(_BENDS[kind])
        if kind == "texts":
            one.write_bytes(bends.TEXTS[bend](table, chance))
        else:
            cells = bends.CELLS[bend](table, chance)
            one.write_text("\n".join(map(",".join, cells)), encoding="utf-8")
    return Made("questionnaire", f"{one.name}, {bend}", folder)

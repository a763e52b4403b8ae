"""The invented checklists, facts and inspection results of the 19 example centres.

Everything is made up except how many centres reached which level on each inspection scale: those
are the numbers of the annual report. Several checklists contradict what the example's staff
answer (see ``PLANTED`` in :mod:`data.example.generator.centres`), so that the mirror has something to show:

- 05 and 14 tick engaged management, staff feel little encouragement; 11 sees it as it is.
- 01, 04, 10 and 16 tick time, staff lack it; 09 and 13 do not, where staff find most of it.
- 08 ticks an active core team and involvement, staff find little openness and consultation.
- 12 does not see how much its management encourages.

A member of staff of 03, the core team of 05 and the POC+ of 14 filled in too; the first only half.

>>> len(checklists()) // 9, len(inspections())
(41, 200)
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path

from data.example.generator.centres import CENTRES

Row = tuple[str | int, ...]
CHECKLIST_COLUMNS = ("centre", "date", "filled_by", "status", "factor", "state", "note")
INSPECTION_COLUMNS = ("centre", "school_year", "scale", "level")
FACT_COLUMNS = ("centre", "key", "value", "date")
_STATE = {"0": "absent", "1": "partial", "2": "present", ".": ""}

# fmt: off
# Of each centre the states of S1 to S9 as its management gave them: autumn 2023, autumn 2024.
MANAGEMENT: Mapping[int, tuple[str, str]] = {
    1: ("211112221", "222212222"), 2: ("222112222", "222222222"), 3: ("221222212", "222222212"),
    4: ("210121121", "211221222"), 5: ("111111112", "212212212"), 6: ("212212112", "222222112"),
    7: ("222222112", "222222212"), 8: ("211121011", "222222102"), 9: ("221212102", "221222202"),
    10: ("110111122", "211212222"), 11: ("110110111", "011110201"), 12: ("011211111", "021222212"),
    13: ("212221202", "222221202"), 14: ("211211012", "222222112"), 15: ("210101111", "211111102"),
    16: ("101101121", "201212222"), 17: ("111121011", "211222112"), 18: ("200111001", "210121211"),
    19: ("201111102", "202222112"),
}
# What others gave in the autumn of 2024: centre, who, days after the management, states.
OTHERS: Sequence[tuple[int, str, int, str]] = (
    (3, "medewerker", 4, "21.11..01"),
    (5, "kernteam", 6, "212001112"),
    (14, "poc", 9, "211211011"),
)
# fmt: on
NOTES: Mapping[tuple[int, str, str], str] = {
    (5, "directie", "S1"): "We vragen er op elke personeelsvergadering naar.",
    (3, "medewerker", "S5"): "Ik hoorde pas achteraf van het plan.",
    (5, "kernteam", "S4"): "Collega's vragen vooral wat het hen oplevert.",
    (8, "directie", "S2"): "Kernteam komt maandelijks samen.",
    (10, "directie", "S8"): "Eén namiddag per maand staat vast in de kalender.",
    (11, "directie", "S1"): "Twee directiewissels in een jaar, we beginnen opnieuw.",
    (13, "directie", "S8"): "Voor ons gevoel blijft het krap.",
}
_FIRST_DAYS = (date(2023, 9, 25), date(2024, 9, 23))
_WITHOUT_INSPECTION = (18, 19)

# scale: centres that approach and that meet the expectation (annual report, 2021-22 to 2024-25).
LEVELS: Mapping[str, tuple[int, int]] = {
    "beeldvorming": (10, 7),
    "signaalfunctie": (14, 3),
    "consultatieve_leerlingenbegeleiding": (2, 15),
    "handelingsgerichte_diagnostiek": (11, 4),
    "multidisciplinariteit": (4, 13),
    "belang_van_de_leerling": (0, 15),
    "subsidiariteit": (1, 16),
    "proactiviteit": (15, 2),
    "beleid_dienstverlening": (5, 12),
    "cyclische_evaluatie": (6, 11),
    "betrouwbare_evaluatie": (16, 1),
    "borgen_en_bijsturen": (4, 13),
}
FLAGS: Mapping[int, tuple[str, ...]] = {
    4: ("flag_inspection",),
    8: ("flag_merger",),
    11: ("flag_inspection", "flag_director", "flag_policy"),
    15: ("flag_plan",),
    16: ("flag_director", "flag_plan"),
}


def checklists() -> list[Row]:
    """The rows of ``checklists.csv``: one per checklist and factor, sorted by day."""
    given = [
        (_day(n, moment), CENTRES[n - 1].name, "directie", "closed", states, n)
        for n, both in MANAGEMENT.items()
        for moment, states in enumerate(both)
    ]
    given += [
        (_day(n, 1) + timedelta(later), CENTRES[n - 1].name, who, "open", states, n)
        for n, who, later, states in OTHERS
    ]
    return [
        (centre, day.isoformat(), who, status, factor, _STATE[state], _note(n, who, factor, day))
        for day, centre, who, status, states, n in sorted(given)
        for factor, state in zip((f"S{i}" for i in range(1, 10)), states, strict=True)
    ]


def _day(centre: int, moment: int) -> date:
    """A weekday in September to November, another for every centre."""
    day = _FIRST_DAYS[moment] + timedelta(days=(centre * 11) % 45)
    return day + timedelta(days=(7 - day.weekday()) % 7 if day.weekday() > 4 else 0)


def _note(centre: int, who: str, factor: str, day: date) -> str:
    return NOTES.get((centre, who, factor), "") if day.year == 2024 else ""


def inspections() -> list[Row]:
    """The rows of ``inspections.csv``: 17 centres, each seen in one of four school years.

    Which centres meet the expectation is spread out with a step that differs per scale.
    """
    seen = [n for n in range(1, len(CENTRES) + 1) if n not in _WITHOUT_INSPECTION]
    years = {n: f"{2021 + i % 4}-{2022 + i % 4}" for i, n in enumerate(seen)}
    rows: list[Row] = []
    for number, (scale, (approaches, meets)) in enumerate(LEVELS.items()):
        order = [seen[(i * (number + 3)) % len(seen)] for i in range(len(seen))]
        levels = ["approaches"] * approaches + ["meets"] * meets
        for n, level in sorted(zip(order, levels, strict=False)):
            rows.append((CENTRES[n - 1].name, years[n], scale, level))
    return rows


def facts() -> list[Row]:
    """The rows of ``facts.csv``: number of staff, net, the five flags and the agreement."""
    flags = sorted({flag for _, found in FLAGS.items() for flag in found})
    rows: list[Row] = []
    for n, centre in enumerate(CENTRES, start=1):
        said = {"staff": str(centre.n_staff), "net": "GO!"}
        said |= {flag: "yes" if flag in FLAGS.get(n, ()) else "no" for flag in flags}
        said["guidance_agreement"] = "no" if n % 6 == 0 else "yes"
        rows += [(centre.name, key, value, "2024-09-02") for key, value in said.items()]
    return rows


def generate(folder: Path) -> list[Path]:
    """Write ``checklists.csv``, ``facts.csv`` and ``inspections.csv``; the paths written."""
    tables = {
        "checklists.csv": [CHECKLIST_COLUMNS, *checklists()],
        "facts.csv": [FACT_COLUMNS, *facts()],
        "inspections.csv": [INSPECTION_COLUMNS, *inspections()],
    }
    return [_write(folder / name, rows) for name, rows in tables.items()]


def _write(path: Path, rows: Iterable[Row]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as target:
        csv.writer(target, lineterminator="\n").writerows(rows)
    return path

"""How well a survey was answered: what is missing, strange, too quick or too even, and how often.

Nothing is excluded by it: it tells what to look at. Every check looks at the answers that count;
rows that do not count are counted by why. The limits are those of the questionnaire.

Sources: the same answer all the way (*longstring*) after Meade & Craig (2012), Psychological Methods
17(3); two seconds per question after Huang et al. (2012), Journal of Business and Psychology 27(1);
*not applicable* above half as a finding of its own: Vensters voor Verantwoording.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from measurement.counting.columns import SURVEY_COLUMNS
from measurement.measures.quality.rows import Codes, even_modules, last_answered, quick
from measurement.measures.quality.tables import (
    ASIDE,
    QUALITY,
    QUALITY_ITEMS,
    QUALITY_ROWS,
    QUALITY_SURVEYS,
)
from measurement.questionnaire.model import Questionnaire
from measurement.questionnaire.scale import NOT_APPLICABLE, NOT_SHOWN, SKIPPED
from measurement.rows import framed

Key = tuple[str | None, ...]  # school year, strategy, initiative, moment
_HALF = 2
_UNITS = {"missing": "cells", "out_of_range": "cells", "mostly_not_applicable": "items"}


@dataclass(frozen=True)
class Filed:
    """One import, as it lies in the store.

    ``rows`` has the columns school_year, strategy, initiative, moment, row (as Excel shows it),
    excluded ('' = counts), completed, seconds (NaN = not known) and strange (the items whose cell
    was no answer). ``codes`` has the same rows and a column per item of ``items``, which stand in
    the order of the file. ``aside`` are the rows of which nothing is stored, by why.
    """

    file: str
    rows: pd.DataFrame
    items: tuple[str, ...]
    codes: Codes
    aside: Mapping[str, Sequence[int]]


class Quality(NamedTuple):
    """The declared tables ``quality``, ``quality_items`` and ``quality_rows``."""

    checks: pd.DataFrame
    items: pd.DataFrame
    rows: pd.DataFrame


class Tally:
    """What was found in one survey, import by import."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        """Nothing found yet."""
        self.questionnaire = questionnaire
        self.found: Counter[str] = Counter()
        self.of: Counter[str] = Counter()
        self.items: dict[str, Counter[str]] = {}
        self.rows: list[tuple[str, int, str, str | None]] = []

    def add(self, filed: Filed, of_survey: npt.NDArray[np.bool_]) -> None:
        """Look at the rows of this survey in an import."""
        rows = filed.rows[of_survey]
        counts = (rows["excluded"] == "").to_numpy()
        for row, kind in zip(rows["row"][~counts], rows["excluded"][~counts], strict=True):
            self._row(filed.file, row, kind)
        self.of["rows"] += len(rows)
        live, codes = rows[counts].reset_index(drop=True), filed.codes[of_survey][counts]
        self.of["answers"] += len(live)
        self._cells(filed, live, codes)
        self._stopped(filed, live, codes)
        self._straight(filed, live, codes)
        self._quick(filed, live, codes)

    def aside(self, filed: Filed) -> None:
        """The rows of which nothing is stored."""
        for kind, rows in filed.aside.items():
            self.of["rows"] += len(rows)
            for row in rows:
                self._row(filed.file, row, kind)

    def _row(self, file: str, row: int, check: str, about: str | None = None) -> None:
        self.found[check] += 1
        self.rows.append((file, int(row), check, about))

    def _cells(self, filed: Filed, live: pd.DataFrame, codes: Codes) -> None:
        for place, item in enumerate(filed.items):
            tally = self.items.setdefault(item, Counter())
            column = codes[:, place]
            tally["shown"] += int((column != NOT_SHOWN).sum())
            tally["skipped"] += int((column == SKIPPED).sum())
            tally["not_applicable"] += int((column == NOT_APPLICABLE).sum())
        for row, strange in zip(live["row"], live["strange"], strict=True):
            for item in strange:
                self.items.setdefault(item, Counter())["strange"] += 1
                self._row(filed.file, row, "out_of_range", item)

    def _stopped(self, filed: Filed, live: pd.DataFrame, codes: Codes) -> None:
        broken = ~live["completed"].to_numpy(bool)
        last = last_answered(codes[broken])
        for row, place in zip(live["row"][broken], last.tolist(), strict=True):
            item = filed.items[place] if place >= 0 else None
            if item is not None:
                self.items[item]["stopped"] += 1
            self._row(filed.file, row, "stopped", item)

    def _straight(self, filed: Filed, live: pd.DataFrame, codes: Codes) -> None:
        even, enough = even_modules(filed.items, codes, self.questionnaire)
        self.of["straight"] += int(enough.sum())
        for row, modules in zip(live["row"], even, strict=True):
            if modules:
                self._row(filed.file, row, "straight", ", ".join(modules))

    def _quick(self, filed: Filed, live: pd.DataFrame, codes: Codes) -> None:
        limit = self.questionnaire.thresholds.quick_seconds
        hasty, timed = quick(live["seconds"].to_numpy(float), codes, limit)
        self.of["quick"] += int(timed.sum())
        for row in live["row"][hasty]:
            self._row(filed.file, row, "quick")

    def item_rows(
        self,
    ) -> list[tuple[str, int, int, float | None, int, int, int, float | None, bool]]:
        """The table ``quality_items`` of this survey, in the order of the file."""
        rows = []
        for item, n in self.items.items():
            answered = n["shown"] - n["skipped"]
            mostly = n["not_applicable"] * _HALF > answered
            shares = _share(n["skipped"], n["shown"]), _share(n["not_applicable"], answered)
            seen = (item, n["shown"], n["skipped"], shares[0], n["stopped"], n["strange"])
            rows.append((*seen, n["not_applicable"], shares[1], mostly))
        return rows

    def checks(self) -> list[tuple[str, str, int | None, int | None, float | None]]:
        """The table ``quality`` of this survey: every check, and every kind of row that occurs."""
        n = {name: sum(each[name] for each in self.items.values()) for name in _COUNTED}
        asked = [each for each in self.items.values() if each["shown"] > each["skipped"]]
        mostly = sum(_HALF * e["not_applicable"] > e["shown"] - e["skipped"] for e in asked)
        lines = (
            {
                "missing": (n["skipped"], n["shown"]),
                "stopped": (self.found["stopped"], self.of["answers"]),
                "straight": (self.found["straight"], self.of["straight"]),
                "quick": (self.found["quick"], self.of["quick"])
                if self.of["quick"]
                else (None, None),
                "out_of_range": (n["strange"], n["shown"] - n["skipped"] + n["strange"]),
                "mostly_not_applicable": (mostly, len(asked)),
            }
            if self.of["answers"]
            else {}
        )
        lines |= {kind: (self.found[kind], self.of["rows"]) for kind in ASIDE if self.found[kind]}
        return [
            (
                check,
                _UNITS.get(check, "rows" if check in ASIDE else "answers"),
                *pair,
                _share(*pair),
            )
            for check, pair in lines.items()
        ]


_COUNTED = ("shown", "skipped", "strange")


def quality(filed: Iterable[Filed], questionnaire: Questionnaire) -> Quality:
    """The quality of every survey in these imports, sorted by survey.

    Checks in the order of :data:`measurement.measures.quality.tables.CHECKS`, items in the order of the
    first file, rows in that of the files. A row of which nothing is stored belongs to the survey
    of its file; where the file serves several surveys it stands under none.
    """
    tallies: defaultdict[Key, Tally] = defaultdict(lambda: Tally(questionnaire))
    for one in filed:
        keys = one.rows[list(SURVEY_COLUMNS)].astype(object)
        named = keys.groupby(list(SURVEY_COLUMNS), sort=False).ngroup().to_numpy()
        with_answers: list[Key] = []
        for number in range(int(named.max(initial=-1)) + 1):
            of_survey = named == number
            key = tuple(str(v) or None for v in keys[of_survey].iloc[0])
            if (one.rows["excluded"][of_survey] == "").any():
                with_answers.append(key)
            tallies[key].add(one, of_survey)
        if one.aside:
            tallies[with_answers[0] if len(with_answers) == 1 else _NOBODYS].aside(one)
    return _framed(dict(sorted(tallies.items(), key=lambda pair: _sorted(pair[0]))))


_WIDE = ("stopped", "straight", "quick", "out_of_range", "mostly_not_applicable")


def per_survey(checks: pd.DataFrame) -> pd.DataFrame:
    """The declared table ``quality_surveys``: the table ``quality`` with a row per survey."""
    pairs: dict[Key, dict[str, tuple[int | None, int | None]]] = {}
    for line in checks.dropna(subset="initiative").itertuples(index=False, name=None):
        *key, check, _counted, n_found, n_of, _part = line
        pair = (None if pd.isna(n_found) else int(n_found), None if pd.isna(n_of) else int(n_of))
        pairs.setdefault(tuple(key), {})[str(check)] = pair
    return framed((_wide(key, n) for key, n in pairs.items() if "stopped" in n), QUALITY_SURVEYS)


def _wide(key: Key, n: Mapping[str, tuple[int | None, int | None]]) -> tuple[object, ...]:
    aside = {kind: n[kind][0] or 0 for kind in ASIDE if kind in n}
    doubles = aside.get("duplicate", 0)
    others = sum(aside.values()) - doubles
    return (
        *key,
        n["stopped"][1],
        _share(*n["missing"]),
        *(n[c][0] for c in _WIDE),
        doubles,
        others,
    )


_NOBODYS: Key = (None,) * len(SURVEY_COLUMNS)


def _sorted(key: Key) -> tuple[str, ...]:
    return tuple(part or "\uffff" for part in key)


def _framed(tallies: Mapping[Key, Tally]) -> Quality:
    checks = [(*key, *line) for key, tally in tallies.items() for line in tally.checks()]
    items = [(*key, *line) for key, tally in tallies.items() for line in tally.item_rows()]
    rows = [(*key, *line) for key, tally in tallies.items() for line in tally.rows]
    return Quality(
        framed(checks, QUALITY), framed(items, QUALITY_ITEMS), framed(rows, QUALITY_ROWS)
    )


def _share(part: int | None, whole: int | None) -> float | None:
    return part / whole if part is not None and whole else None

"""The mirror: what the checklist says of a success factor beside what staff experience of it.

The rule, per centre and success factor (``present`` is in place; ``partial`` and ``absent`` are
not):

====================  ========================  ==========================
share of favourable   in place                  not (fully) in place
====================  ========================  ==========================
mirror_high or more   strength                  hidden_strength
in between            no_data (uncertain)       no_data (uncertain)
mirror_low or less    blind_spot                work_point
====================  ========================  ==========================

A verdict is ``certain`` (reason ``clear``) when the whole interval lies on its side of even, and
otherwise ``leaning``. Without a linked item, a checklist or enough persons it is ``no_data``, and
the reason says which is missing. See :func:`measurement.centre.mirror.evidence.standing` for the thresholds.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import pandas as pd

from measurement.centre.checklist.rows import current
from measurement.centre.mirror.evidence import Standing, evidence, standing
from measurement.centre.mirror.tables import BLIND_SPOTS, MIRROR, MIRROR_WORDS, REASON_WORDS
from measurement.counting.answers import Answers
from measurement.questionnaire.linked_items import Linked, in_order, linked_items
from measurement.questionnaire.model import Questionnaire
from measurement.questionnaire.success_factors import STATES
from measurement.tables import records

VERDICTS = tuple(MIRROR_WORDS)
CONTRADICTIONS = ("blind_spot", "hidden_strength")
REASONS = tuple(REASON_WORDS)
_BOUNDS = ("evidence", "lower", "upper")
_NUMBERS = ("n", "n_answers", "n_favourable")
# (in place according to the checklist, how staff's scores lean): the verdict.
_RULE = {
    (True, "favourable"): "strength",
    (True, "unfavourable"): "blind_spot",
    (False, "favourable"): "hidden_strength",
    (False, "unfavourable"): "work_point",
}


class Verdict(NamedTuple):
    """One of the five verdicts, whether it is certain, and why."""

    verdict: str
    certain: bool
    reason: str


class Cell(NamedTuple):
    """What is known of one centre and success factor, as in the table ``evidence``."""

    n_linked: int = 0
    n: int = 0
    n_effective: float = 0.0
    n_answers: int = 0
    n_favourable: int = 0
    share: float = float("nan")
    lower: float = float("nan")
    upper: float = float("nan")
    items: str | None = None
    n_ticked_answers: int = 0


class Basis(NamedTuple):
    """What a verdict rests on: linked items and options, answers to them, and how these stand."""

    n_linked: int
    n_answers: int
    n_ticked_answers: int
    stands: Standing


def judge(state: str | None, basis: Basis) -> Verdict:
    """The verdict of one cell, by the rule above; exactly one for every cell.

    What is missing is looked for in this order: a linked item, the checklist (``neither`` when
    nobody answered either), scores, enough persons.
    """
    if not basis.n_linked:
        return Verdict("no_data", False, "no_link")
    if state is None:
        silent = not basis.n_answers and not basis.n_ticked_answers
        return Verdict("no_data", False, "neither" if silent else "no_checklist")
    if not basis.n_answers:
        reason = "only_ticked" if basis.n_ticked_answers else "no_survey"
        return Verdict("no_data", False, reason)
    lean, certain = basis.stands
    if not lean:
        return Verdict("no_data", False, "too_few")
    verdict = _RULE.get((state == "present", lean))
    if verdict is None:
        return Verdict("no_data", False, "uncertain")
    return Verdict(verdict, certain, "clear" if certain else "leaning")


def _basis(cell: Cell, questionnaire: Questionnaire) -> Basis:
    stands = standing(cell.share, cell.lower, cell.upper, cell.n, questionnaire)
    return Basis(cell.n_linked, cell.n_answers, cell.n_ticked_answers, stands)


def in_force(checklist: pd.DataFrame) -> dict[tuple[str, str], str]:
    """The state of every centre and success factor by the checklists that hold now.

    ``checklist`` is the declared table ``checklist``. As everywhere, those of a centre's last
    school year hold, of every filler the last, and the most cautious state counts
    (:mod:`measurement.centre.checklist.checklist`). For the view of one filler alone, give those rows.
    """
    states: dict[tuple[str, str], str] = {}
    given = current(checklist)
    for row in records(given[given["state"].isin(STATES)]):
        key, state = (str(row.centre), str(row.factor)), str(row.state)
        states[key] = min(state, states.get(key, state), key=STATES.index)
    return states


def mirror(
    checklist: pd.DataFrame,
    answers: Answers,
    questionnaire: Questionnaire,
    factors: Sequence[str] | None = None,
    centres: Sequence[str] | None = None,
) -> pd.DataFrame:
    """The declared table ``mirror``: one row per centre and success factor, in that order.

    ``factors`` and ``centres`` name the rows and their order; without them all that the
    checklists, the links and the answers hold. ``evidence`` is the pooled share of favourable
    scores with its interval among ``n`` persons (:func:`measurement.centre.mirror.evidence.evidence`), missing
    where nobody gave a score.
    """
    states = in_force(checklist)
    linked = linked_items(questionnaire)
    rows = list(factors) if factors is not None else in_order({*linked, *(f for _, f in states)})
    experienced = evidence(answers, questionnaire, wanted=rows)
    cells = {(str(r.centre), str(r.factor)): _cell(r) for r in records(experienced)}
    named = {c for c, _ in [*states, *cells]} if centres is None else list(centres)
    columns = [
        (centre, factor, states.get((centre, factor)), cell)
        for centre in (sorted(named) if centres is None else named)
        for factor in rows
        for cell in [cells.get((centre, factor), Cell(n_linked=n_linked(linked, factor)))]
    ]
    return _table(columns, rows, questionnaire)


def n_linked(linked: Mapping[str, Linked], factor: str) -> int:
    """How many items and options are linked to a success factor."""
    return sum(map(len, linked.get(factor, ())))


def _cell(row: Any) -> Cell:
    values = {name: getattr(row, name) for name in Cell._fields}
    return Cell(**values | {"items": None if pd.isna(row.items) else str(row.items)})


def _table(
    rows: Sequence[tuple[str, str, str | None, Cell]],
    factors: Sequence[str],
    questionnaire: Questionnaire,
) -> pd.DataFrame:
    lines = [
        {
            "centre": centre,
            "factor": factor,
            "state": state,
            "evidence": cell.share,
            **{
                name: getattr(cell, name)
                for name in ("lower", "upper", "n_effective", *_NUMBERS, "items")
            },
            **judge(state, _basis(cell, questionnaire))._asdict(),
        }
        for centre, factor, state, cell in rows
    ]
    kinds = dict.fromkeys((*_BOUNDS, "n_effective"), "float64") | dict.fromkeys(_NUMBERS, "int64")
    table = pd.DataFrame(lines, columns=list(MIRROR.names)).astype(kinds | {"certain": "bool"})
    orders = {
        "centre": list(dict.fromkeys(table["centre"])),
        "factor": list(factors),
        "state": list(STATES),
        "verdict": list(VERDICTS),
        "reason": list(REASONS),
        "items": sorted(table["items"].dropna().unique()),
    }
    return table.assign(**{n: pd.Categorical(table[n], values) for n, values in orders.items()})


def blind_spots(mirrored: pd.DataFrame) -> pd.DataFrame:
    """The declared table ``blind_spots``: per success factor the number of centres per verdict."""
    verdict = mirrored["verdict"]
    flags = {
        "n_centres": pd.Series(True, index=mirrored.index),
        **{f"n_{one}": verdict == one for one in VERDICTS},
        "n_blind_spot_certain": (verdict == "blind_spot") & mirrored["certain"],
    }
    counted = pd.DataFrame(flags).astype("int64").groupby(mirrored["factor"], observed=False).sum()
    return counted.reset_index()[list(BLIND_SPOTS.names)]


def contradictions(mirrored: pd.DataFrame, item: str = "") -> list[Any]:
    """The rows of ``released_mirror`` where checklist and staff contradict, most worth a talk first.

    Certain ones first, then blind spots, then what ``item`` (of the most hindering factor) bears
    on, then the largest distance from even.
    """
    rows = mirrored[mirrored["verdict"].isin(CONTRADICTIONS)]
    return sorted(
        records(rows),
        key=lambda r: (
            not r.certain,
            r.verdict != "blind_spot",
            item not in str(r.items).split(", "),
            -abs((r.evidence_least + r.evidence_most) / 2 - 0.5),
        ),
    )

"""What an export changes in the store, row by row, for the reader to see."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import numpy as np

from measurement.questionnaire.model import Questionnaire
from measurement.questionnaire.scale import FIRST_POINT, NOT_APPLICABLE, STATES
from measurement.store.updates.content import Mask
from measurement.store.updates.receipts import Changed
from measurement.store.updates.relation import UPDATE
from measurement.store.updates.standing import REMARK, TEXTS
from measurement.store.updates.updating import Comparison

MOST = 200  # rows of which the change is told


def differences(comparison: Comparison, questionnaire: Questionnaire) -> dict[str, Any]:
    """The fields of a receipt that tell what is the same, changed, new, gone and lost."""
    old, new, linked = comparison.old.frame, comparison.new.frame, comparison.linked
    counted = (old["excluded"] == "").to_numpy()
    counts = np.array([not why for why in comparison.excluded], bool)
    stays = counted[linked.old] & counts[linked.new]
    pairs = linked.where(stays)
    differ = _differ(comparison, pairs.old, pairs.new)
    added = counts.copy()
    added[pairs.new] = False
    at = np.flatnonzero(differ)[:MOST]
    return {
        "n_same": int(len(pairs) - differ.sum()),
        "n_changed": int(differ.sum()),
        "n_added": int(added.sum()),
        "added": tuple(new["row"].to_numpy()[added].tolist()),
        "returned": tuple(new["row"].to_numpy()[added & comparison.returned].tolist()),
        "changed": tuple(
            _changed(comparison, int(pairs.old[i]), int(pairs.new[i]), questionnaire) for i in at
        ),
        "gone": _gone(comparison, counted, pairs.old),
        "lost": _lost(comparison),
        "updates": UPDATE in comparison.relations.values() or bool(len(pairs)),
    }


def _differ(comparison: Comparison, old: Any, new: Any) -> Mask:
    """Pairs that do not say the same."""
    differ = np.zeros(len(old), bool)
    for name in _names(comparison):
        differ |= comparison.old.side.columns[name][old] != comparison.new.side.columns[name][new]
    for name in ("completed", "survey_id"):
        here, there = comparison.old.frame[name].to_numpy(), comparison.new.frame[name].to_numpy()
        differ |= here[old] != there[new]
    return differ


def _names(comparison: Comparison) -> list[str]:
    return [name for name in comparison.old.side.columns if name != "day"]


def _changed(comparison: Comparison, old: int, new: int, questionnaire: Questionnaire) -> Changed:
    was, now = comparison.old.frame.iloc[old], comparison.new.frame.iloc[new]
    return Changed(
        int(now["row"]), int(was["row"]), tuple(_what(comparison, old, new, questionnaire))
    )


def _what(
    comparison: Comparison, old: int, new: int, questionnaire: Questionnaire
) -> Iterator[tuple[str, str, str]]:
    """Item or characteristic, what stood and what stands there; of remarks only that they differ."""
    was, now = comparison.old.frame.iloc[old], comparison.new.frame.iloc[new]
    for name in _names(comparison):
        before = int(comparison.old.side.columns[name][old])
        after = int(comparison.new.side.columns[name][new])
        if before == after:
            continue
        if name == REMARK:
            yield name, "", ""
        elif name in TEXTS:
            yield name, str(was[name]), str(now[name])
        else:
            points = questionnaire.scale_of(name).points
            yield name, _said(before, points), _said(after, points)
    if was["completed"] != now["completed"]:
        yield "completed", str(int(was["completed"])), str(int(now["completed"]))
    if was["survey_id"] != now["survey_id"]:
        yield "survey", "", ""


def _said(code: int, points: tuple[int, ...]) -> str:
    """A point, the id of a state, or '' where nothing was answered."""
    if code >= FIRST_POINT:
        return str(points[code - FIRST_POINT])
    return STATES[NOT_APPLICABLE] if code == NOT_APPLICABLE else ""


def _gone(
    comparison: Comparison, counted: Mask, back: Any
) -> tuple[tuple[str, tuple[int, ...]], ...]:
    """Rows of earlier imports that stop counting, by file."""
    frame = comparison.old.frame
    updated = [n for n, relation in comparison.relations.items() if relation == UPDATE]
    ends = counted & frame["import_id"].isin(updated).to_numpy() & ~frame["kept"].to_numpy(bool)
    ends[comparison.linked.old] = counted[comparison.linked.old]
    ends[back] = False
    rows: defaultdict[tuple[int, str], list[int]] = defaultdict(list)
    for number, file, row in frame.loc[ends, ["import_id", "file", "row"]].itertuples(index=False):
        rows[number, file].append(int(row))
    return tuple((file, tuple(numbers)) for (_number, file), numbers in rows.items())


def _lost(comparison: Comparison) -> tuple[str, ...]:
    """Items with answers in the earlier rows that nobody has in the new ones."""
    if not len(comparison.linked):
        return ()
    old, new = comparison.old.side.columns, comparison.new.side.columns
    here, there = comparison.linked.old, comparison.linked.new
    names = [n for n in _names(comparison) if n not in (*TEXTS, REMARK)]
    return tuple(n for n in names if old[n][here].any() and not new[n][there].any())

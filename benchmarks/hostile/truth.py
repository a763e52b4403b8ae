"""What stands in a file as the tool reads it, and what of that a broken file may still say."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from measurement.centre.checklist.file import checklists_file
from measurement.errors import SurveyError
from measurement.exports import recognise
from measurement.exports.participations.participations import recognise_participations
from measurement.questionnaire import success_factor_files
from measurement.questionnaire.files.reading import load
from measurement.questionnaire.scale import NOT_APPLICABLE

# What is known of a broken file beside the sound one: it says the same; nothing else, and what is
# lacking is told; nothing else; or nothing is known.
SAME, TOLD, FEWER, UNKNOWN = "same", "told", "fewer", "unknown"
Fact = tuple[int, str, str]  # row, what was asked, what was answered


def wrong(door: str, bent: Path, sound: Path, known: str, told: Sequence[str]) -> str:
    """What a file that was read says, and may not; '' for nothing."""
    if known == UNKNOWN:
        return ""
    try:
        found = _FACTS[door](bent)
    except SurveyError:
        return ""  # read by the command for another reason: nothing is taken from it
    truth = _FACTS[door](sound)
    if known == SAME:
        differ = set(_bare(found)) ^ set(_bare(truth))
        return f"not the same: {sorted(differ)[:3]}" if _bare(found) != _bare(truth) else ""
    if new := set(found) - set(truth):
        return f"{len(new)} new: {sorted(new)[:3]}"
    lost = set(truth) - set(found)
    return f"{len(lost)} lost, not told" if known == TOLD and lost and not told else ""


def _bare(facts: list[Fact]) -> list[tuple[str, str]]:
    return sorted((asked, said) for _, asked, said in facts)


def _answers(path: Path) -> list[Fact]:
    found = recognise(path, load())
    rows = found.respondents["row"].to_numpy()
    at, items = np.nonzero(found.codes >= NOT_APPLICABLE)
    said = found.codes[at, items]
    each = zip(rows[at].tolist(), items.tolist(), said.tolist(), strict=True)
    return [(row, found.items[item], str(code)) for row, item, code in each]


def _participations(path: Path) -> list[Fact]:
    rows = recognise_participations(path, load()).counting
    columns = zip(*(rows[name] for name in _OF_LIST), strict=True)
    return [(int(row), str(who), " ".join(map(str, said))) for row, who, *said in columns]


_OF_LIST = ("row", "identity", "initiative", "school_year", "held_on", "centre")


def _checklists(path: Path) -> list[Fact]:
    drafts = checklists_file(path, success_factor_files.load(), load())
    return [
        (0, f"{draft.centre} {draft.date} {factor}", entry.state)
        for draft in drafts
        for factor, entry in draft.entries.items()
    ]


_FACTS = {"export": _answers, "participants": _participations, "checklist": _checklists}

"""What a short questionnaire file may leave out, written out in full."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from measurement.errors import Problem
from measurement.questionnaire import label_sets
from measurement.questionnaire.files.cells import HOME, problem, table_of
from measurement.questionnaire.scale import MOST_POINTS
from measurement.texts import mark
from measurement.words import LANGUAGES

# What holds for every questionnaire that does not say otherwise: how test rows, refusals and
# names of centres are recognised.
_FOR_ALL = ("test_rows", "consent", "centre_words")
_RANGE = re.compile(r"(-?\d+)\s*(?:-|–|\.\.|t/m|tot)\s*(-?\d+)")
_BANDS = ("points", "low", "high", "strict_low")


def complete(place: Path, raw: dict[str, Any], faults: list[Problem]) -> None:
    """Adds what a file leaves out: scales named by their ends or words, modules, a title.

    The words for test rows, consent and centres are those of the project's own questionnaire
    where the file has none; a csv of items has its centres too.
    """
    if faults or not raw:
        return
    if isinstance(raw.get("items"), list):
        raw["items"] = [_inline(i) if isinstance(i, dict) else i for i in raw["items"]]
    items = [i for i in raw.get("items", []) if isinstance(i, dict)]
    raw.setdefault("title", {"nl": str(raw["id"])})
    for key in _FOR_ALL:
        raw.setdefault(key, _own()[key])
    if place.suffix.lower() == ".csv":
        raw["centres"] = table_of(HOME / "centres.csv", "centres", faults)
    scales = raw.setdefault("scales", [])
    raw["scales"] = [_written_out(place, s, faults) if isinstance(s, dict) else s for s in scales]
    scale_ids = {s.get("id") for s in raw["scales"] if isinstance(s, dict)}
    named = dict.fromkeys(str(i.get("scale", "")) for i in items)
    raw["scales"] += [scale for n in named if n not in scale_ids and (scale := _by_name(n))]
    _add_modules(raw, items)


def _add_modules(raw: dict[str, Any], items: Iterable[dict[str, Any]]) -> None:
    modules = raw.setdefault("modules", [])
    declared = {m.get("id") for m in modules if isinstance(m, dict)}
    for module in dict.fromkeys(str(i.get("module", "")) for i in items):
        if module and module not in declared and not declared:
            modules.append({"id": module, "role": "effect", "label": {"nl": module}})


def _inline(item: dict[str, Any]) -> dict[str, Any]:
    """An item written in the TOML file itself, with the same short forms as a CSV row."""
    written = dict(item)
    if isinstance(written.get("wording"), str):
        written["wording"] = {"nl": written["wording"]}
    if "wording_nl" in written:
        written["wording"] = {
            language: written.pop(f"wording_{language}", "") for language in LANGUAGES
        }
    written.setdefault("module", re.sub(r"\d+$", "", str(written.get("id", ""))) or "A")
    return written


@cache
def _own() -> dict[str, Any]:
    """The project's own questionnaire, as it stands in its file."""
    with (HOME / "questionnaire.toml").open("rb") as source:
        return tomllib.load(source)


def _by_name(name: str) -> dict[str, Any] | None:
    """The scale that a name stands for: a set of labels, or the numbers of its ends."""
    if labelled := label_sets.scale_of(name):
        return labelled
    if standard := next((s for s in _own()["scales"] if s["id"] == name), None):
        return dict(standard)
    points = _expanded(name) if _RANGE.fullmatch(name) else None
    if not isinstance(points, list):
        return None
    return {"id": name, "points": points, "not_applicable": label_sets.not_applicable()}


def _written_out(place: Path, scale: dict[str, Any], faults: list[Problem]) -> dict[str, Any]:
    """A scale with its ranges as points, the words of its set of labels, and ways to say n.v.t."""
    written = scale | {band: _expanded(scale[band]) for band in _BANDS if band in scale}
    name = written.pop("labels", None)
    if name is not None:
        labelled = label_sets.scale_of(str(name))
        if labelled is None or len(labelled["points"]) != len(
            written.get("points", labelled["points"])
        ):
            faults.append(_unknown_set(place, written, str(name)))
            return written
        points = written.setdefault("points", labelled["points"])
        words = zip(points, labelled["spellings"].values(), strict=True)
        written.setdefault("spellings", {str(point): said for point, said in words})
    if "not_applicable" not in written and isinstance(written.get("spellings", {}), dict):
        said = [text for texts in written.get("spellings", {}).values() for text in texts]
        taken = {mark(text) for text in said if isinstance(text, str)}
        written["not_applicable"] = [t for t in label_sets.not_applicable() if mark(t) not in taken]
    return written


def _unknown_set(place: Path, scale: dict[str, Any], name: str) -> Problem:
    n = len(scale["points"]) if isinstance(scale.get("points"), list) else 0
    fitting = [one.id for one in label_sets.label_sets() if n in (0, len(one.words))]
    return problem(
        place,
        "scale {scale}: there is no set of labels '{name}' for this number of points.",
        "Possible are: {known}.",
        scale=str(scale.get("id", "?")),
        name=name,
        known=fitting,
    )


def _expanded(points: Any) -> Any:
    """Points written as a range, or as numbers and ranges: "0-100", [0, "10-20"]."""
    if isinstance(points, list):
        numbers: list[Any] = []
        for one in points:
            expanded = _expanded(one) if isinstance(one, str) else one
            numbers += expanded if isinstance(expanded, list) else [expanded]
        return numbers
    ends = _RANGE.fullmatch(points.strip()) if isinstance(points, str) else None
    if not ends or not int(ends[1]) < int(ends[2]) < int(ends[1]) + MOST_POINTS:
        return points
    return [*range(int(ends[1]), int(ends[2]) + 1)]

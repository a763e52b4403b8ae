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
    known = {s.get("id") for s in raw["scales"] if isinstance(s, dict)}
    named = dict.fromkeys(str(i.get("scale", "")) for i in items)
    raw["scales"] += [made for n in named if n not in known and (made := _by_name(n))]
    _add_modules(raw, items)


def _add_modules(raw: dict[str, Any], items: Iterable[dict[str, Any]]) -> None:
    modules = raw.setdefault("modules", [])
    declared = {m.get("id") for m in modules if isinstance(m, dict)}
    for module in dict.fromkeys(str(i.get("module", "")) for i in items):
        if module and module not in declared and not declared:
            modules.append({"id": module, "role": "effect", "label": {"nl": module}})


def _inline(item: dict[str, Any]) -> dict[str, Any]:
    """An item written in the TOML file itself, with the same short forms as a CSV row."""
    made = dict(item)
    if isinstance(made.get("wording"), str):
        made["wording"] = {"nl": made["wording"]}
    if "wording_nl" in made:
        made["wording"] = {language: made.pop(f"wording_{language}", "") for language in LANGUAGES}
    made.setdefault("module", re.sub(r"\d+$", "", str(made.get("id", ""))) or "A")
    return made


@cache
def _own() -> dict[str, Any]:
    """The project's own questionnaire, as it stands in its file."""
    with (HOME / "questionnaire.toml").open("rb") as source:
        return tomllib.load(source)


def _by_name(name: str) -> dict[str, Any] | None:
    """The scale that a name stands for: a set of labels, or the numbers of its ends."""
    if made := label_sets.scale_of(name):
        return made
    if standard := next((s for s in _own()["scales"] if s["id"] == name), None):
        return dict(standard)
    points = _expanded(name) if _RANGE.fullmatch(name) else None
    if not isinstance(points, list):
        return None
    return {"id": name, "points": points, "not_applicable": label_sets.not_applicable()}


def _written_out(place: Path, scale: dict[str, Any], faults: list[Problem]) -> dict[str, Any]:
    """A scale with its ranges as points, the words of its set of labels, and ways to say n.v.t."""
    made = scale | {band: _expanded(scale[band]) for band in _BANDS if band in scale}
    name = made.pop("labels", None)
    if name is not None:
        found = label_sets.scale_of(str(name))
        if found is None or len(found["points"]) != len(made.get("points", found["points"])):
            faults.append(_unknown_set(place, made, str(name)))
            return made
        points = made.setdefault("points", found["points"])
        words = zip(points, found["spellings"].values(), strict=True)
        made.setdefault("spellings", {str(point): said for point, said in words})
    if "not_applicable" not in made and isinstance(made.get("spellings", {}), dict):
        said = [text for texts in made.get("spellings", {}).values() for text in texts]
        taken = {mark(text) for text in said if isinstance(text, str)}
        made["not_applicable"] = [t for t in label_sets.not_applicable() if mark(t) not in taken]
    return made


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
        made: list[Any] = []
        for one in points:
            found = _expanded(one) if isinstance(one, str) else one
            made += found if isinstance(found, list) else [found]
        return made
    ends = _RANGE.fullmatch(points.strip()) if isinstance(points, str) else None
    if not ends or not int(ends[1]) < int(ends[2]) < int(ends[1]) + MOST_POINTS:
        return points
    return [*range(int(ends[1]), int(ends[2]) + 1)]

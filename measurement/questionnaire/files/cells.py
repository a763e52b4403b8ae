"""Questionnaire files as raw rows: what stands in the cells, with short forms written out."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from measurement.encodings import decoded
from measurement.errors import Problem
from measurement.questionnaire.files.data_files import MOST_BYTES, whole
from measurement.questionnaire.files.data_files import table_of as csv_of
from measurement.questionnaire.files.keys import (
    Unknown,
    field_named,
    unknown_columns,
    unknown_keys,
)
from measurement.questionnaire.model import CATEGORY, TEXT
from measurement.words import LANGUAGES, say

HOME = Path(__file__).parents[3] / "data" / "questionnaire"
_KINDS: dict[str, type] = {"files": dict, "items": list, "scales": list, "modules": list}
TABLES = ("items", "options", "values", "centres", "links")
_MOST_TOML = 200_000  # bytes, of which many take long: the project's own has a tenth of that
_SYNONYMS = {"item_id": "id", "label": "wording", "nvt_allowed": "not_applicable"}
_YES = {"ja", "yes", "true", "1", "j", "y", "waar"}
_DEEP = re.compile(r"(?<![\w-])(?:[\w-]++[ \t]*+\.[ \t]*+){30}")
_LISTS = ("aliases", "codes")


def raw_of(place: Path, faults: list[Problem]) -> dict[str, Any]:
    """The tables of a questionnaire as they stand in its files; faults are added to the list."""
    if place.is_dir():
        place = place / "questionnaire.toml"
    if not place.is_file():
        faults.append(
            problem(
                place,
                "the file is not there.",
                "Give the folder, the .toml file or a .csv file of items.",
            )
        )
        return {}
    content = _text(place, faults)
    if content is None:
        return {}
    if place.suffix.lower() == ".csv":
        return {"id": place.stem, "items": _table(place, content, "items", faults)}
    raw = _parsed(place, content, faults)
    if raw is None:
        return {}
    if wrong := [
        name for name, kind in _KINDS.items() if not isinstance(raw.get(name, kind()), kind)
    ]:
        faults += [_no_table(place, name, raw[name]) for name in wrong]
        return {}
    faults += [_unknown(place, one) for one in unknown_keys(raw)]
    for name, file in raw.pop("files", {}).items():
        if name in TABLES:
            raw[name] = table_of(place.parent / str(file), name, faults)
    raw.setdefault("id", place.stem)
    return raw


def _parsed(place: Path, content: str, faults: list[Problem]) -> dict[str, Any] | None:
    """What stands in a .toml file; None where that is no TOML."""
    try:
        if _DEEP.search(content):  # which would be read for minutes
            raise ValueError("a key of 30 parts")
        return tomllib.loads(content)
    except (ValueError, RecursionError) as error:  # also of a number or a nesting without end
        faults.append(
            problem(
                place,
                "the file is not valid TOML ({detail}).",
                "Compare with data/questionnaire/questionnaire.toml.",
                detail=str(error),
            )
        )
        return None


def table_of(place: Path, name: str, faults: list[Problem]) -> list[dict[str, Any]]:
    """The rows of one csv file; faults are added to the list."""
    content = _text(place, faults)
    return [] if content is None else _table(place, content, name, faults)


def _text(place: Path, faults: list[Problem]) -> str | None:
    try:
        data = place.read_bytes()
    except OSError:
        faults.append(problem(place, "the file cannot be read.", "Check its name and place."))
        return None
    most = _MOST_TOML if place.suffix.lower() == ".toml" else MOST_BYTES
    if len(data) > most or b"\0" in data[:4096]:
        faults.append(
            problem(
                place,
                "this is not a text file with a questionnaire.",
                "Give a .toml file, or a .csv file saved from Excel as 'CSV UTF-8'.",
            )
        )
        return None
    return decoded(data).replace("\r\n", "\n").replace("\r", "\n")


def _table(place: Path, content: str, name: str, faults: list[Problem]) -> list[dict[str, Any]]:
    reader = csv_of(content)
    named = list(reader.fieldnames or [])
    fields = [_SYNONYMS.get(f, f) for f in named]
    fields = [
        re.sub(r"^label_(nl|en)$", r"wording_\1", f) if name == "items" else f for f in fields
    ]
    reader.fieldnames = fields
    need = {
        "items": {"id", "wording_nl", "scale"},
        "options": {"id", "wording_nl"},
        "values": {"characteristic", "value"},
        "centres": {"name"},
        "links": {"factor"},
    }[name]
    if missing := sorted(need - set(fields)):
        faults.append(
            problem(
                place,
                "the columns {missing} are missing; found: {found}.",
                "Add them to the first row.",
                missing=missing,
                found=[f for f in fields if f][:12],
            )
        )
        return []
    faults += [_unknown(place, one) for one in unknown_columns(name, filter(None, named))]
    read = whole(reader, place, faults)
    rows = [r for r in read if any(isinstance(v, str) and v.strip() for v in r.values())]
    return [_row(name, r) for r in rows if name != "items" or not _checklist(r)]


def _checklist(row: Mapping[str, Any]) -> bool:
    """Rows of a codebook that are not questions of the survey (the checklist's states)."""
    return "/" in str(row.get("scale", "")) and str(row.get("strategies", "")) == "checklist"


def _row(name: str, cells: Mapping[str, Any]) -> dict[str, Any]:
    row: dict[str, Any] = {
        k: (v or "").strip() for k, v in cells.items() if isinstance(k, str) and isinstance(v, str)
    }
    for key in ("wording", "label", "question"):
        if f"{key}_nl" in row:
            row[key] = {language: row.pop(f"{key}_{language}", "") for language in LANGUAGES}
    for key in _LISTS:
        if key in row:
            row[key] = [part.strip() for part in row[key].split("|") if part.strip()]
    if name == "items":
        for flag in {"not_applicable", "conditional"} & row.keys():
            row[flag] = row[flag].casefold() in _YES
        if row.get("status") == "guess":
            row["status"] = "assumed"
        if row.get("direction") not in ("+", "-", ""):
            row["direction"] = ""
        row.setdefault("module", re.sub(r"\d+$", "", row.get("id", "")) or "A")
        row["scale"] = _scale_name(row.get("scale", ""))
    if name == "values" and not row.get("label", {}).get("nl"):
        row["label"] = {"nl": row.get("value", ""), "en": ""}
    return row


def _scale_name(name: str) -> str:
    if re.fullmatch(r"-?\d+\s*[-–]\s*\d+", name) or name in (CATEGORY, TEXT):
        return re.sub(r"\s*[-–]\s*", "-", name)
    if name.startswith(("lijst", "klassen")) or "/" in name:
        return CATEGORY
    return TEXT if name in ("tekst", "open of lijst") else name


def _no_table(place: Path, name: str, found: object) -> Problem:
    return problem(
        place,
        "{part}: '{found}' is not possible for {field}.",
        part=field_named([name]),
        field=field_named([name]),
        found=str(found)[:60],
    )


def _unknown(place: Path, one: Unknown) -> Problem:
    """A field that is not known would be passed over in silence: it is refused."""
    if one.nearest:
        return problem(
            place,
            "{part}: the field '{found}' does not exist.",
            "The nearest one is '{nearest}'.",
            part=one.part,
            found=one.found[:60],
            nearest=one.nearest,
        )
    return problem(
        place,
        "{part}: the field '{found}' does not exist.",
        "Possible are: {known}.",
        part=one.part,
        found=one.found[:60],
        known=sorted(one.known),
    )


def problem(place: Path, message: str, remedy: str = "", **values: object) -> Problem:
    """A fault of a questionnaire file, that stops the tool until it is mended."""
    return Problem(
        "questionnaire",
        say(message, **values),
        say(remedy, **values) if remedy else None,
        where=say("Questionnaire file {file}", file=place.name),
        blocking=True,
    )

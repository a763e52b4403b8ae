"""The fields that a questionnaire file may have, and what they are called in a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from pydantic import BaseModel

from measurement.questionnaire.model import (
    Centre,
    Item,
    Level,
    Link,
    Module,
    Option,
    Questionnaire,
    Strategy,
    Thresholds,
    Value,
)
from measurement.questionnaire.scale import Scale
from measurement.words import LANGUAGES, Sentence, say

# What may stand in a file beside the fields of the model: short forms, and a codebook's own.
_SHORT = {
    "items": {"wording_nl", "wording_en", "label_nl", "label_en", "item_id", "nvt_allowed"}
    | {"label", "strategies"},
    "options": {"wording_nl", "wording_en", "question_nl", "question_en"},
    "values": {"label_nl", "label_en", "status"},
    "links": {"label_nl", "label_en"},
    "scales": {"labels"},
}
_MODELS: dict[str, type[BaseModel]] = {
    "items": Item,
    "options": Option,
    "values": Value,
    "centres": Centre,
    "links": Link,
    "modules": Module,
    "scales": Scale,
    "strategies": Strategy,
    "levels": Level,
}
_FIXED: dict[str, frozenset[str]] = {
    "thresholds": frozenset(Thresholds.model_fields),
    "test_rows": frozenset({"centres", "persons", "texts"}),
    "consent": frozenset({"headers", "other_subjects", "refused"}),
    "files": frozenset({"items", "options", "values", "centres", "links"}),
}
_LABELS = ("wording", "label", "question", "title")
# A column of a csv file that starts so is the reader's own: it is passed over.
_REMARKS = ("note", "remark", "comment", "opmerking", "toelichting", "bron", "source", "#")

_FIELDS: dict[str, Sentence] = {
    "id": say("the code (id)"),
    "name": say("the name (name)"),
    "wording": say("the wording (wording_nl)"),
    "wording.nl": say("the wording in Dutch (wording_nl)"),
    "wording.en": say("the wording in English (wording_en)"),
    "label": say("the name (label)"),
    "label.nl": say("the name in Dutch (label, nl)"),
    "label.en": say("the name in English (label, en)"),
    "question": say("the question (question_nl)"),
    "question.nl": say("the question in Dutch (question_nl)"),
    "question.en": say("the question in English (question_en)"),
    "title": say("the title (title)"),
    "title.nl": say("the title in Dutch (title, nl)"),
    "aliases": say("the other wordings (aliases)"),
    "codes": say("the codes in exports (codes)"),
    "scale": say("the scale (scale)"),
    "module": say("the module (module)"),
    "modules": say("the modules (modules)"),
    "direction": say("the direction, + or - (direction)"),
    "dimension": say("the dimension (dimension)"),
    "level": say("the level (level)"),
    "outcome": say("whether it is an outcome of motivation (outcome)"),
    "not_applicable": say("n.v.t. (not_applicable)"),
    "conditional": say("shown only after another answer (conditional)"),
    "not_applicable_codes": say("the codes of n.v.t. (not_applicable_codes)"),
    "status": say("the status (status)"),
    "points": say("the points of the scale (points)"),
    "low": say("the low points (low)"),
    "high": say("the high points (high)"),
    "strict_low": say("the narrow band of low points (strict_low)"),
    "ends": say("the words at the ends of the scale (ends)"),
    "spellings": say("the spellings of the points (spellings)"),
    "kind": say("the kind (kind)"),
    "role": say("the role (role)"),
    "characteristic": say("the characteristic (characteristic)"),
    "value": say("the value (value)"),
    "net": say("the net (net)"),
    "factor": say("the factor (factor)"),
    "success_factor": say("the success factor (success_factor)"),
    "knoster": say("the element of Knoster (knoster)"),
    "items": say("the statements (items)"),
    "scales": say("the scales (scales)"),
}
_PARTS: dict[str, Sentence] = {
    "items": say("statement {name}"),
    "options": say("factor {name}"),
    "values": say("value {name}"),
    "centres": say("centre {name}"),
    "links": say("factor {name}"),
    "modules": say("module {name}"),
    "scales": say("scale {name}"),
    "strategies": say("strategy {name}"),
    "levels": say("level {name}"),
}


def part_named(table: str, entry: object, place: int) -> Sentence:
    """A row of a questionnaire as a sentence names it: "statement A1", "scale 1-5"."""
    given: object = None
    if isinstance(entry, Mapping):
        given = next((entry[k] for k in ("id", "name", "value", "factor") if entry.get(k)), None)
    return Sentence(_PARTS[table].message, {"name": str(given or place + 1)})


def field_named(path: Iterable[object]) -> Sentence:
    """A field in words, with the name that it has in the file: "the scale (scale)"."""
    names = [str(part) for part in path if not isinstance(part, int) and not str(part).isdigit()]
    for name in (".".join(names), *names):
        if name in _FIELDS:
            return _FIELDS[name]
    return say("the field '{name}'", name=names[-1] if names else "?")


@dataclass(frozen=True)
class Unknown:
    """A field that does not exist: where, what it is called, and which fields there are."""

    part: Sentence
    found: str
    known: tuple[str, ...]

    @property
    def nearest(self) -> str:
        """The field that was probably meant; '' where none is near."""
        near = get_close_matches(self.found.casefold(), self.known, n=1, cutoff=0.6)
        return near[0] if near else ""


def unknown_keys(raw: Mapping[str, Any]) -> Iterator[Unknown]:
    """The fields of a questionnaire in TOML that the tool does not know."""
    top = (*Questionnaire.model_fields, "files")
    yield from _unknown(say("at the top"), raw, top)
    for table in _MODELS:
        rows = raw.get(table)
        for place, row in enumerate(rows if isinstance(rows, list) else []):
            if isinstance(row, Mapping):
                yield from _unknown(part_named(table, row, place), row, _known(table))
                yield from _unknown_languages(part_named(table, row, place), row)
    for name, allowed in _FIXED.items():
        if isinstance(raw.get(name), Mapping):
            yield from _unknown(say("the part [{name}]", name=name), raw[name], allowed)


def unknown_columns(table: str, columns: Iterable[str]) -> Iterator[Unknown]:
    """The columns of a csv file that the tool does not know; a reader's own remarks are no fault."""
    named = [name for name in columns if name and not name.casefold().startswith(_REMARKS)]
    labels = {name for name in _LABELS if name in _MODELS[table].model_fields}
    written = {f"{name}_{language}" for name in labels for language in LANGUAGES}
    allowed = tuple(name for name in (*_known(table), *written) if name not in labels)
    yield from _unknown(say("the first row"), dict.fromkeys(named), tuple(dict.fromkeys(allowed)))


def _known(table: str) -> tuple[str, ...]:
    return (*_MODELS[table].model_fields, *sorted(_SHORT.get(table, ())))


def _unknown(part: Sentence, row: Mapping[str, Any], allowed: Iterable[str]) -> Iterator[Unknown]:
    listed = tuple(allowed)
    for key in row:
        if key not in listed:
            yield Unknown(part, str(key), listed)


def _unknown_languages(part: Sentence, row: Mapping[str, Any]) -> Iterator[Unknown]:
    for name in _LABELS:
        if isinstance(row.get(name), Mapping):
            yield from _unknown(part, row[name], sorted(LANGUAGES))

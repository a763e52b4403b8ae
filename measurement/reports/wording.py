"""What the ids in a declared column are called: by the column itself, or by the data files.

Screen and workbook ask here; a csv keeps the ids.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Literal

import pandas as pd

from measurement.access.tables import details_in_words
from measurement.centre.mirror.knoster import TENSIONS
from measurement.comments import themes
from measurement.plan.sentences import module_name
from measurement.questionnaire import scale_labels, success_factor_files
from measurement.questionnaire.files import reading
from measurement.questionnaire.model import Questionnaire
from measurement.questionnaire.success_factors import SuccessFactors
from measurement.reach import target_file
from measurement.tables import Column, Vocabulary
from measurement.words import Label, Sentence, year

Words = Callable[[str], object]


Figures = Literal["text", "integer", "number", "share", "rate", "probability"]
_PROBABILITY = "probability 0-1"
_FRACTIONS = ("fraction 0-1", "difference of fractions")


def figure_kind(column: Column) -> Figures:
    """How the figures of a column are written, on screen and in a workbook: as it is declared.

    A share is written in per cent, a difference of shares as well, a rate in whole ones; a
    probability is not.
    """
    if column.unit.message in _FRACTIONS:
        return "rate" if column.whole else "share"
    if column.unit.message == _PROBABILITY:
        return "probability"
    kinds: dict[str, Figures] = {"share": "share", "number": "number", "integer": "integer"}
    return kinds.get(column.kind, "text")


@dataclass(frozen=True)
class Names:
    """The names in the data files of one questionnaire."""

    questionnaire: Questionnaire
    factors: SuccessFactors
    scales: Mapping[str, Label]
    themes: tuple[themes.Theme, ...]
    targets: Mapping[str, Label]
    figures: Mapping[str, Label]

    @cached_property
    def vocabulary(self) -> Mapping[Vocabulary, Words]:
        """How an id is said, by the kind of id; an id that no file names stays as it is."""
        questionnaire, terms = self.questionnaire, self.factors
        elements = {element.id: element.label for element in terms.knoster}
        return self._listed() | {
            "item": self._item,
            "item_or_module": lambda v: (
                self._item(v) if v in questionnaire.item_by_id else self._module(v)
            ),
            "scale": _named(
                {level.id: level.label for level in questionnaire.levels} | dict(self.scales)
            ),
            "factor": questionnaire.factor_label,
            "success_factor": terms.factor_label,
            "element": _named(elements),
            "success_factor_or_element": lambda v: elements.get(v) or terms.factor_label(v),
            "tension": _named(
                {TENSIONS[e.id]: e.tension for e in terms.knoster if e.id in TENSIONS}
            ),
            "module": self._module,
            "strategy": questionnaire.strategy_label,
            "moment": questionnaire.moment_label,
            "school_year": year,
            "inspection_scale": _named(terms.named("scale")),
            "theme": lambda v: themes.theme_label(v, self.themes),
            "target": _named(self.targets),
            "figure": _named(self.figures),
            "clock": clock,
            "details": details_in_words,
        }

    def _listed(self) -> dict[Vocabulary, Words]:
        """What stands in a list of values with their names, per kind."""
        listed: dict[Vocabulary, Words] = {
            kind: _named(
                {v.value: v.label for v in self.questionnaire.values if v.characteristic == kind}
            )
            for kind in ("net", "ambt", "role", "experience", "education")
        }
        of_factors: tuple[Vocabulary, ...] = ("state", "filler", "fact", "level")
        return listed | {kind: _named(self.factors.named(kind)) for kind in of_factors}

    def _item(self, item: str) -> object:
        asked = self.questionnaire.item_by_id.get(item)
        return f"{item} · {asked.wording}" if asked else self.scales.get(item, item)

    def _module(self, module: str) -> str:
        return module_name(module, self.questionnaire)


def _named(names: Mapping[str, Label]) -> Words:
    return lambda v: names.get(v, v)


def clock(written: str) -> str:
    """A moment on the clock of this computer, in a form that sorts.

    >>> clock("2026-07-01T10:30:00+00:00")[:8]
    '2026-07-'
    """
    return datetime.fromisoformat(written).astimezone().strftime("%Y-%m-%d %H:%M")


def names(path: str | os.PathLike[str] | None = None) -> Names:
    """The names in force, or those of a questionnaire (see :func:`~measurement.questionnaire.files.reading.load`)."""
    return Names(
        reading.load(path),
        success_factor_files.load(path),
        scale_labels.scale_labels(path),
        themes.load(path),
        {target.id: target.label for target in target_file.load(path)},
        {figure.id: figure.label for figure in target_file.figures(path)},
    )


def in_words(values: pd.Series, column: Column, words_of: Names) -> pd.Series:
    """The words for the ids in a column; an id without a word stays as it is."""
    if not (column.labels or column.words or column.joined):
        return values
    told = {value: _cell(str(value), column, words_of) for value in values.dropna().unique()}
    return values.astype(object).map(told, na_action="ignore").astype(object)


def _cell(value: str, column: Column, words_of: Names) -> str:
    parts = value.split(column.joined) if column.joined else [value]
    return ", ".join(str(_word(part, column, words_of)) for part in parts)


def _word(value: str, column: Column, words_of: Names) -> Sentence | object:
    if column.words:
        return words_of.vocabulary[column.words](value)
    return column.labels.get(value, value)

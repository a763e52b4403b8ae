"""Small exports to put in a store, with the table of respondents visible in the test."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import numpy as np
import pandas as pd
import pytest

from measurement.errors import Problem, SurveyError
from measurement.exports.recognised import Column, Recognised
from measurement.questionnaire.model import Questionnaire, Strategy
from measurement.questionnaire.scale import FIRST_POINT
from measurement.store import SurveyNaming
from measurement.words import Label, language, speak

TRAINING = SurveyNaming("2024-2025", "opleiding_vorming", "Traject op maat")
TEXTS = ("identity", "school_year", "strategy", "initiative", "moment", "centre")
TEXTS += ("net", "ambt", "role", "experience", "education")


def questionnaire(**items: str) -> Questionnaire:
    """A questionnaire with these items; ``A1="1-8"`` names the scale."""
    scales = dict.fromkeys(items.values())
    return Questionnaire.model_validate(
        {
            "id": "small",
            "title": {"nl": "Klein"},
            "scales": [{"id": s, "points": _points(s)} for s in scales],
            "modules": [{"id": "A", "role": "effect", "label": {"nl": "A"}}],
            "items": [
                {"id": i, "module": "A", "wording": {"nl": i}, "scale": s} for i, s in items.items()
            ],
            "moments": {"short": {"nl": "kort"}, "long": {"nl": "lang"}},
            "strategies": [
                Strategy(id=name, label=Label(name.upper()), modules=dict.fromkeys(moments, ("A",)))
                for name, moments in STRATEGIES.items()
            ],
        }
    )


STRATEGIES = {
    "opleiding_vorming": ("short",),
    "plg": ("short", "long"),
    "verandertraject": ("long",),
}


def _points(scale: str) -> list[int]:
    first, last = scale.split("-")
    return list(range(int(first), int(last) + 1))


SMALL = questionnaire(A1="1-8", A2="1-8", V1="1-10")


def export(
    *rows: dict[str, Any],
    file: str = "export.xlsx",
    asked: Questionnaire = SMALL,
    items: Sequence[str] | None = None,
    problems: Sequence[Problem] = (),
    headers: Sequence[str] = (),
) -> Recognised:
    """An export with these rows; ``codes`` are the bytes of the items, the rest are columns."""
    names = tuple(items or asked.counted)
    blank = {"excluded": "", "completed": True, "answered_on": pd.NaT, "centre_known": True}
    blank |= {"started": pd.NaT, "sent": pd.NaT, "number": "", **dict.fromkeys(TEXTS, "")}
    frame = pd.DataFrame([{"row": n, **blank, **row} for n, row in enumerate(rows, start=2)])
    codes = [row.get("codes", point(1, n=len(names))) for row in rows]
    return Recognised(
        file=file,
        digest=hashlib.sha256(repr((file, rows)).encode()).hexdigest(),
        platform="ms_forms",
        sheet="Form1",
        header_rows=1,
        respondents=frame.drop(columns="codes", errors="ignore"),
        items=names,
        codes=np.array(codes, np.uint8).reshape(len(rows), len(names)),
        points={i: asked.scale_of(i).points for i in names},
        columns=tuple(Column(i, header, "", "") for i, header in enumerate(headers)),
        unmapped=tuple(headers),
        problems=tuple(problems),
    )


def point(*points: int, n: int = 1) -> list[int]:
    """The codes of these points of a scale that starts at 1."""
    return [FIRST_POINT + p - 1 for p in points] * n


def people(n: int, centre: str = "Centrum 01", initiative: str = "") -> list[dict[str, Any]]:
    """Rows of different people who all give the lowest answers."""
    return [
        {"identity": f"p{i}@example.org", "centre": centre, "initiative": initiative}
        for i in range(n)
    ]


@contextmanager
def refuses(part: str) -> Iterator[None]:
    """The block must end in a :class:`SurveyError` whose English sentence holds this part."""
    before = language()
    speak("en")
    try:
        with pytest.raises(SurveyError, match=part):
            yield
    finally:
        speak(before)

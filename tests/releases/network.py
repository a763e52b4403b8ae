"""Invented answers of a whole network, for releases from beginning to end."""

from __future__ import annotations

import numpy as np
import pandas as pd

from measurement.counting.answers import Answers
from measurement.counting.columns import CATEGORIES, INVITATION_COLUMNS
from measurement.questionnaire.files.reading import load
from measurement.questionnaire.model import Questionnaire
from measurement.questionnaire.scale import FIRST_POINT
from measurement.releases.given import Identity

SECRET = b"a key of the tests"


def invented(
    centres: int = 8,
    persons: int = 12,
    seed: int = 3,
    years: tuple[str, ...] = ("2024-2025",),
    made: Questionnaire | None = None,
) -> Answers:
    """``persons`` per centre and year, each with one answer to every item on a scale with a cut."""
    known = load() if made is None else made
    rng = np.random.default_rng(seed)
    items = tuple(i for i in known.counted if known.scale_of(i).has_cut)
    n = centres * persons * len(years)
    at = np.arange(n)
    centre = [f"Centrum {i % centres}" for i in at]
    year = [years[i // (centres * persons)] for i in at]
    columns = {c: pd.Categorical([None] * n) for c in CATEGORIES}
    columns |= {
        "centre": pd.Categorical(centre),
        "school_year": pd.Categorical(year),
        "strategy": pd.Categorical(["opleiding_vorming"] * n),
    }
    people = pd.DataFrame(
        {"respondent": at + 1, **columns, "completed": np.ones(n, bool), "survey": at * 0 + 1}
    )
    codes = rng.integers(FIRST_POINT, FIRST_POINT + 8, (n, len(items))).astype(np.uint8)
    return Answers(people, items, codes, _nobody_invited(), known)


def who(answers: Answers) -> list[Identity]:
    """Who gave every answer, by name."""
    people = answers.respondents
    pairs = zip(people["respondent"], people["survey"], strict=True)
    return [Identity(f"person {r}", f"survey {s}") for r, s in pairs]


def _nobody_invited() -> pd.DataFrame:
    frame = pd.DataFrame({c: pd.Categorical([]) for c in INVITATION_COLUMNS[:5]})
    return frame.assign(survey=np.array([], np.int64), n_invited=pd.array([], "Int64"))

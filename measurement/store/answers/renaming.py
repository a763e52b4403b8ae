"""Centres that were renamed or merged: stored under a former name, counted under today's.

The store keeps what was read. The former names stand as aliases in ``centres.csv``; they are put
right whenever something is read from the store, so that nothing has to be imported again.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pandas as pd

from measurement.questionnaire.centres import Centres
from measurement.questionnaire.files import reading
from measurement.questionnaire.model import Questionnaire

Rename = Callable[[str], str]


def names_today(questionnaire: Questionnaire | None = None) -> Rename:
    """A function from a stored name of a centre to the name that it has today.

    Without a questionnaire the one in force.
    """
    centres = Centres(questionnaire or reading.load())
    former = {centres.key(a): c.name for c in centres.questionnaire.centres for a in c.aliases}
    told: dict[str, str] = {}

    def today(name: str) -> str:
        if not former or not name or name in centres.official:
            return name
        if name not in told:
            told[name] = former.get(centres.key(name), name)
        return told[name]

    return today


def renamed(names: Sequence[str], questionnaire: Questionnaire | None = None) -> list[str]:
    """Today's names of centres; '' stays ''."""
    today = names_today(questionnaire)
    return [today(name) for name in names]


def under_todays_names(frame: pd.DataFrame, questionnaire: Questionnaire | None = None) -> bool:
    """Put today's names in the column ``centre`` of a frame; whether any changed."""
    today, before = names_today(questionnaire), list(frame["centre"])
    now = [today(name) if isinstance(name, str) else name for name in before]
    if now == before:
        return False
    frame["centre"] = now
    return True


def added_up(frame: pd.DataFrame, key: list[str], value: str) -> pd.DataFrame:
    """A number per key under today's names: of centres that became one their sum.

    A number under today's name itself stands in place of those under former names.
    """
    stored = frame["centre"].copy()
    if not under_todays_names(frame):
        return frame
    own = stored == frame["centre"]
    told = own.groupby([frame[name] for name in key]).transform("any")
    return frame[own | ~told].groupby(key, as_index=False).agg({value: "sum"})

"""One survey as a tool exports it, week after week: who answered what, written as a sheet."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from exports_made import CENTRE, FORMS, WORDING, found

from measurement.exports.recognised import Recognised

ITEMS = ("A1", "A2", "A3", "A4", "B1", "B2", "B3", "B4")
OPEN = "Heb je nog opmerkingen of suggesties?"
_START = datetime(2025, 3, 3, 9, 0)
Row = list[object]


@dataclass(frozen=True)
class Person:
    """Somebody who answered: the number of the response, and the answer per item (0 = none)."""

    number: int
    scores: dict[str, int]
    remark: str = ""
    centre: str = "Centrum 01"
    done: bool = True

    def with_score(self, item: str, score: int) -> Person:
        """The same, one answer corrected."""
        return replace(self, scores={**self.scores, item: score})


@dataclass(frozen=True)
class Survey:
    """The people who answered so far, in the order of the export, and the items asked."""

    people: tuple[Person, ...]
    items: tuple[str, ...] = ITEMS
    named: bool = True

    def as_told(self, tool: str) -> Recognised:
        """What is recognised in the export of a tool."""
        rows = TOOLS[tool](self)
        made = found(rows)
        digest = hashlib.sha256(repr((tool, rows)).encode()).hexdigest()
        return replace(made, file=f"{tool}_{digest[:6]}.xlsx", digest=digest)

    def as_csv(self, tool: str) -> bytes:
        """The export of a tool as a csv file."""
        text = io.StringIO()
        csv.writer(text, delimiter=";").writerows(TOOLS[tool](self))
        return text.getvalue().encode("utf-8-sig")


def _begun(person: Person) -> datetime:
    return _START + timedelta(minutes=17 * person.number, seconds=person.number % 60)


def _sent(person: Person) -> datetime:
    return _begun(person) + timedelta(minutes=6)


def _answers(survey: Survey, person: Person) -> Row:
    return [person.centre, *(person.scores.get(i) or "" for i in survey.items), person.remark]


def _asked(survey: Survey) -> list[str]:
    return [CENTRE, *(WORDING[item] for item in survey.items), OPEN]


def _address(survey: Survey, person: Person) -> str:
    return f"p{person.number}@voorbeeld.example" if survey.named else ""


def ms_forms(survey: Survey) -> list[Row]:
    """A number, two times, an address and a name (or 'anonymous')."""
    rows: list[Row] = [[*FORMS, *_asked(survey)]]
    for p in survey.people:
        who = [_address(survey, p) or "anonymous", f"Persoon {p.number}" if survey.named else ""]
        rows.append([p.number, _begun(p), _sent(p), *who, *_answers(survey, p)])
    return rows


def limesurvey(survey: Survey) -> list[Row]:
    """Numbers and dates, partial answers without a date of sending."""
    head = ["id", "submitdate", "lastpage", "startlanguage", "seed", "startdate", "datestamp"]
    rows: list[Row] = [[*head, *_asked(survey)]]
    for p in survey.people:
        sent = _sent(p) if p.done else ""
        meta = [p.number, sent, 4 if p.done else 1, "nl", 1000 + p.number, _begun(p), _sent(p)]
        rows.append([*meta, *_answers(survey, p)])
    return rows


def qualtrics(survey: Survey) -> list[Row]:
    """Two header rows and a response id of letters and digits."""
    head = ["StartDate", "EndDate", "Status", "Progress", "Finished", "RecordedDate", "ResponseId"]
    texts = ["Start Date", "End Date", "Response Type", "Progress", "Finished", "Recorded Date"]
    codes = [f"Q{n}" for n in range(1, len(_asked(survey)) + 1)]
    rows: list[Row] = [[*head, *codes], [*texts, "Response ID", *_asked(survey)]]
    for p in survey.people:
        meta = [_begun(p), _sent(p), "IP Address", 100, "True", _sent(p), f"R_{p.number:010x}Zq"]
        rows.append([*meta, *_answers(survey, p)])
    return rows


def surveymonkey(survey: Survey) -> list[Row]:
    """Two header rows and a long number per respondent."""
    head = ["Respondent ID", "Collector ID", "Date Created", "Date Modified"]
    asked = _asked(survey)
    rows: list[Row] = [[*head, *asked], [*[""] * len(head), *["Response"] * len(asked)]]
    for p in survey.people:
        meta = [118_000_000_000 + p.number, 430_000_001, _begun(p), _sent(p)]
        rows.append([*meta, *_answers(survey, p)])
    return rows


def google_forms(survey: Survey) -> list[Row]:
    """A time stamp and nothing of who it was."""
    rows: list[Row] = [["Tijdstempel", *_asked(survey)]]
    rows += [[_sent(p), *_answers(survey, p)] for p in survey.people]
    return rows


def table(survey: Survey) -> list[Row]:
    """The answers and nothing else."""
    return [_asked(survey), *(_answers(survey, p) for p in survey.people)]


TOOLS: dict[str, Callable[[Survey], list[Row]]] = {
    "ms_forms": ms_forms,
    "limesurvey": limesurvey,
    "qualtrics": qualtrics,
    "surveymonkey": surveymonkey,
    "google_forms": google_forms,
    "table": table,
}
WITH_IDS: Sequence[str] = ("ms_forms", "limesurvey", "qualtrics", "surveymonkey")
ANONYMOUS: Sequence[str] = ("google_forms", "table")

"""Access of many people at once: a workbook to fill in, and reading it back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from measurement.access.lists import OFFERED, Faults, Line, Wish, parsed, settled
from measurement.access.roles import ROLES
from measurement.errors import ExportError, Problem, at_rows, refuse
from measurement.exports.files.read import read
from measurement.exports.lists import Cell, list_on, named
from measurement.forms import Field, Form, workbook
from measurement.questionnaire.centres import Centres
from measurement.questionnaire.model import Questionnaire
from measurement.words import say

HEADS = ("E-mail", "Rol", "Centrum", "Tot en met")
MOST_ROWS = 2_000
_NAMES: Mapping[str, tuple[str, ...]] = {
    "email": ("e-mail", "email", "e-mailadres", "emailadres", "mail", "e-mail address"),
    "role": ("rol", "role"),
    "centres": ("centrum", "centra", "centrum(s)", "centre", "centres", "centre(s)", "clb"),
    "until": ("tot", "tot en met", "until", "einddatum", "end date"),
}


@dataclass(frozen=True)
class AccessList:
    """A list that was read: one wish per person, and what is worth telling about it."""

    file: str
    wishes: tuple[Wish, ...]
    told: tuple[Problem, ...] = ()


def template(centres: Sequence[str]) -> bytes:
    """A workbook with a row per person to fill in, and the names of the centres beside it."""
    fields = [Field(head, OFFERED if head == "Rol" else (), 32) for head in HEADS[:-1]]
    fields.append(Field(HEADS[-1], width=16, kind="day"))
    people = Form("Toegang", fields, MOST_ROWS, shaded=False, strict=True)
    names = Form("Centra", [Field("Naam", width=40, given=centres)], 0, (0, 0), shaded=False)
    return workbook(lambda: (people, names))


def access_file(path: Path, questionnaire: Questionnaire, today: date | None = None) -> AccessList:
    """The wishes in a workbook or csv: a row per person, of a director perhaps a row per centre.

    Columns: e-mail and role, and for directors centre (several separated by ;), and perhaps the
    last day. A centre that is not on the list of centres is kept and told. Raises
    :class:`ExportError` with every fault, by row.
    """
    for sheet in read(path).sheets:
        listed = list_on(sheet, named(_NAMES), {"email", "role"}.issubset)
        if listed and (lines := [_line(row) for row in listed.rows(_NAMES)]):
            return _taken(path.name, lines, questionnaire, today or date.today())
    raise refuse(
        "no_access",
        "{file} holds no list of access.",
        "The first row must name the columns {columns}: use the template.",
        file=path.name,
        columns=HEADS,
    )


def _line(row: Mapping[str, Cell]) -> Line:
    said = {key: row[key].text for key in ("email", "role", "until")}
    centres = "\n".join(row["centres"].lines)  # a cell may hold a centre per line
    return Line(row["email"].excel_row, centres=centres, **said)


def _taken(
    file: str, lines: Sequence[Line], questionnaire: Questionnaire, today: date
) -> AccessList:
    if len(lines) > MOST_ROWS:
        raise refuse(
            "too_long",
            "{file} holds {n} rows; a list of access has at most {most}.",
            "Leave out who needs no access.",
            file=file,
            n=len(lines),
            most=MOST_ROWS,
        )
    faults, centres = Faults(), Centres(questionnaire)
    wishes = parsed(lines, centres.exactly, faults)
    settled_ = settled(wishes, today, faults)
    if faults.found:
        raise ExportError(faults.problems)
    return AccessList(file, tuple(settled_), tuple(_told(wishes, centres)))


def _told(wishes: Sequence[Wish], centres: Centres) -> Iterator[Problem]:
    """What was read as it was meant, but may surprise."""
    directors = [w for w in wishes if ROLES[w.role].has_centres]
    strange = {c: w.row for w in directors for c in w.centres if c not in centres.official}
    if strange:
        rows = tuple(w.row for w in directors if strange.keys() & set(w.centres))
        sentence = say(
            "these centres are not on the list of centres: {names}. They are kept as they are.",
            names=list(strange)[:6],
        )
        remedy = say("The director sees something only where answers have exactly this name.")
        yield Problem("unknown_centre", sentence, remedy, at_rows(rows), rows)
    if rows := tuple(w.row for w in wishes if w.centres and not ROLES[w.role].has_centres):
        sentence = say("staff and analysts see all centres; the centre beside them is not kept.")
        yield Problem("centre_not_kept", sentence, None, at_rows(rows), rows)
    if rows := _again(wishes):
        sentence = say(
            "these addresses stand in a row above too; their centres were taken together."
        )
        yield Problem("joined", sentence, None, at_rows(rows), rows)


def _again(wishes: Sequence[Wish]) -> tuple[int, ...]:
    """The rows of addresses that stand in a row above."""
    seen: set[str] = set()
    rows = []
    for wish in wishes:
        email = wish.email.casefold()
        if email in seen:
            rows.append(wish.row)
        seen.add(email)
    return tuple(rows)

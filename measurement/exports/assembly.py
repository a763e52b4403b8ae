"""Puts the columns of a table together: respondents, answer matrix, problems."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa

from measurement.errors import ExportError, refuse
from measurement.exports.cells import completion
from measurement.exports.cells.scores import Scores
from measurement.exports.cells.texts import names, texts
from measurement.exports.files.read import File
from measurement.exports.headers.meaning import ASK, CHOSEN, Meaning
from measurement.exports.people.identity import identity
from measurement.exports.people.respondents import respondents
from measurement.exports.preview import columns
from measurement.exports.recognised import Recognised
from measurement.exports.rows.table import Table
from measurement.exports.rows.unseen_told import tell_empty, tell_hidden
from measurement.exports.surveys import SURVEY
from measurement.exports.template.sheets import invitations, survey
from measurement.exports.unknown import NoItemsError
from measurement.questionnaire.scale import FIRST_POINT

_LIKELY, _ENOUGH = 5, 30


def assembled(file: File, table: Table) -> Recognised:
    """Everything that a table holds. Raises :class:`ExportError` when nobody answered."""
    scores = _scores(table)
    frame = respondents(table, scores, identity(table))
    stated = _stated(file, table, frame)
    end = _last_filled(table)
    codes = _completed(table, scores, frame, end)
    invited = tuple(invitations(file, table, stated))
    return Recognised(
        file=file.name,
        digest=file.digest,
        platform=table.layout.platform.id,
        sheet=table.layout.sheet.name or None,
        header_rows=table.layout.depth,
        respondents=frame.iloc[:end].reset_index(drop=True),
        items=scores.items,
        codes=np.asfortranarray(codes[:end]),
        points={item: table.questionnaire.scale_of(item).points for item in scores.items},
        columns=columns(table),
        unmapped=_unmapped(table),
        texts=texts(table, frame["excluded"].iloc[:end]),
        names=names(table),
        problems=tuple(table.problems),  # after everything that tells one
        survey=stated,
        invitations=invited,
    )


def _scores(table: Table) -> Scores:
    """The scores on the items; told is what makes a reader doubt where they come from."""
    if table.layout.platform.id == "template":
        _leave_unasked(table)
    tell_empty(table)
    scores = Scores.read(table)
    if not scores.codes:
        raise _refuse_items(table)
    _tell_sheets(table)
    _tell_codes(table)
    return scores


def _completed(
    table: Table, scores: Scores, frame: pd.DataFrame, end: int
) -> npt.NDArray[np.uint8]:
    """The answer matrix with its last states, and in the frame which answers are partial."""
    live = (frame["excluded"] == "").to_numpy()
    if not end or not live[:end].any():
        refused = refuse(
            "no_answers",
            "The file holds the questions, but no answers of respondents.",
            "Download the export again once there are answers.",
        )
        raise ExportError([*refused.problems, *(p for p in table.problems if p.blocking)])
    frame["completed"] = ~completion.partial(table, scores, live)
    scores.tell_strange(~live)
    tell_hidden(table, live[:end])
    codes = scores.matrix()
    surveys = completion.numbered([pa.array(frame[name]) for name in SURVEY])
    completion.mark_not_shown(table, scores, codes, live, surveys)
    _tell_short_scale(table, scores, codes[live])
    return codes


def _leave_unasked(table: Table) -> None:
    """Leave out the questions of the template that were not part of this survey."""
    columns = [*table.of("item"), *table.of("option"), *table.of("question")]
    if not table.any_filled(columns).any():
        return
    for index in columns:
        if not table.cells(index).filled.any():
            table.meanings[index] = Meaning("empty", table.meanings[index].key)


def _refuse_items(table: Table) -> ExportError:
    """No column with answers: said first, then why each column with a known header fell away."""
    refused = refuse(
        "no_items",
        "No column with answers on a scale of the questionnaire was found.",
        "Check that this is the export of the right survey.",
    )
    return NoItemsError([*refused.problems, *table.problems], columns(table))


def _tell_sheets(table: Table) -> None:
    for name, n in table.layout.others:
        table.tell(
            "other_sheet",
            "The sheet '{other}' holds answers too ({n} rows); only the sheet '{sheet}' was read.",
            "If both count, save each sheet as a file of its own and import both.",
            other=name,
            sheet=table.layout.sheet.name,
            n=n,
        )


def _tell_codes(table: Table) -> None:
    """Columns that a declared code names, beside a text that is not the item's wording."""
    for index, meaning in enumerate(table.meanings):
        if meaning.beside and meaning.kind in ("item", "option"):
            table.tell(
                "code_beside_text",
                "the code in this header is that of {item}, but the text beside it is not its wording; it was read as {item}.",
                "Check that the form and the questionnaire use one code for one question.",
                column=index,
                item=meaning.key,
            )


def _stated(file: File, table: Table, frame: pd.DataFrame) -> dict[str, str]:
    """What the sheet about the survey says; it fills in what the rows leave open."""
    if table.layout.platform.id != "template":
        return {}
    stated = survey(file, table)
    for name in SURVEY:
        if value := stated.get(name):
            frame[name] = frame[name].where(frame[name] != "", value)
    return stated


def _last_filled(table: Table) -> int:
    """How many rows there are up to the last that says something."""
    filled = np.flatnonzero(table.any_filled(range(len(table.meanings))))
    return int(filled[-1]) + 1 if len(filled) else 0


def _tell_short_scale(table: Table, scores: Scores, codes: npt.NDArray[np.uint8]) -> None:
    """No answer at all above 5 on a scale to 8: perhaps the form had another scale."""
    scales = [table.questionnaire.scale_of(item) for item in scores.items]
    for scale in dict.fromkeys(s.id for s in scales if s.has_cut and s.points[-1] > _LIKELY):
        places = [place for place, s in enumerate(scales) if s.id == scale]
        points = scales[places[0]].points
        n = sum(int((codes[:, place] >= FIRST_POINT).sum()) for place in places)
        top = max(int(codes[:, place].max(initial=0)) for place in places) - FIRST_POINT
        if n >= _ENOUGH and points[top] <= _LIKELY:
            table.tell(
                "short_scale",
                "No answer lies above {top}, while the scale runs to {last}.",
                "Check that the form did not use another scale.",
                top=str(points[top]),
                last=str(points[-1]),
            )


def _unmapped(table: Table) -> tuple[str, ...]:
    """Headers of columns that were not recognised; a likely item is proposed, not guessed."""
    left = []
    for index in table.of("unknown"):
        meaning = table.meanings[index]
        if meaning.how == CHOSEN or not table.cells(index).filled.any():
            continue
        left.append(table.names[index])
        if meaning.how == ASK and meaning.array:
            table.tell(
                "proposed",
                "the code in this header looks like that of {item}, but other columns are surer; the column was left out.",
                "Choose the item for this column, or write its code with the item in the questionnaire.",
                column=index,
                item=meaning.key,
            )
        elif meaning.how == ASK:
            table.tell(
                "proposed",
                "this looks like {item} ({score} % alike), but that is not sure; the column was left out.",
                "Choose the item for this column, or add the wording as an alias.",
                column=index,
                item=meaning.key,
                score=f"{meaning.score:.0f}",
            )
    return tuple(left)

"""Scales that ran the other way: '1 - helemaal akkoord' in the whole form, or from one row on."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from measurement.exports.cells.items import Codes, ItemColumn
from measurement.exports.cells.labels import negates
from measurement.exports.cells.reading import UNREADABLE
from measurement.exports.headers.meaning import QUESTION, Meaning
from measurement.exports.rows.table import Table
from measurement.questionnaire.scale import FIRST_POINT

Rows = npt.NDArray[np.intp]


@dataclass
class Directed:
    """The codes of the columns that are read, and the columns that are left out with a question."""

    columns: list[ItemColumn]
    codes: list[Codes]


def directed(table: Table, columns: list[ItemColumn]) -> Directed:
    """The codes of every column, turned where the words stand at the other end of the scale.

    A column in which nobody chose an end goes with the columns beside it. Where words that the
    scale does not know speak of the other end, but not for sure, the column is left out and asked.
    """
    asked = _unsure(table, columns)
    columns = [column for column in columns if column.index not in asked]
    claims = [(c.rows(lambda r: r.claims == 1), c.rows(lambda r: r.claims == -1)) for c in columns]
    mixed = [i for i, (here, there) in enumerate(claims) if len(here) and len(there)]
    change = _change([claims[i] for i in mixed])
    scales = {columns[i].reader.scale.id for i in mixed}
    whole = [bool(len(there)) and not len(here) for here, there in claims]
    result = Directed([], [])
    partly = []
    follows = _followers(columns, claims, whole) if change is None else {}
    for place, (column, (here, there)) in enumerate(zip(columns, claims, strict=True)):
        turned = table.none()
        if change is not None and column.reader.scale.id in scales and _fits(here, there, change):
            turned[change] = True
            partly.append(column)
        elif whole[place] or follows.get(place):
            turned[:] = True
        elif place in follows and follows[place] is None:
            _ask_direction(table, column)
            continue
        codes = column.codes(turned)
        if len(there) and not turned.any():
            codes[there] = UNREADABLE
        result.columns.append(column)
        result.codes.append(codes)
        if turned.all() and len(turned):
            _tell_whole(table, column)
    _tell_partly(table, partly, change)
    _tell_strange(table, result.columns)
    return result


def _followers(
    columns: list[ItemColumn], claims: list[tuple[Rows, Rows]], whole: list[bool]
) -> dict[int, bool | None]:
    """For columns without a word at an end, beside turned ones: whether they are turned too.

    None where that cannot be known: the columns on its two sides differ, or its end points stand
    there without words while those of the others have them.
    """
    turned: dict[int, bool | None] = {}
    for place, column in enumerate(columns):
        same = [
            i
            for i, other in enumerate(columns)
            if other.reader.scale.id == column.reader.scale.id and any(map(len, claims[i]))
        ]
        if any(map(len, claims[place])) or not any(whole[i] for i in same):
            continue
        if not column.count(lambda r: FIRST_POINT <= r.code < UNREADABLE):
            continue
        beside = {whole[i] for i in _nearest(place, same)}
        bare = any(_is_end(column, reading.code) for reading in column.readings.values())
        if beside == {False}:
            continue
        unsure = bare or len(beside) > 1
        turned[place] = False if column.chosen else None if unsure else True
    return turned


def _nearest(place: int, places: list[int]) -> list[int]:
    """The last of these places before a place, and the first after it."""
    return [*[i for i in places if i < place][-1:], *[i for i in places if i > place][:1]]


def _is_end(column: ItemColumn, code: int) -> bool:
    return code in (FIRST_POINT, FIRST_POINT + len(column.reader.scale.points) - 1)


def _unsure(table: Table, columns: list[ItemColumn]) -> set[int]:
    """Columns whose unknown words at the ends seem to speak of the other end.

    Words of a known set of labels claim an end for sure; here those are judged that only a
    negation tells apart ("tout à fait d'accord", "pas du tout d'accord").
    """
    asked: set[int] = set()
    for scale in dict.fromkeys(column.reader.scale.id for column in columns):
        same = [column for column in columns if column.reader.scale.id == scale]
        low, high = _strange(same, 0), _strange(same, -1)
        if not any(map(negates, high)) or (low and all(map(negates, low))):
            continue
        for column in same:
            words = high & {r.strange for r in column.readings.values()}
            if column.chosen or column.count(lambda r: r.claims != 0):
                continue
            asked.add(column.index)
            _ask_direction(table, column, sorted(words or high)[0])
    return asked


def _strange(columns: list[ItemColumn], end: int) -> set[str]:
    """The words beside the first (0) or last (-1) point that neither scale nor label set knows."""
    return {
        reading.strange
        for column in columns
        for reading in column.readings.values()
        if reading.strange
        and not reading.claims
        and reading.code == column.reader.scale.code(column.reader.scale.points[end])
    }


def _ask_direction(table: Table, column: ItemColumn, words: str = "") -> None:
    table.meanings[column.index] = Meaning("unknown", column.item, QUESTION)
    points = column.reader.scale.points
    if words:
        table.tell(
            "unsure_direction",
            "'{words}' stands beside {last}, but seems to say the other end of the scale of {item}; the column was left out.",
            "Choose the item for this column if {last} is the highest all the same; else write the words at the right points of the scale in the questionnaire.",
            column=column.index,
            words=words[:60],
            item=column.item,
            last=str(points[-1]),
        )
        return
    table.tell(
        "unsure_direction",
        "in other columns the words stand at the other end of the scale, and this column does not show whether that holds for {item} too; the column was left out.",
        "Choose the item for this column if its numbers count as they stand.",
        column=column.index,
        item=column.item,
    )


def _tell_strange(table: Table, columns: list[ItemColumn]) -> None:
    """Name the words at the ends that the scale does not know: they were taken as the number says."""
    for scale in dict.fromkeys(column.reader.scale.id for column in columns):
        same = [column for column in columns if column.reader.scale.id == scale]
        points = same[0].reader.scale.points
        words = {
            (points[reading.code - FIRST_POINT], reading.strange)
            for column in same
            for reading in column.readings.values()
            if reading.strange
        }
        if words:
            table.tell(
                "strange_words",
                "the scale of {items} does not know these words at its ends: {words}.",
                "Check that they say the same end; then add them to the spellings of the scale in the questionnaire.",
                items=", ".join(column.item for column in same),
                words=", ".join(f"{point} = '{said[:40]}'" for point, said in sorted(words)[:6]),
            )


def _change(claims: list[tuple[Rows, Rows]]) -> slice | None:
    """The rows of the other direction, when these follow or precede all the usual ones."""
    if not claims:
        return None
    here = np.concatenate([usual for usual, _ in claims])
    there = np.concatenate([opposite for _, opposite in claims])
    if here.max() < there.min():
        return slice(int(there.min()), None)
    if there.max() < here.min():
        return slice(0, int(there.max()) + 1)
    return None


def _fits(usual: Rows, opposite: Rows, change: slice) -> bool:
    """Whether nothing in a column speaks against the change that other columns show."""
    return bool(_inside(opposite, change).all() and not _inside(usual, change).any())


def _inside(rows: Rows, change: slice) -> npt.NDArray[np.bool_]:
    stop = np.iinfo(np.intp).max if change.stop is None else change.stop
    return np.asarray((rows >= change.start) & (rows < stop))


def _tell_whole(table: Table, column: ItemColumn) -> None:
    table.tell(
        "turned",
        "the words stand at the other end of the scale than in the questionnaire; all answers were turned.",
        "Check the form: if this is not so, leave the column out.",
        column=column.index,
    )


def _tell_partly(table: Table, columns: list[ItemColumn], change: slice | None) -> None:
    if change is None:
        return
    first = change.start
    last = table.n - 1 if change.stop is None else change.stop - 1
    for column in columns:
        table.tell(
            "turned",
            "in rows {first} to {last} the scale runs the other way (the words stand at the other end); those answers were turned.",
            "Check the form: if this is not so, leave these rows out.",
            at=[first],
            column=column.index,
            first=str(table.layout.excel_row(first)),
            last=str(table.layout.excel_row(last)),
        )

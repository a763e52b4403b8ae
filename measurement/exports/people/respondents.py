"""The table of respondents: one row per data row of the sheet."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from measurement.exports.cells.scores import Scores
from measurement.exports.files.columns import Cells
from measurement.exports.people.characteristics import OTHER, characteristic, several
from measurement.exports.people.durations import seconds
from measurement.exports.people.exclusions import Exclusions
from measurement.exports.people.identity import Identity
from measurement.exports.people.tickets import marks
from measurement.exports.recognised import EXCLUDED
from measurement.exports.rows.table import Table
from measurement.exports.surveys import NAMES, SURVEY, survey_value
from measurement.questionnaire.centres import Centres
from measurement.texts import bare, plain

CHARACTERISTICS = ("net", "ambt", "role", "experience", "education")


def respondents(table: Table, scores: Scores, who: Identity) -> pd.DataFrame:
    """One row per data row, with the columns of :class:`Recognised` but ``completed``."""
    first = table.layout.excel_row(0)
    matrix = scores.matrix()
    excluded = Exclusions(table, scores, who, matrix).found()
    centre = _centre(table)
    columns: dict[str, Any] = {
        "row": np.arange(first, first + table.n),
        "excluded": _texts(pa.array(["", *EXCLUDED]).take(pa.array(excluded))),
        "completed": np.ones(table.n, dtype=bool),
        "answered_on": who.when.astype("datetime64[ns]"),
        "identity": _texts(who.best),
        **marks(table, who),
    }
    columns |= {name: _texts(_survey(table, name)) for name in SURVEY}
    columns |= {"centre": _texts(centre), "centre_known": _is_known(table, centre)}
    columns |= {name: _texts(_characteristic(table, name)) for name in CHARACTERISTICS}
    columns |= {"seconds": seconds(table, who), "strange": scores.strange_items()}
    frame = pd.DataFrame(columns)
    nets = Centres(table.questionnaire).nets
    of_centre = {name: nets.get(name, "") for name in frame["centre"].unique()}
    frame["net"] = frame["net"].where(frame["net"] != "", frame["centre"].map(of_centre))
    _tell_unknown_centres(table, frame)
    return frame


def _texts(texts: pa.StringArray) -> Any:
    return pd.array(texts, dtype="str")


def _survey(table: Table, name: str) -> pa.StringArray:
    """What the rows say of their survey; strategy and moment as ids, '' where unknown."""
    text = table.filled("survey", name)
    if name == "initiative" or not table.of("survey", name):
        return text
    coded = text.dictionary_encode()
    said = coded.dictionary.to_pylist()
    read = [survey_value(table.questionnaire, name, one) for one in said]
    unknown = sorted(one for one, meant in zip(said, read, strict=True) if one and not meant)
    if unknown:
        table.tell(
            "unknown_survey",
            "The {what} {found} is not known.",
            "Name the survey yourself when importing.",
            column=table.of("survey", name)[0],
            what=NAMES[name],
            found=", ".join(f"'{one[:40]}'" for one in unknown[:4]),
        )
    return pa.array(read, pa.string()).take(coded.indices)


def _centre(table: Table) -> pa.StringArray:
    """The official name, or the likeliest spelling of a centre that is not on the list."""
    centres = Centres(table.questionnaire)
    tool = table.layout.platform
    absent = {bare(w) for w in (*tool.spellings("not_shown"), *tool.spellings("skipped"))}
    official = pa.array([""] * table.n, pa.string())
    for index in table.of("person", "centre"):
        cells = table.cells(index)
        names = centres.names(cells.speaking)
        shown = ["" if bare(t) in absent else names.get(t, "") for t in cells.texts]
        here = pa.array([*shown, ""], pa.string()).take(pa.array(cells.positions))
        official = pc.if_else(pc.equal(official, ""), here, official)
    return official


def _is_known(table: Table, centre: pa.StringArray) -> npt.NDArray[np.bool_]:
    official = pa.array(sorted(Centres(table.questionnaire).official), pa.string())
    return np.asarray(pc.is_in(centre, official).to_numpy(zero_copy_only=False), dtype=bool)


def _characteristic(table: Table, name: str) -> pa.StringArray:
    """The id of a value per row; a column of its own 'other' answers goes before."""
    read = characteristic(table.questionnaire, name, table.layout.platform)
    reading = several(table.questionnaire, name, read) if name == "role" else read
    listed = any(v.characteristic == name for v in table.questionnaire.values)
    values = pa.array([""] * table.n, pa.string())
    for index in [*table.of("other", name), *table.of("person", name)]:
        cells = table.cells(index)
        texts = [""] * (len(cells.raw) + 1)
        for place in cells.used:
            texts[place] = reading(cells.texts[place])
        texts = texts if listed else _likeliest(texts, cells)
        here = pa.array(texts, pa.string()).take(pa.array(cells.positions))
        better = pc.or_(pc.equal(values, ""), pc.equal(values, OTHER))
        values = pc.if_else(pc.and_(pc.not_equal(here, ""), better), here, values)
    return values


def _likeliest(texts: list[str], cells: Cells) -> list[str]:
    """Texts that differ in capitals and signs only, in the spelling that occurs most."""
    written: dict[str, list[int]] = {}
    for place in cells.used:
        written.setdefault(plain(texts[place]), []).append(place)
    chosen = list(texts)
    for places in written.values():
        best = max(places, key=lambda place: (int(cells.counts[place]), texts[place]))
        for place in places:
            chosen[place] = texts[best]
    return chosen


def _tell_unknown_centres(table: Table, frame: pd.DataFrame) -> None:
    live = (frame["excluded"] == "") & (frame["centre"] != "") & ~frame["centre_known"]
    names = sorted(frame.loc[live, "centre"].unique())
    if names:
        table.tell(
            "unknown_centre",
            "These centres are not on the list: {names}. They stay visible under this name.",
            "Say on the page Imports which centre is meant, or add them, or this spelling, to data/questionnaire/centres.csv.",
            names=names,
        )

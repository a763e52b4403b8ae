"""Open answers: what people wrote in the questions of the questionnaire that ask for text."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from measurement.exports.files.columns import Cells, Mask
from measurement.exports.headers.header import Header
from measurement.exports.recognised import no_texts
from measurement.exports.rows.table import Table
from measurement.questionnaire.model import TEXT, Item
from measurement.texts import plain
from measurement.word_lists import codes

LONGEST = 5_000  # characters of one remark
UNREAD = ("blank", "refused", "note")  # of such rows no text is read
BETWEEN = " / "  # where a sheet has two columns for one question
# What people type when they have nothing to say, without signs and spaces; a cell without a letter,
# a digit or a picture says nothing either. "Ok" and "alles goed" do say something: they stay.
NOTHING_TEXT = """
nvt na nvtgeen geen neen nee no none nihil niks niets nothing x xx xxx leeg blanco geenopmerking
geenopmerkingen geensuggesties geencommentaar geenaanvullingen geenvragen
geenopmerkingenofsuggesties geenverdereopmerkingen geenbijkomendeopmerkingen nietstemelden
nietstoetevoegen nietvantoepassing notapplicable nocomment nocomments
"""
NOTHING = frozenset(NOTHING_TEXT.split())
_SPACES = r"[\s\pZ\x{200B}\x{2060}\x{FEFF}]+"
_UNSEEN = r"[\p{Cc}\p{Cf}\p{Co}\x{FFF0}-\x{FFFF}]"  # control, direction, private use
_PICTURE = r"\p{So}"


def texts(table: Table, excluded: pd.Series) -> pd.DataFrame:
    """One row per open answer that says something: its ``row`` as Excel shows it, item, text.

    Sorted by row and item. ``excluded`` tells of the rows below the header why they do not count;
    of rows without answers, and of who refused, nothing is read. Only questions of the questionnaire for text: not
    prior education, nor what was filled in beside "other". A text stays what it is: one that looks
    like a formula is text. White space becomes single spaces, characters that cannot be seen go, and
    what is longer than :data:`LONGEST` characters is cut. How many cells said nothing (``-``,
    ``n.v.t.``, ``geen``) or were cut is told as a problem.
    """
    wanted = table.none()
    wanted[: len(excluded)] = ~excluded.isin(UNREAD).to_numpy(bool)
    parts = [_of_column(table, index, wanted) for index in table.of("open")]
    answers = pd.concat([no_texts(), *(part for part in parts if len(part))], ignore_index=True)
    answers = answers.astype({"row": "int64", "item": "str", "text": "str"})
    if answers.duplicated(["row", "item"]).any():
        answers = answers.groupby(["row", "item"])["text"].agg(BETWEEN.join).reset_index()
    return answers.sort_values(["row", "item"], kind="stable", ignore_index=True)


def names(table: Table) -> tuple[str, ...]:
    """The names of respondents in the columns about who answered: never stored, only taken out."""
    first, last = table.filled("meta", "first_name"), table.filled("meta", "last_name")
    written = table.filled("meta", "name").unique().to_pylist()
    for one, other in ((first, last), (last, first)):
        if table.of("meta", "first_name") and table.of("meta", "last_name"):
            written += pc.binary_join_element_wise(one, other, " ").unique().to_pylist()
    return tuple(sorted({name for name in written if name.strip()}))


def _of_column(table: Table, index: int, wanted: Mask) -> pd.DataFrame:
    """The open answers of one column."""
    item = item_of(table, index)
    if not item:
        return no_texts()
    cells = table.cells(index)
    written = _cleaned(cells)
    says = ~_nothing(cells, written)
    rows = np.flatnonzero(cells.spread(says, False, bool) & table.said(index) & wanted)
    _tell(table, index, written, says, wanted)
    positions = pa.array(cells.positions[rows])
    text = pc.utf8_slice_codeunits(written, 0, LONGEST).take(positions)
    return pd.DataFrame(
        {
            "row": rows + table.layout.excel_row(0),
            "item": pd.array([item] * len(rows), dtype="str"),
            "text": pd.array(text, dtype="str"),
        }
    )


def item_of(table: Table, index: int) -> str:
    """The id of the question for text that a column answers; '' if there is none.

    A column's meaning names the dimension of its question. Where several questions have that
    dimension, the header decides; failing that, the first.
    """
    key = table.meanings[index].key
    asked = [i for i in table.questionnaire.items if i.scale == TEXT and i.dimension != "education"]
    likely = [i for i in asked if key in (i.id, i.dimension)] or [i for i in asked if not key]
    named = [i for i in likely if _names(i) & _said(table.layout.headers[index])]
    return next((i.id for i in (*named, *likely)), "")


def _names(item: Item) -> set[str]:
    """Every way in which a header may name this item."""
    return {
        plain(text)
        for text in (item.id, item.wording.nl, item.wording.en, *item.aliases, *item.codes)
        if text
    }


def _said(header: Header) -> set[str]:
    return {plain(text) for text in (*header.codes, *header.texts, header.shown)}


def _cleaned(cells: Cells) -> pa.StringArray:
    """The distinct texts as one paragraph each, without characters that cannot be seen."""
    spaced = pc.replace_substring_regex(pc.fill_null(cells.raw, ""), _SPACES, " ")
    seen = pc.replace_substring_regex(spaced, _UNSEEN, "")
    return pc.utf8_trim_whitespace(pc.utf8_normalize(seen, "NFC"))


def _nothing(cells: Cells, written: pa.StringArray) -> Mask:
    """Which distinct texts say nothing."""
    squeezed = pc.replace_substring(cells.said, " ", "")
    numbers = [re.sub(r"\W", "", str(code)) for code in codes("blank_codes")]
    silent_words = pc.is_in(squeezed, pa.array(["", *sorted(NOTHING), *numbers]))
    drawn = pc.match_substring_regex(written, _PICTURE)
    silent = pc.and_(silent_words, pc.invert(drawn)).to_numpy(zero_copy_only=False)
    return np.asarray(silent | cells.blank, dtype=bool)


def _tell(table: Table, index: int, written: pa.StringArray, says: Mask, wanted: Mask) -> None:
    """Tell what was not kept as it stood: cells that say nothing, and texts that were cut."""
    cells = table.cells(index)
    typed = np.asarray(pc.not_equal(written, "").to_numpy(zero_copy_only=False), dtype=bool)
    silent = cells.spread(typed & ~says, False, bool) & wanted
    if silent.any():
        table.tell(
            "silent_remarks",
            "Open answers that say nothing, such as '-', 'n.v.t.' or 'geen', are not kept as remarks; number of cells: {n}.",
            column=index,
            n=int(silent.sum()),
        )
    long = np.asarray(pc.utf8_length(written).to_numpy(zero_copy_only=False)) > LONGEST
    if len(cut := np.flatnonzero(cells.spread(long, False, bool) & wanted)):
        table.tell(
            "long_remarks",
            "Open answers longer than {most} characters were cut; number of cells: {n}.",
            at=cut,
            column=index,
            n=len(cut),
            most=LONGEST,
        )

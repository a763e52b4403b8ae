"""Several columns of one item: a wording that changed, branches of a form, or before and after."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

from measurement.exports.headers.meaning import ASK, CHOSEN, QUESTION, RESEMBLES, SIMILAR, Meaning
from measurement.exports.rows.table import Table
from measurement.texts import plain
from measurement.word_lists import words

_BOTH = 0.5  # of the rows of the emptiest column: with more filled in twice, it was asked twice


def settle(table: Table) -> None:
    """Decides which column is an item where several have its name.

    Columns that nobody filled in both are one item: a form with branches, or a wording that was
    corrected half-way. Of columns that people filled in both, the one that speaks of afterwards
    counts; where that is not clear, none does, and it is asked.
    """
    named: dict[str, list[int]] = {}
    for index in table.of("item"):
        named.setdefault(table.meanings[index].key, []).append(index)
    for index, meaning in enumerate(table.meanings):
        if meaning.how == RESEMBLES:
            _pool(table, meaning.key, index, named)
    for item, columns in named.items():
        everything = [*columns, *_marked(table, item)]
        if len(everything) > 1 and _asked_twice(table, everything):
            _choose(table, item, everything)


def _pool(table: Table, item: str, index: int, named: dict[str, list[int]]) -> None:
    """Takes a column that nearly has an item's wording for that item, if nobody filled in both."""
    others = named[item]
    filled = table.said(index)
    if not filled.any() or (filled & table.any_said(others)).any():
        table.meanings[index] = Meaning("unknown", item, ASK, table.meanings[index].score)
        return
    table.meanings[index] = Meaning("item", item, SIMILAR, table.meanings[index].score)
    named[item] = [*others, index]
    table.tell(
        "pooled",
        "this wording differs a little from that of {item} in column '{other}', and nobody filled in both: the two were read as one question.",
        "Leave this column out if it is another question.",
        column=index,
        item=item,
        other=table.layout.headers[others[0]].shown[:70],
    )


def _marked(table: Table, item: str) -> list[int]:
    """Columns that are not recognised, but hold the item's wording and speak of before or after."""
    asked = table.questionnaire.item_by_id[item]
    wording = plain(asked.wording.nl)
    columns = []
    for index in table.of("unknown"):
        header = plain(table.layout.headers[index].shown)
        around = Counter(header.split()) - Counter(wording.split())
        marked = bool(around.keys() & (words("before") | words("after")))
        if table.meanings[index].how != CHOSEN and wording in header and marked:
            columns.append(index)
    return columns


def _asked_twice(table: Table, columns: list[int]) -> bool:
    """Whether people filled in two of these columns, and not always with the same answer."""
    for one, other in combinations(columns, 2):
        here, there = table.said(one), table.said(other)
        both = here & there
        fewest = min(int(here.sum()), int(there.sum()))
        if both.sum() > max(1, _BOTH * fewest) and _differ(table, one, other):
            return True
    return False


def _differ(table: Table, one: int, other: int) -> bool:
    both = table.said(one) & table.said(other)
    pairs = zip(
        table.cells(one).shown.to_pylist(), table.cells(other).shown.to_pylist(), strict=True
    )
    return any(a != b for (a, b), wanted in zip(pairs, both, strict=True) if wanted)


def _choose(table: Table, item: str, columns: list[int]) -> None:
    chosen = [index for index in columns if table.meanings[index].how == CHOSEN]
    kept = chosen or _after(table, columns)
    for index in columns:
        if index not in kept:
            table.meanings[index] = Meaning("unknown", item, QUESTION)
    if chosen:
        return
    if kept:
        table.meanings[kept[0]] = Meaning("item", item, SIMILAR)
    for index in columns:
        if kept and index not in kept:
            table.tell(
                "before",
                "{item} was asked before and after; the column '{other}' counts, this one does not.",
                "To use the answers of before too: add the file once more with the moment zero, choose {item} for this column and leave the other out.",
                column=index,
                item=item,
                other=table.layout.headers[kept[0]].shown[:70],
            )
        elif not kept:
            table.tell(
                "asked_before_after",
                "{item} stands in {n} columns, and people filled in more than one of them: it is not clear which counts, so none does.",
                "Choose the item for the column that counts.",
                column=index,
                item=item,
                n=len(columns),
            )


def _after(table: Table, columns: list[int]) -> list[int]:
    """The one column that speaks of afterwards, or of nothing where the others say before."""
    said = [Counter(plain(table.layout.headers[i].shown).split()) for i in columns]
    common = said[0]
    for one in said[1:]:
        common = common & one
    own = [set(one - common) for one in said]
    before = [bool(o & words("before")) and not o & words("after") for o in own]
    after = [bool(o & words("after")) and not o & words("before") for o in own]
    if sum(before) != len(columns) - 1:
        return []
    rest = before.index(False)
    return [columns[rest]] if after[rest] or not own[rest] else []

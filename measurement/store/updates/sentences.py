"""What an export changes in the store, in words: for the page and the command line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from measurement.errors import rows_shown
from measurement.store.updates.receipts import Changed, Receipt
from measurement.words import plural, text

NOTHING = "–"


def lines(receipt: Receipt) -> Iterator[str]:
    """The rows behind the numbers: what changed, what is new, what is gone and what is lacking."""
    for changed in receipt.changed:
        yield text("Row {row}: {what}.", row=str(changed.row), what=what(changed))
    if left := receipt.n_changed - len(receipt.changed):
        yield plural("{n} more row changed.", "{n} more rows changed.", left)
    if receipt.updates and receipt.added:
        yield text("New: rows {rows}.", rows=rows_shown(receipt.added))
    for file, rows in receipt.gone:
        yield text("Gone: rows {rows} of {file}.", rows=rows_shown(rows), file=file)
    if receipt.returned:
        yield text(
            "Rows {rows} came in with an import that was undone; with this file they count again.",
            rows=rows_shown(receipt.returned),
        )
    if receipt.lost:
        yield text(
            "No longer in this file: {items}. Their answers no longer count; check whether the columns are recognised.",
            items=receipt.lost,
        )


def cost(receipts: Sequence[Receipt]) -> str:
    """What these files together take from what was released to directors; '' for nothing."""
    n = max((receipt.n_withdrawn for receipt in receipts), default=0)
    if not n:
        return ""
    return plural(
        "{n} figure that was released to directors holds an answer that changes: it is withdrawn, and not made again.",
        "{n} figures that were released to directors hold an answer that changes: they are withdrawn, and not made again.",
        n,
    )


def what(changed: Changed) -> str:
    """What of a response changed: the item, what stood there and what stands there now."""
    return "; ".join(_part(*part) for part in changed.what)


def _part(name: str, before: str, after: str) -> str:
    if name == "completed":
        return text("completed") if after == "1" else text("no longer completed")
    if name == "survey":
        return text("of another survey")
    if name == "remark":
        return text("the remark")
    called = text(name) if not any(c.isupper() or c.isdigit() for c in name) else name
    return f"{called} {_said(before)} → {_said(after)}"


def _said(value: str) -> str:
    return text("not applicable") if value == "not_applicable" else value or NOTHING

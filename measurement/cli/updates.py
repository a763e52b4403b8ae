"""The command line of an update: what files change is said before it is stored, and asked first."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from typing import Any

from measurement.access.roles import LOCAL
from measurement.errors import SurveyError
from measurement.store.answers.invitations import Invitation
from measurement.store.store import Store
from measurement.store.updates import sentences
from measurement.store.updates.adding import Addition
from measurement.store.updates.receipts import Receipt, Undecided
from measurement.store.updates.relation import BESIDE, UPDATE
from measurement.words import plural, text


def said(options: argparse.Namespace) -> str:
    """What the reader says of a file whose survey is in the store already, '' for nothing."""
    return UPDATE if options.update else BESIDE if options.new else ""


def add(
    store: Store,
    additions: Sequence[Addition],
    questionnaire: Any,
    invited: Sequence[Invitation],
    tell: Callable[[Sequence[Receipt]], None],
    *,
    preview: bool = False,
) -> bool:
    """Whether the files were added; with ``preview`` it is only said what they would change.

    Raises :class:`SurveyError` when only the reader knows what one of them is.
    """
    try:
        if not preview:
            store.imports.add_all(additions, questionnaire, invited, tell=tell, by=LOCAL)
            return True
        receipts = store.imports.preview(additions, questionnaire)
        tell(receipts)
        if cost := sentences.cost(receipts):
            print(cost)
        if any(receipt.open for receipt in receipts):
            raise Undecided(receipts)
        print(text("Nothing was stored: this was only a preview."))
    except Undecided as asked:
        raise SurveyError(_decide(asked)) from asked
    return False


def tell(receipt: Receipt) -> None:
    """Print what a file brings, and the rows that it changes."""
    if receipt.updates:
        print(f"{receipt.file}: {receipt.told}.")
    else:
        n = receipt.n_added
        print(
            plural("{file}: {n} answer added.", "{file}: {n} answers added.", n, file=receipt.file)
        )
    for line in sentences.lines(receipt):
        print(f"  {line}")


def _decide(asked: Undecided) -> str:
    """What is asked, and how to say it on the command line."""
    said = [str(asked)]
    if any(receipt.questions for receipt in asked.receipts):
        said.append(
            text(
                "Nothing was stored. Add --update if it is a newer export (what it lacks no longer counts), or --new if these are other answers."
            )
        )
    if any(receipt.open_rows for receipt in asked.receipts):
        said.append(text("Name the rows after --keep-rows or --leave-out."))
    return "\n".join(said)

"""What an import brings, as it is told: before it is stored, and after."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from measurement.errors import SurveyError, rows_shown
from measurement.exports.surveys import Survey
from measurement.store.updates.relation import AGAIN, CHANCE, OLDER, OTHER, PART
from measurement.words import Sentence, plural, say


@dataclass(frozen=True)
class Changed:
    """A response whose answers differ from those in the store.

    ``row`` is its row in the file, ``was`` that in the import of before; ``what`` are the item or
    characteristic, and what stood and what stands there ('' = nothing).
    """

    row: int
    was: int
    what: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True)
class Question:
    """Something only the reader knows: whether answers are those of before, or others beside them."""

    kind: str
    file: str
    survey: str
    n: int
    back: int

    def __str__(self) -> str:
        return str(self.sentence)

    @property
    def sentence(self) -> Sentence:
        """What is asked."""
        return say(_ASKED[self.kind].message, **vars(self))


_ASKED = {
    PART: say(
        "{file}: of the {n} answers of {survey} in the store only {back} are in this file. Is it a newer export in which the others are gone, or does it hold only a part?"
    ),
    AGAIN: say(
        "{file}: people who answered {survey} in the store ({n} answers) are in this file with other answers or at another time ({back}). Is it a newer export, or did they answer a second time?"
    ),
    CHANCE: say(
        "{file}: {back} of the {n} answers of {survey} in the store are in this file, but answers without a name may agree by chance. Is it a newer export, or are these other people?"
    ),
    OLDER: say(
        "{file} seems older than what is in the store of {survey}: only {back} of the {n} answers are in it, and the others are of later days. Must it take the place of what is there?"
    ),
    OTHER: say(
        "{file}: {back} of its answers are in the store as {survey} ({n} answers). Do they belong to the survey that you name now, or do they count for both?"
    ),
}


@dataclass(frozen=True)
class Receipt:
    """What an import brought.

    Of the answers of the file that count, ``n_same`` were in the store already, ``n_changed`` were
    there with other answers, and ``n_added`` are new, in the rows ``added``; ``gone`` are rows of
    earlier imports (file, rows) that no longer count. ``changed`` tells what differs, of the first
    rows. ``lost`` are items that the earlier export had and this one lacks. ``returned`` are rows that
    came in with an import that was undone, and in no other. ``doubtful`` are rows
    that may be answers that were left out by hand; ``told_of`` are those of which the reader said
    whether they count. ``already`` tells that the same file is in the
    store for another survey too. ``asked`` is what only the reader knows, and ``decided`` that the
    reader said it: nothing is stored while the receipt is ``open``. ``n_withdrawn`` is told by a
    preview: how many released figures all its files together would withdraw.
    """

    import_id: int
    n_added: int
    surveys: list[Survey]
    already: bool = False
    n_same: int = 0
    n_changed: int = 0
    added: tuple[int, ...] = ()
    changed: tuple[Changed, ...] = ()
    gone: tuple[tuple[str, tuple[int, ...]], ...] = ()
    lost: tuple[str, ...] = ()
    asked: tuple[Question, ...] = ()
    decided: bool = False
    returned: tuple[int, ...] = ()
    doubtful: tuple[int, ...] = ()
    told_of: tuple[int, ...] = ()
    file: str = ""
    updates: bool = False
    n_withdrawn: int = 0

    @property
    def questions(self) -> tuple[Question, ...]:
        """What the reader must still say."""
        return () if self.decided else self.asked

    @property
    def open_rows(self) -> tuple[int, ...]:
        """The doubtful rows of which the reader must still say whether they count."""
        return tuple(row for row in self.doubtful if row not in self.told_of)

    @property
    def open(self) -> bool:
        """Whether the reader must say something first."""
        return bool(self.questions or self.open_rows)

    @property
    def n_gone(self) -> int:
        """How many answers of earlier imports no longer count."""
        return sum(len(rows) for _file, rows in self.gone)

    @property
    def told(self) -> str:
        """The numbers in words; of a first import how many answers it adds."""
        if not self.updates:
            return plural("{n} answer added", "{n} answers added", self.n_added)
        parts = (
            plural("{n} answer was in already", "{n} answers were in already", self.n_same),
            plural("{n} changed", "{n} are changed", self.n_changed),
            plural("{n} is new", "{n} are new", self.n_added),
            plural("{n} is gone", "{n} are gone", self.n_gone),
        )
        return ", ".join(parts)


@dataclass
class Undecided(SurveyError):  # noqa: N818 - the word the reader sees
    """What the reader must say before the files can be added."""

    receipts: Sequence[Receipt] = field(default_factory=list)

    def __init__(self, receipts: Sequence[Receipt]) -> None:
        self.receipts = [r for r in receipts if r.open]
        super().__init__("")

    def __str__(self) -> str:
        lines: list[str] = []
        for receipt in self.receipts:
            lines += [str(question) for question in receipt.questions]
            if receipt.open_rows:
                lines.append(str(doubt(receipt)))
        return "\n".join(lines)


def doubt(receipt: Receipt) -> Sentence:
    """What is asked of rows that may have been left out by hand."""
    return say(
        "{file}: rows {rows} may be answers that were left out by hand. Say of each whether it counts.",
        file=receipt.file,
        rows=rows_shown(receipt.doubtful),
    )

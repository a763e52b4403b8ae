"""What can go wrong in a way that a person can mend."""

from __future__ import annotations

import errno
from collections.abc import Sequence
from dataclasses import dataclass, field

from measurement.words import Sentence, say, text


class SurveyError(Exception):
    """An error a person can mend; its text is shown as it stands, without a traceback."""

    def __init__(self, sentence: Sentence | str) -> None:
        super().__init__(sentence)
        self.sentence = sentence

    def __str__(self) -> str:
        return str(self.sentence)


@dataclass(frozen=True)
class Problem:
    """One thing found in a file: where, what was found and expected, and what to do about it.

    ``blocking`` problems stop an import; the others are shown and the import may go on.
    ``rows`` are row numbers as Excel shows them, ``column`` the number of a column (A is 1).
    """

    kind: str
    found: Sentence
    remedy: Sentence | None = None
    where: Sentence | None = None
    rows: tuple[int, ...] = ()
    blocking: bool = False
    column: int | None = None

    def __str__(self) -> str:
        parts = [f"{self.where}: {self.found}" if self.where else str(self.found)]
        if self.remedy is not None:
            parts.append(str(self.remedy))
        return " ".join(parts)


@dataclass
class ExportError(SurveyError):
    """A file that cannot be used, with every problem found in it."""

    problems: Sequence[Problem] = field(default_factory=list)

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(problems[0].found)
        self.problems = list(problems)

    def __str__(self) -> str:
        return "\n".join(str(problem) for problem in self.problems)


def refuse(kind: str, message: str, remedy: str = "", **values: object) -> ExportError:
    """An :class:`ExportError` with one blocking problem."""
    mend = say(remedy, **values) if remedy else None
    return ExportError([Problem(kind, say(message, **values), mend, blocking=True)])


_REASONS = {
    errno.ENOENT: say("its folder is not there"),
    errno.ENOTDIR: say("its folder is not there"),
    errno.EEXIST: say("there is a file where its folder should be"),
    errno.EISDIR: say("it is a folder"),
    errno.ENOSPC: say("the disk is full"),
    errno.ENAMETOOLONG: say("the name is too long"),
}
_NOT_ALLOWED = say("that is not allowed there, or another program such as Excel has it open")
_NOT_ALLOWED_CODES = (errno.EACCES, errno.EPERM, errno.EROFS, errno.EBUSY)


def reason(error: OSError) -> Sentence | str:
    """Why the system would not read or write a file."""
    if error.errno in _NOT_ALLOWED_CODES:
        return _NOT_ALLOWED
    return _REASONS.get(error.errno or 0, error.strerror or type(error).__name__)


def of_file(error: OSError) -> SurveyError:
    """What to tell of a file or folder that cannot be read or written."""
    place = str(error.filename or error.filename2 or "?")
    return SurveyError(
        say(
            "{place} cannot be read or written: {reason}. Close it elsewhere, or choose another place.",
            place=place,
            reason=reason(error),
        )
    )


def at_rows(rows: Sequence[int]) -> Sentence | None:
    """Where in a list, for a sentence; None for no rows."""
    if not rows:
        return None
    if len(rows) == 1:
        return say("row {row}", row=str(rows[0]))
    return say("rows {rows}", rows=rows_shown(rows))


def rows_shown(rows: Sequence[int], most: int = 12) -> str:
    """Row numbers for a sentence, ranges folded and of a long list how many more there are.

    >>> rows_shown([2, 3, 4, 60])
    '2–4, 60'
    """
    parts: list[str] = []
    ends: list[int] = []
    ordered = sorted(set(rows))
    start = 0
    for i, row in enumerate(ordered):
        if i + 1 == len(ordered) or ordered[i + 1] != row + 1:
            first = ordered[start]
            parts.append(str(row) if first == row else f"{first}–{row}")
            ends.append(i + 1)
            start = i + 1
    told = ", ".join(parts[:most])
    if len(parts) <= most:
        return told
    return text("{names} and {n} more", names=told, n=len(ordered) - ends[most - 1])

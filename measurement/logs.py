"""The log: one JSON object per line, for who keeps the tool running; never a text that people wrote.

What an event may say is named where it is logged: numbers, ids, names of commands. Of an error only
its kind and the lines of code it went through are kept, as its message may quote a cell.
"""

from __future__ import annotations

import json
import logging
import os
import secrets
import sys
import traceback
from datetime import UTC, datetime

from measurement.errors import SurveyError
from measurement.words import say

SETTING = "MEASUREMENT_LOG"  # a file to add to; without it the standard error
_log = logging.getLogger("measurement")
Fact = str | int | float | bool


def set_up(level: int = logging.INFO) -> None:
    """Write what is logged from now on; from this level on. Raises ``OSError`` for the file."""
    said = os.environ.get(SETTING, "")
    handler = logging.FileHandler(said, encoding="utf-8") if said else logging.StreamHandler()
    handler.setFormatter(_Line())
    for old in _log.handlers[:]:
        _log.removeHandler(old)
        old.close()
    _log.addHandler(handler)
    _log.setLevel(logging.INFO if said else level)
    _log.propagate = False


class _Line(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        """A record as one JSON object."""
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        head = {"at": at, "level": record.levelname.lower(), "event": record.getMessage()}
        return json.dumps(head | getattr(record, "facts", {}), ensure_ascii=False, default=str)


def event(name: str, /, **facts: Fact) -> None:
    """Log that something happened."""
    _log.info(name, extra={"facts": facts})


def fault(name: str, error: BaseException | None = None, /, **facts: Fact) -> None:
    """Log that something went wrong: of an error where, and of which kind."""
    told: dict[str, object] = dict(facts)
    if error is not None:
        told |= {"kind": type(error).__name__, "through": through(error)}
    _log.error(name, extra={"facts": told})


def through(error: BaseException) -> list[str]:
    """The lines of code that an error, and what caused it, went through.

    >>> try:
    ...     int("a name")
    ... except ValueError as error:
    ...     print(through(error)[0].startswith("ValueError"), "a name" in str(through(error)))
    True False
    """
    lines: list[str] = []
    one: BaseException | None = error
    while one is not None:
        lines.append(type(one).__name__)
        frames = traceback.extract_tb(one.__traceback__)
        lines += [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
        one = one.__cause__ or (None if one.__suppress_context__ else one.__context__)
    return lines


def unforeseen(error: Exception) -> SurveyError:
    """What to tell of an error that nobody thought of; it is logged under the number that is told."""
    number = f"{secrets.randbelow(10**6):06}"
    if not _log.handlers:
        set_up(logging.ERROR)
    fault("unforeseen", error, number=number, python=sys.version.split()[0])
    return SurveyError(
        say(
            "Something unforeseen went wrong, and what you asked for was not done. What was in the store is still there. Try again; if it returns, give the number {number} to who looks after this tool: it stands in its log.",
            number=number,
        )
    )

"""Keyed hashes of what the tool gave a response, by which a later export recognises it.

Like the hash of a person they tell nobody anything without the key. A ``ticket`` is of one response
in the world: a long number that the tool gave, or a short one with the moment it was begun. The
other marks say less, and are compared within one survey only. 0 stands for unknown.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

Numbers = npt.NDArray[np.int64]
OWN_NUMBERS = ("table", "template")  # where a number may be that of the row
_LONG = 9
_BYTES = 8


class Marks(NamedTuple):
    """The hashes of rows, column by column."""

    ticket: Numbers
    number: Numbers
    started: Numbers
    sent: Numbers


def marked(key: bytes, platform: str, rows: pd.DataFrame) -> Marks:
    """The marks of rows with the columns ``number``, ``started`` and ``sent``."""
    numbers = [" ".join(text.casefold().split()) for text in rows["number"]]
    begun, sent = _texts(rows["started"]), _texts(rows["sent"])
    own = platform in OWN_NUMBERS
    tickets = [_ticket(n, t, own) for n, t in zip(numbers, begun, strict=True)]
    return Marks(
        _hashes(key, b"ticket", tickets),
        _hashes(key, b"number", numbers),
        _hashes(key, b"started", begun),
        _hashes(key, b"sent", sent),
    )


def packed(marks: Marks) -> list[bytes]:
    """The marks beside the ticket, one value per row."""
    data = np.stack(marks[1:], axis=1).astype("<i8").tobytes()
    size = _BYTES * (len(marks) - 1)
    return [data[i * size : (i + 1) * size] for i in range(len(marks.ticket))]


def unpacked(tickets: Iterable[int | None], lines: Iterable[bytes | None]) -> Marks:
    """What :func:`packed` made, with the tickets; rows of before have none."""
    size = _BYTES * (len(Marks._fields) - 1)
    data = b"".join(line or bytes(size) for line in lines)
    columns = np.frombuffer(data, "<i8").reshape(-1, len(Marks._fields) - 1)
    ticket = np.fromiter((number or 0 for number in tickets), np.int64)
    return Marks(ticket, *(np.array(column, np.int64) for column in columns.T))


def _ticket(number: str, begun: str, own: bool) -> str:
    """What is of this response alone; '' where nothing is.

    >>> _ticket("r_2xk9pq71ab", "", False), _ticket("7", "2025-03-03T12:00:00", False)
    ('r_2xk9pq71ab', '7 2025-03-03T12:00:00')
    >>> _ticket("7", "", False), _ticket("123456789", "", True)
    ('', '')
    """
    if number and len(number) >= _LONG and not own:
        return number
    return f"{number} {begun}" if number and begun else ""


def _texts(times: pd.Series) -> list[str]:
    seconds = times.to_numpy("M8[s]")
    return [
        "" if missing else text
        for missing, text in zip(np.isnat(seconds), seconds.astype(str), strict=True)
    ]


def _hashes(key: bytes, kind: bytes, texts: Iterable[str]) -> Numbers:
    hash_of = {"": 0}
    hashes = []
    for text in texts:
        if text not in hash_of:
            digest = hashlib.blake2b(
                text.encode(), key=key, person=kind, digest_size=_BYTES
            ).digest()
            hash_of[text] = int.from_bytes(digest, "little", signed=True) or 1
        hashes.append(hash_of[text])
    return np.array(hashes, np.int64)

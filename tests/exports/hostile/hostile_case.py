"""What one hostile case is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Hostile:
    """A file to build, and Dutch words of which the refusal should contain at least one."""

    name: str
    filename: str
    build: Callable[[Path], None]
    words: tuple[str, ...] = ()
    may_pass: bool = False  # sound in itself: may be read, but must not crash
    megabytes: int = 1  # the file on disk stays below this size

"""Pages are made in turn: many at once share one core, and each would take as long as all together."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

AT_ONCE = 2  # one works while another waits for the store or for a file that is read
PATIENCE = 1.0  # seconds, after which a page is made all the same: those before it may take long
_turns = threading.Semaphore(AT_ONCE)


@contextmanager
def in_turn() -> Iterator[None]:
    """Make a page when it is its turn, or when that takes too long."""
    mine = _turns.acquire(timeout=PATIENCE)
    try:
        yield
    finally:
        if mine:
            _turns.release()

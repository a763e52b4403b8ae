"""Pages are made in turn, and nobody waits for ever."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from pages.frame import turns


def test_as_many_pages_as_may_be_made_at_once_and_no_more() -> None:
    going, most = [0], [0]
    lock, met = threading.Lock(), threading.Barrier(turns.AT_ONCE, timeout=30)

    def page(_number: int) -> None:
        with turns.in_turn():
            with lock:
                going[0] += 1
                most[0] = max(most[0], going[0])
            met.wait()  # only those that are made together get past this
            with lock:
                going[0] -= 1

    with ThreadPoolExecutor(3 * turns.AT_ONCE) as readers:
        list(readers.map(page, range(3 * turns.AT_ONCE)))
    assert most == [turns.AT_ONCE]


def test_a_page_is_made_all_the_same_when_those_before_it_take_too_long(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(turns, "PATIENCE", 0.01)
    monkeypatch.setattr(turns, "_turns", threading.Semaphore(1))
    with turns.in_turn(), turns.in_turn():
        made = True
    assert made
    assert turns._turns.acquire(blocking=False)  # whoever did not wait for a turn gives none back
    assert not turns._turns.acquire(blocking=False)


def test_a_page_that_fails_gives_its_turn_to_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "_turns", threading.Semaphore(1))
    with pytest.raises(ValueError, match="no"), turns.in_turn():
        raise ValueError("no")
    assert turns._turns.acquire(blocking=False)

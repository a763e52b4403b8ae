"""The key and the ledger that come with a copy: laid by, and in their place once the copy is in its.

Three files cannot change at once. So those beside the store are laid by first, under the number
(``application_id``) that the copy alone has; who opens a store with that number puts them in place.
"""

from __future__ import annotations

from pathlib import Path

from measurement.store.file import copies


def lay_by(file: Path | None, there: Path, made: Path, number: int) -> None:
    """Lay a file by for a place beside the store, for the copy with this number; None for nothing there.

    It is made in the folder of the copy. What was laid by for one that never came, goes.
    """
    for old in there.parent.glob(f"{there.name}.[0-9]*"):
        old.unlink()
    by = made.with_suffix(there.suffix)
    if file is None:
        by.touch(0o600)
    else:
        copies.copy_file(file, by)
    by.replace(_laid_by(there, number))


def put_in_place(store: Path, number: int) -> None:
    """Put what was laid by for this store in its place; what stood there is kept beside it."""
    for ending in copies.BESIDE:
        there = store.with_suffix(ending)
        if not (by := _laid_by(there, number)).exists():
            continue
        if there.exists():
            there.rename(copies.named(there, "restore"))
        if by.stat().st_size:
            by.replace(there)
        else:
            by.unlink()


def _laid_by(there: Path, number: int) -> Path:
    return there.with_name(f"{there.name}.{number}")

"""Files that people take away: each is there whole, or not at all."""

from __future__ import annotations

import contextlib
import os
import secrets
from collections.abc import Mapping
from pathlib import Path


def write(out: Path, data: bytes) -> None:
    """Write a file in the place of what stood there; its folder is there.

    Who reads it meanwhile finds the old one or the new one. Raises ``OSError``; what stood there is
    then still there.
    """
    together({out: data})


def together(files: Mapping[Path, bytes]) -> None:
    """Write files as :func:`write` does: none of them gets its name before all are on the disk."""
    drafts: dict[Path, Path] = {}
    try:
        for out, data in files.items():
            place = out.resolve()  # of a link what it points at
            if place.exists() and not place.is_file():  # a pipe or a device: nothing to keep
                place.write_bytes(data)
                continue
            drafts[place] = _draft(place)
            _fill(drafts[place], place, data)
        for place, draft in drafts.items():
            draft.replace(place)
    finally:
        for draft in drafts.values():
            draft.unlink(missing_ok=True)


def _draft(place: Path) -> Path:
    return place.with_name(f".{place.name[:100]}-{secrets.token_hex(4)}.part")


def _fill(draft: Path, place: Path, data: bytes) -> None:
    """Write a draft, with the rights of what stands in its place."""
    try:
        with draft.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if place.exists():
            with contextlib.suppress(PermissionError):
                draft.chmod(place.stat().st_mode & 0o777)
    except OSError as error:
        error.filename = str(place)  # what the reader asked for; a full disk names none
        raise

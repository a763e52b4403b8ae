"""The handbook, in chapters of texts and pictures."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

DOCS = Path(__file__).resolve().parents[3] / "docs"
_PICTURE = re.compile(r"^!\[(?P<caption>[^\]]*)\]\((?P<file>[^)]+)\)$", re.MULTILINE)


class Picture(NamedTuple):
    """A picture of the handbook, and what it shows."""

    file: Path
    caption: str


class Chapter(NamedTuple):
    """A chapter: its title, and its texts (in Markdown) and pictures in order."""

    title: str
    parts: tuple[str | Picture, ...]


def chapters(book: Path = DOCS / "handboek.md") -> tuple[Chapter, ...]:
    """The chapters of the handbook; what stands before the first one is left out."""
    written = book.read_text(encoding="utf-8")
    _before, *texts = re.split(r"^## ", written, flags=re.MULTILINE)
    return tuple(_chapter(text, book.parent) for text in texts)


def _chapter(text: str, folder: Path) -> Chapter:
    title, _line, body = text.partition("\n")
    parts: list[str | Picture] = []
    end = 0
    for found in _PICTURE.finditer(body):
        parts.append(body[end : found.start()])
        parts.append(Picture(folder / found["file"], found["caption"]))
        end = found.end()
    return Chapter(title.strip(), (*parts, body[end:]))

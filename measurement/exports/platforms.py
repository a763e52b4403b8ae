"""Which survey tool wrote a sheet, and where its header stands."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

FILE = Path(__file__).resolve().parents[2] / "data" / "platforms.toml"
_QUOTES = str.maketrans(
    {"’": "'", "‘": "'", "`": "'", "´": "'", "“": '"', "”": '"', "–": "-", "—": "-"}
)


def plain(text: str) -> str:
    """Text for comparison: no case, no punctuation, one space between words.

    >>> plain(" Na het volgen van deze\\xa0begeleiding, wil ik …")
    'na het volgen van deze begeleiding wil ik'
    """
    folded = unicodedata.normalize("NFKC", text).translate(_QUOTES).casefold()
    return " ".join(re.sub(r"[^\w<>+]|_", " ", folded).split())


def tidy(text: str) -> str:
    """Text as people would type it: no stray spaces, non-breaking spaces made ordinary."""
    return " ".join(unicodedata.normalize("NFKC", text).split())


@dataclass(frozen=True)
class Platform:
    """One survey tool, as ``data/platforms.toml`` describes it."""

    id: str
    raw: dict[str, Any]

    @property
    def label(self) -> str:
        """The tool's name."""
        return str(self.raw["label"])

    def spellings(self, key: str) -> tuple[str, ...]:
        """A list of the tool's description."""
        return tuple(self.raw.get(key, ()))

    @cached_property
    def roles(self) -> dict[str, str]:
        """Role by plain header."""
        columns: dict[str, list[str]] = self.raw.get("columns", {})
        return {plain(name): role for role, names in columns.items() for name in names}

    def role(self, header: str) -> str | None:
        """What a metadata header is for; None for anything else."""
        found = self.roles.get(plain(header))
        if found is None and any(
            re.search(p, header, re.I) for p in self.spellings("ignored_patterns")
        ):
            return "ignored"
        if found is None and any(
            tidy(header).startswith(tidy(p)) for p in self.spellings("ignored_prefixes")
        ):
            return "ignored"
        return found


@cache
def platforms() -> tuple[Platform, ...]:
    """All tools, in the order in which they are tried."""
    with FILE.open("rb") as source:
        raw = tomllib.load(source)
    return tuple(Platform(p["id"], p) for p in raw["platforms"])


@cache
def survey_columns() -> dict[str, str]:
    """Role by plain header of the columns that tell which survey an answer belongs to."""
    with FILE.open("rb") as source:
        raw = tomllib.load(source)["survey_columns"]
    return {plain(name): role for role, names in raw.items() for name in names}


def by_id(name: str) -> Platform:
    """The tool with this id."""
    return next(p for p in platforms() if p.id == name)


def of_header(cells: list[str]) -> Platform | None:
    """The tool whose metadata columns these headers are; None if no tool's."""
    best, most = None, 0
    for platform in platforms():
        found = _signature(platform, cells)
        if found > most:
            best, most = platform, found
    return best


def _signature(platform: Platform, cells: list[str]) -> int:
    """How many of the tool's own columns are there, 0 if not enough for this tool."""
    if platform.id in ("table", "template"):
        return 0
    wanted = platform.raw.get("signature", 1)
    texts = {part for cell in cells if cell for part in (cell, cell.split(". ", 1)[0])}
    roles = [role for text in texts if (role := platform.roles.get(plain(text)))]
    found = len(set(texts) & {t for t in texts if plain(t) in platform.roles})
    required = platform.spellings("required")
    if found < wanted or (required and not set(required) & set(roles)):
        return 0
    if platform.id == "surveymonkey" and not set(required) <= set(roles):
        return 0
    if first := platform.spellings("first"):
        lead = next((cell for cell in cells if cell), "")
        return found if plain(lead) in map(plain, first) else 0
    return found

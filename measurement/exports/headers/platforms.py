"""Which survey tool wrote a sheet, and where its header stands."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from typing import Any

from measurement.texts import plain, straight, tidy
from measurement.word_lists import described

# What LimeSurvey may put between the code and the text of a header: its form lets one choose.
_AFTER_CODE = re.compile(r"\s*[.:|-]\s+")


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

    @cached_property
    def _patterns(self) -> list[tuple[re.Pattern[str], str]]:
        listed: dict[str, list[str]] = self.raw.get("patterns", {})
        return [(re.compile(p), role) for role, patterns in listed.items() for p in patterns]

    def role(self, header: str) -> str | None:
        """What a metadata header is for; None for anything else."""
        return _role(self.id, header)

    def find_role(self, header: str) -> str | None:
        """The same, looked up in the tool's lists, then in what every form may ask of a person."""
        return (
            self.own_role(header)
            or _person_columns().get(plain(header))
            or self._coded_role(header)
        )

    def own_role(self, header: str) -> str | None:
        """What a header is for by the lists of this tool alone."""
        said = plain(header)
        if role_named := self.roles.get(said):
            return role_named
        if any(re.search(p, header, re.I) for p in self.spellings("ignored_patterns")) or any(
            tidy(header).startswith(tidy(p)) for p in self.spellings("ignored_prefixes")
        ):
            return "ignored"
        return next((role for pattern, role in self._patterns if pattern.search(said)), None)

    def _coded_role(self, header: str) -> str | None:
        """The role of a code that stands before its own text: ``seed | Seed``."""
        code, *text = split_code(header)
        if not self.raw.get("codes_before_text") or not text:
            return None
        return self.roles.get(plain(code)) if " " not in code else None


def split_code(header: str) -> list[str]:
    """The code and the text of a header, or the header alone.

    >>> split_code("submitdate | Datum ingediend"), split_code("Datum")
    (['submitdate', 'Datum ingediend'], ['Datum'])
    """
    return _AFTER_CODE.split(straight(tidy(header)), maxsplit=1)


@lru_cache(maxsize=8192)
def _role(platform: str, header: str) -> str | None:
    return by_id(platform).find_role(header)


@cache
def platforms() -> tuple[Platform, ...]:
    """All tools, in the order in which they are tried."""
    return tuple(Platform(p["id"], p) for p in described()["platforms"])


@cache
def _person_columns() -> dict[str, str]:
    """Role by plain header of who answered, as any form may ask for it."""
    listed: dict[str, list[str]] = by_id("table").raw["columns"]
    wanted = ("email", "name", "first_name", "last_name")
    return {plain(name): role for role in wanted for name in listed[role]}


@cache
def survey_columns() -> dict[str, str]:
    """Role by plain header of the columns that tell which survey an answer belongs to."""
    raw = described()["survey_columns"]
    return {plain(name): role for role, names in raw.items() for name in names}


@cache
def invitation_columns() -> dict[str, list[str]]:
    """Names by column of a table of invitations; the first is the one in the template."""
    return dict(described()["invitation_columns"])


def by_id(name: str) -> Platform:
    """The tool with this id."""
    return next(p for p in platforms() if p.id == name)


def of_header(cells: list[str]) -> Platform | None:
    """The tool whose metadata columns these headers are; None if no tool's."""
    best, most = None, 0
    for platform in platforms():
        n_columns = _signature(platform, cells)
        if n_columns > most:
            best, most = platform, n_columns
    return best


def _signature(platform: Platform, cells: list[str]) -> int:
    """How many of the tool's own columns are there, 0 if not enough for this tool."""
    if platform.id in ("table", "template"):
        return 0
    texts = {part for cell in cells if cell for part in (cell, split_code(cell)[0])}
    own = {text: role for text in texts if (role := platform.own_role(text)) is not None}
    own_columns = {
        t: r for t, r in own.items() if r != "ignored" or platform.roles.get(plain(t)) == r
    }
    marked = _marked(platform, cells, own_columns)
    n_columns = len(own_columns) + marked
    required = set(platform.spellings("required"))
    if n_columns < platform.raw.get("signature", 1):
        return 0
    if required and not marked and not required & set(own_columns.values()):
        return 0
    if first := platform.spellings("first"):
        lead = next((cell for cell in cells if cell), "")
        return n_columns if plain(lead) in map(plain, first) else 0
    return n_columns


def _marked(platform: Platform, cells: list[str], own_columns: dict[str, str]) -> int:
    """How many headers have the form that only this tool gives; one alone may be chance.

    Some forms tell only beside the tool's own name for the number of an answer.
    """
    forms = list(platform.spellings("own_headers"))
    if any(role == "id" and " " in plain(text) for text, role in own_columns.items()):
        forms += platform.spellings("own_headers_beside_id")
    texts = [{tidy(cell), split_code(cell)[0]} for cell in cells if cell]
    n = sum(any(re.search(form, text) for form in forms for text in each) for each in texts)
    return n if n > 1 else 0

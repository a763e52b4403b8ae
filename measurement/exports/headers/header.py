"""What each column of a sheet is called: every text that may name it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from measurement.exports.headers.platforms import Platform
from measurement.exports.headers.texts import codes, loose, parts, without_suffix
from measurement.texts import plain, tidy

Rows = Sequence[Sequence[str]]


@dataclass(frozen=True)
class Header:
    """What a column is called: every text that may name it, the most telling first."""

    index: int
    shown: str
    texts: tuple[str, ...]
    codes: tuple[str, ...] = ()


def headers_of(rows: Rows, platform: Platform) -> tuple[Header, ...]:
    """The headers in one row of names, or in a row of names (or titles) and one of texts."""
    if len(rows) == 1:
        return _with_loose(_single(rows[0], platform), platform)
    if platform.id == "surveymonkey":
        return _with_loose(_grid_headers(rows, platform), platform)
    return _with_loose(_named(rows), platform)


def _single(row: Sequence[str], platform: Platform) -> tuple[Header, ...]:
    first = [tidy(cell) for cell in row]
    names = set(first)
    return tuple(
        Header(
            index,
            name,
            _distinct(_of_group(name, platform), parts(name), parts(without_suffix(name, names))),
            codes(name),
        )
        for index, name in enumerate(first)
    )


def _named(rows: Rows) -> tuple[Header, ...]:
    """Columns with a code above their text."""
    return tuple(
        Header(index, tidy(words) or tidy(name), parts(tidy(words)), (tidy(name),) if name else ())
        for index, (name, words) in enumerate(zip(*rows, strict=True))
    )


def _distinct(*texts: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for some in texts for text in some))


def _of_group(name: str, platform: Platform) -> list[str]:
    """The statement of a header that holds a group's or question's name too, as some tools write.

    Kobo's ``group/statement``, with groups in groups; Alchemer's ``statement:question``.
    """
    found = []
    if sign := platform.raw.get("behind_group"):
        pieces = name.split(sign)
        found += [sign.join(pieces[at:]).strip() for at in range(len(pieces) - 1, 0, -1)]
    if sign := platform.raw.get("before_question"):
        pieces = name.split(sign)
        found += [sign.join(pieces[:at]).strip() for at in range(1, len(pieces))]
    return [text for text in found if text]


def _with_loose(headers: tuple[Header, ...], platform: Platform) -> tuple[Header, ...]:
    """The headers with looser texts too, where these tell one column from all others."""
    names = {h.shown for h in headers}
    whole = {h.index: without_suffix(h.shown, names) for h in headers if h.shown}
    asked = [h for h in headers if h.shown and not platform.role(h.shown)]
    owners: dict[str, set[str]] = {}
    for header in asked:
        for text in (*header.texts, *loose(whole[header.index])):
            owners.setdefault(plain(text), set()).add(whole[header.index])
    own = {h.index: [t for t in loose(whole[h.index]) if len(owners[plain(t)]) == 1] for h in asked}
    return tuple(
        replace(h, texts=tuple(dict.fromkeys([*h.texts, *own.get(h.index, [])]))) for h in headers
    )


def _grid_headers(rows: Rows, platform: Platform) -> tuple[Header, ...]:
    generic = {plain(g) for g in platform.spellings("generic_headers")}
    headers, title = [], ""
    for index, (above, below) in enumerate(zip(*rows, strict=True)):
        above, below = tidy(above), tidy(below)
        title = above or title
        if below and plain(below) not in generic:
            texts = [*parts(below), f"{title} [{below}]"]
            headers.append(Header(index, below, tuple(texts)))
        else:
            headers.append(Header(index, above or title, tuple(parts(above or title))))
    return tuple(headers)

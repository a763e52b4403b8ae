"""The header of a sheet: which rows, and what each column is called."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache

from measurement.exports.platforms import Platform, by_id, of_header, plain, tidy
from measurement.exports.read import File, Sheet

# What may stand before a statement: a code or number with a sign, or an id with a space.
_LEADS = (
    re.compile(r"^(?:[A-Za-z][\w\[\]]*|\d{1,3})\s*[.:)]\s+(.+)$"),
    re.compile(r"^[A-Za-z]{1,5}\d{1,3}(?:[_.]\d{1,2})?[\s_–-]+(\S.{8,})$"),
    re.compile(r"^\d{1,3}(?:\.\d{1,2})?[\s–-]+([A-Za-z].{8,})$"),
    re.compile(r"^(?:[A-Za-z]+ )?\d{1,3}\s*[.:)–-]\s*(\S.{8,})$"),
)
# What stands between a shared question and its statement: a sign that is in no wording.
_BETWEEN = r"\s*\|\s*|\s*(?:>>|»|→)\s*|\s/\s|\?\.\s*"
_AFTER_QUESTION = r"\s[-–—:]\s|\s*[?:]\s+(?=[A-Z])"
_NESTED = r"(?:[^()]|\([^()]*\))"  # text with at most one pair of brackets in it
_ENDS = (
    re.compile(r"^(.*\S)\s*\[([^\[\]]+)\]$"),
    re.compile(rf"^(.*\S)\s*\(({_NESTED}+)\)$"),
    re.compile(r"^(.*[^\s:])\s*:\s+([^:]+)$"),
    re.compile(r"^(.*\S)\s+[-–—|/]\s+(.+)$"),
)
_SCALE = (
    re.compile(r"(?:schaal|scale|score|antwoord|response)(?: \d{1,2})?", re.I),
    re.compile(r"(?:(?:schaal|scale|score) )?(?:van )?\d{1,2} ?(?:-|–|tot|to|t/m) ?\d{1,2}", re.I),
    re.compile(r"\d{1,2} ?(?:=|-|–|:|\().*\b\d{1,2} ?(?:=|-|–|:|\().*"),
)
_TAG = re.compile(r"<[A-Za-z/!][^<>]{0,2000}>")
_LONGEST = 2000
_STATEMENT, _SENTENCE = 9, 4  # letters of a statement, words of a sentence; less is a name
_IMPORT_ID = re.compile(r'^\s*\{\s*"ImportId"')
_LOOK_FOR = 40
_LIKELY, _TOLD = 0.8, 0.6  # with this share of the most known names a sheet may be read, is told
_WORDED = 25  # a header of so many letters is a question, not a chance word in a cell
_SURE = 3  # with so many exact names no row is searched for names that are only alike


@dataclass(frozen=True)
class Header:
    """What a column is called: every text that may name it, the most telling first."""

    index: int
    shown: str
    texts: tuple[str, ...]
    codes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Layout:
    """A sheet with its tool, the row its header starts in (from 0), its depth and columns.

    ``known`` says how many columns were recognised by name, ``of_people`` whether any holds a
    number, time or name of a respondent; ``others`` names the other sheets that hold answers
    too, with their number of rows.
    """

    sheet: Sheet
    platform: Platform
    top: int
    depth: int
    headers: tuple[Header, ...]
    known: int = 0
    of_people: bool = False
    others: tuple[tuple[str, int], ...] = ()

    @property
    def data_from(self) -> int:
        """The first row below the header, from 0 in the sheet as read."""
        return self.top + self.depth

    @property
    def n_rows(self) -> int:
        """The number of rows below the header."""
        return self.sheet.n_rows - self.data_from

    def excel_row(self, index: int) -> int:
        """The row number Excel shows for a data row (from 0 below the header)."""
        return self.sheet.first_row + self.data_from + index


# Whether a text names something of the questionnaire, exactly or (False) nearly so.
Known = Callable[[str, bool], bool]


def layout(file: File, known: Known) -> Layout | None:
    """The best sheet and header row: most columns whose names are known, then most rows.

    Hidden sheets count only when no visible one will do. A sheet of respondents goes before one
    with a row per centre, which only sums them up.
    """
    found = [made for sheet in file.sheets if (made := _of_sheet(sheet, known)) is not None]
    own = by_id("template")
    if {plain(s.name) for s in file.sheets} >= {plain(s) for s in own.spellings("sheets")[:2]}:
        answers = plain(own.spellings("sheets")[0])
        found = [replace(f, platform=own) for f in found if plain(f.sheet.name) == answers]
    if not found:
        return None
    most = max(f.known for f in found if f.sheet.visible or not any(g.sheet.visible for g in found))
    best = max(
        (f for f in found if f.known >= _LIKELY * most),
        key=lambda f: (f.sheet.visible, f.of_people, not _is_listing(f), f.n_rows, f.known),
    )
    told = [f for f in found if f.known >= _TOLD * most and f.sheet.visible and f.n_rows > 0]
    others = [f for f in told if f is not best]
    return replace(best, others=tuple((f.sheet.name, f.n_rows) for f in others))


def _is_listing(made: Layout) -> bool:
    """Whether every row starts with a text of its own, as in a table of centres."""
    if made.of_people or not made.sheet.width:
        return False
    firsts = made.sheet.column(0, made.data_from).drop_null()
    return len(firsts) > 1 and len(firsts.unique()) == len(firsts)


def _of_sheet(sheet: Sheet, known: Known) -> Layout | None:
    """The row with most known names; names that are only alike count where few are exact."""
    rows = [top for top, cells in enumerate(sheet.top[:_LOOK_FOR]) if any(map(str.strip, cells))]
    exact = [_of_row(sheet, top, lambda text: known(text, True)) for top in rows]
    most = max((made.known for made in exact), default=0)
    again = [made.top for made in exact if most < _SURE or made.known >= most / 2]
    found = [_of_row(sheet, top, lambda text: known(text, False)) for top in again]
    best = max(found, key=lambda made: made.known, default=None)
    return best if best is not None and best.known else None


def _of_row(sheet: Sheet, top: int, names: Callable[[str], bool]) -> Layout:
    platform = of_header(sheet.top[top]) or by_id("table")
    depth = _depth(sheet, top, platform)
    headers = _headers(sheet, top, depth, platform)
    texts = [(*h.texts, *h.codes) for h in headers]
    items = [any(names(t) for t in each) for each in texts]
    n_items = sum(items)
    found = [[role for t in each if (role := platform.role(t))] for each in texts]
    roles = [bool(each) for each in found]
    known = sum(map(any, zip(items, roles, strict=True)))
    of_people = any(set(each) - {"ignored"} for each in found)
    worded = any(
        len(plain(h.shown)) >= _WORDED for h, item in zip(headers, items, strict=True) if item
    )
    if not n_items or (platform.id == "table" and n_items < 2 and known < 3 and not worded):
        known = 0
    return Layout(sheet, platform, top, depth, headers, known, of_people)


def _depth(sheet: Sheet, top: int, platform: Platform) -> int:
    below = sheet.top[top + 1 : top + 3]
    if platform.id == "qualtrics":
        if below and any(_IMPORT_ID.match(c) for c in below[0]):
            return 2
        if len(below) > 1 and any(_IMPORT_ID.match(c) for c in below[1]):
            return 3
        return 2 if below and _is_text_row(below[0], platform) else 1
    if platform.id == "surveymonkey":
        return (
            2 if below and not any(re.fullmatch(r"\d{6,}", c.strip()) for c in below[0][:2]) else 1
        )
    return 1


def _is_text_row(cells: list[str], platform: Platform) -> bool:
    """Qualtrics repeats its metadata columns in words in the second row."""
    return sum(platform.role(c) is not None for c in cells) >= 2 or not any(
        re.match(r"^\d{4}-\d\d-\d\d", c) or re.match(r"^\d{1,2}[-/]\d{1,2}[-/]\d{4}", c)
        for c in cells[:4]
    )


def _headers(sheet: Sheet, top: int, depth: int, platform: Platform) -> tuple[Header, ...]:
    rows = [
        sheet.top[top + i] if top + i < len(sheet.top) else [""] * sheet.width for i in range(depth)
    ]
    if platform.id == "surveymonkey" and depth == 2:
        return _with_loose(_grid_headers(rows, platform), platform)
    headers = []
    first = [tidy(cell) for cell in rows[0]]
    names = set(first)
    for index, name in enumerate(first):
        if depth > 1:
            words = tidy(rows[1][index])
            texts = tuple(dict.fromkeys(t for t in _parts(words) if t))
            headers.append(Header(index, words or name, texts, (name,) if name else ()))
        else:
            base = _without_suffix(name, names)
            headers.append(
                Header(
                    index, name, tuple(dict.fromkeys([*_parts(name), *_parts(base)])), _codes(name)
                )
            )
    return _with_loose(tuple(headers), platform)


def _with_loose(headers: tuple[Header, ...], platform: Platform) -> tuple[Header, ...]:
    """The headers with looser texts too, where these tell one column from all others."""
    names = {h.shown for h in headers}
    whole = {h.index: _without_suffix(h.shown, names) for h in headers if h.shown}
    asked = [h for h in headers if h.shown and not platform.role(h.shown)]
    owners: dict[str, set[str]] = {}
    for header in asked:
        for text in (*header.texts, *_loose(whole[header.index])):
            owners.setdefault(plain(text), set()).add(whole[header.index])
    loose = {
        h.index: [t for t in _loose(whole[h.index]) if len(owners[plain(t)]) == 1] for h in asked
    }
    return tuple(
        replace(h, texts=tuple(dict.fromkeys([*h.texts, *loose.get(h.index, [])]))) for h in headers
    )


def _grid_headers(rows: list[list[str]], platform: Platform) -> tuple[Header, ...]:
    generic = {plain(g) for g in platform.spellings("generic_headers")}
    headers, title = [], ""
    for index, (above, below) in enumerate(zip(*rows, strict=True)):
        above, below = tidy(above), tidy(below)
        title = above or title
        if below and plain(below) not in generic:
            texts = [*_parts(below), f"{title} [{below}]"]
            headers.append(Header(index, below, tuple(texts)))
        else:
            headers.append(Header(index, above or title, tuple(_parts(above or title))))
    return tuple(headers)


def _without_suffix(name: str, others: set[str]) -> str:
    """The header without the number that a tool adds to a repeated one: ``2``, ``.1``, ``(2)``."""
    match = re.fullmatch(r"(.*?[^\s._(])[\s._]*\(?\d{1,2}\)?", name)
    return match[1] if match and match[1] in others else name


@lru_cache(maxsize=1 << 13)
def _parts(text: str) -> tuple[str, ...]:
    """The texts within a header that may be the statement, the most specific first.

    >>> _parts("In welke mate? [Ik leerde bij]")
    ('Ik leerde bij', 'In welke mate? [Ik leerde bij]')
    """
    text = _untagged(text)
    if not text:
        return ()
    found = []
    if bracket := re.search(r"\[([^\[\]]+)\]\s*$", text):
        found.append(bracket[1].strip())
    found.extend(piece.strip() for piece in _suffixes(text))
    found.append(text)
    found.extend(match[1].strip() for lead in _LEADS if (match := lead.match(text)))
    found.extend(
        [bare for f in found if (bare := re.sub(r"\s*\([^()]*\)\s*$", "", f)) and bare != f]
    )
    return tuple(dict.fromkeys(f for f in found if f))


def _untagged(text: str) -> str:
    return " ".join(_TAG.sub(" ", html.unescape(text)).split())


@lru_cache(maxsize=1 << 13)
def _loose(text: str) -> tuple[str, ...]:
    """The texts that are left without a scale at the end or a question and a sign in front.

    >>> _loose("In welke mate? | Ik leerde veel bij [1 = niet, 8 = wel]")
    ('In welke mate? | Ik leerde veel bij', 'Ik leerde veel bij')
    """
    text = _untagged(text)
    if len(text) > _LONGEST:
        return ()
    base = _without_scale(text)
    found = [base]
    if bracket := re.search(r"\[([^\[\]]+)\]$", base):
        found.append(bracket[1].strip())
    found += [re.split(sign, base)[-1] for sign in (_BETWEEN, f"{_BETWEEN}|{_AFTER_QUESTION}")]
    found += _either_language(base)
    found += [match[1] for f in found for lead in _LEADS if (match := lead.match(f))]
    return tuple(dict.fromkeys(f for f in found if f != text and len(plain(f)) >= _STATEMENT))


def _either_language(text: str) -> list[str]:
    """The first of two sentences, which may be the same statement in two languages."""
    pieces = re.split(r"\s[/|]\s", text)
    both = len(pieces) == 2 and all(len(plain(p).split()) >= _SENTENCE for p in pieces)
    return pieces[:1] if both else []


def _without_scale(text: str) -> str:
    """A header without parts at its end that only tell the scale."""
    for end in _ENDS:
        match = end.match(text)
        if match and any(scale.fullmatch(match[2].strip()) for scale in _SCALE):
            return _without_scale(match[1])
    return text


def _suffixes(text: str) -> list[str]:
    pieces = re.split(_AFTER_QUESTION, text)
    return [pieces[-1]] if len(pieces) > 1 else []


def _codes(text: str) -> tuple[str, ...]:
    """The code at the start of a header: ``A[SQ001]``, ``A_SQ001`` or ``A1. Ik ben …``."""
    match = re.match(r"^([A-Za-z]\w*(?:\[\w+\])*)(?:\s*[.:)]\s|$)", text)
    return (match[1],) if match else ()

"""The texts within a header that may name its column: statement, question, code."""

from __future__ import annotations

import html
import re
from functools import lru_cache

from measurement.texts import plain

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


def without_suffix(name: str, others: set[str]) -> str:
    """The header without the number that a tool adds to a repeated one: ``2``, ``.1``, ``(2)``."""
    match = re.fullmatch(r"(.*?[^\s._(])[\s._]*\(?\d{1,2}\)?", name)
    return match[1] if match and match[1] in others else name


@lru_cache(maxsize=1 << 13)
def parts(text: str) -> tuple[str, ...]:
    """The texts within a header that may be the statement, the most specific first.

    >>> parts("In welke mate? [Ik leerde bij]")
    ('Ik leerde bij', 'In welke mate? [Ik leerde bij]')
    """
    text = _untagged(text)
    if not text:
        return ()
    candidates = []
    candidates.extend(_in_brackets(text))
    candidates.extend(piece.strip() for piece in _suffixes(text))
    candidates.append(text)
    candidates.extend(match[1].strip() for lead in _LEADS if (match := lead.match(text)))
    candidates.extend(
        [bare for f in candidates if (bare := re.sub(r"\s*\([^()]*\)\s*$", "", f)) and bare != f]
    )
    return tuple(dict.fromkeys(f for f in candidates if f))


def _untagged(text: str) -> str:
    return " ".join(_TAG.sub(" ", html.unescape(text)).split())


@lru_cache(maxsize=1 << 13)
def loose(text: str) -> tuple[str, ...]:
    """The texts that are left without a scale at the end or a question and a sign in front.

    >>> loose("In welke mate? | Ik leerde veel bij [1 = niet, 8 = wel]")
    ('In welke mate? | Ik leerde veel bij', 'Ik leerde veel bij')
    """
    text = _untagged(text)
    if len(text) > _LONGEST:
        return ()
    base = _without_scale(text)
    candidates = [base, *_grouped(base)]
    candidates += _in_brackets(base)
    candidates += [re.split(sign, base)[-1] for sign in (_BETWEEN, f"{_BETWEEN}|{_AFTER_QUESTION}")]
    candidates += _either_language(base)
    candidates += [match[1] for f in candidates for lead in _LEADS if (match := lead.match(f))]
    return tuple(dict.fromkeys(f for f in candidates if f != text and len(plain(f)) >= _STATEMENT))


def _in_brackets(text: str) -> list[str]:
    """What stands between the last brackets of a header; it may hold brackets itself.

    >>> _in_brackets("In welke mate? [Ik leerde [veel] bij]")
    ['Ik leerde [veel] bij']
    """
    depth = 0
    for at in range(len(text) - 1, -1, -1) if text.endswith("]") else ():
        depth += (text[at] == "]") - (text[at] == "[")
        if not depth:
            return [text[at + 1 : -1].strip()]
    return []


def _grouped(text: str) -> list[str]:
    """A sentence behind the name of its group: ``stellingen/Ik leerde veel bij``."""
    _, sign, rest = text.partition("/")
    return [rest] if sign and len(plain(rest).split()) >= _SENTENCE else []


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
    """What follows each sign that may end a question: a statement may hold such a sign itself."""
    return [text[match.end() :] for match in re.finditer(_AFTER_QUESTION, text)]


def codes(text: str) -> tuple[str, ...]:
    """The code at the start of a header: ``A[SQ001]``, ``A_SQ001`` or ``A1. Ik ben …``."""
    match = re.match(r"^([A-Za-z]\w*(?:\[\w+\])*)(?:\s*[.:)]\s|$)", text)
    return (match[1],) if match else ()

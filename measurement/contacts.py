"""Finds e-mail addresses, telephone numbers and IP addresses in text, and takes them out.

Headings, remarks and centres are text that people typed; what identifies somebody must not slip
into the store with it. Telephone numbers are those that exist by the plans of Belgium, the
Netherlands or, with + or 00, any country (phonenumbers), and what has the form of one although it
does not exist; digits without any sign between count only where such a number exists.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from measurement.texts import identity_form

MASK = "…"
_WORD = re.compile(r"[^\W_]+")  # An_De_Smet is three words
_EMAIL = re.compile(r"[^\s@<>\"'(),;:]+@[^\s@<>\"'(),;:]+\.\w+")
_IP = re.compile(
    r"(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d.])"  # IPv4
    r"|(?<![\w:])(?:[0-9A-Fa-f]{0,4}:){3,7}[0-9A-Fa-f]{0,4}(?![\w:])"  # IPv6
)
_REGIONS = ("BE", "NL")
_FEWEST = 8  # digits of a telephone number
_DIGIT = r"(?:[\s./()–-]{0,2}\d)"
_FORM = re.compile(
    rf"(?<!\w)(?<!\d[/.-])(?:(?:\+ ?|00(?=[1-9])){_DIGIT}{{8,14}}|0(?=[1-9]){_DIGIT}{{8,9}})(?!\w)"
)
# What begins like a telephone number and is none: a date, hours, a decimal number, single scores.
_OTHER = re.compile(
    r"\d{1,2}[-/. ]\d{1,2}[-/. ](?:19|20)\d\d|\d\d[.:]\d\d ?[-–] ?\d\d[.:]\d\d|\d[.,]\d{4}"
    r"|\d(?:[ ,;/-]\d\b){3}"
)


class Contact(NamedTuple):
    """A part of a text, from ``start`` up to ``end``, and its kind: email, phone or ip."""

    start: int
    end: int
    kind: str


def contacts(text: str) -> list[Contact]:
    """The e-mail addresses, IP addresses and telephone numbers, from left to right.

    Where two overlap, the first of these kinds holds.
    """
    spotted: list[Contact] = []
    for kind, spans_of in _KINDS:
        spans = list(spans_of(text))
        spotted += [Contact(start, end, kind) for start, end in spans]
        for start, end in spans:
            text = text[:start] + "|" * (end - start) + text[end:]
    return sorted(spotted)


def _phones(text: str) -> Iterator[tuple[int, int]]:
    if sum(sign.isdigit() for sign in text) < _FEWEST:
        return
    from phonenumbers import PhoneNumberMatcher

    text, done = text.replace("_", " "), 0
    numbers = [
        (match.start, match.end, match.raw_string.lstrip("(["))
        for region in _REGIONS
        for match in PhoneNumberMatcher(text, region)
    ]
    numbers += [(*form.span(), form[0]) for form in _FORM.finditer(text) if not form[0].isdigit()]
    for start, end, number in sorted(numbers, key=lambda one: (one[0], -one[1])):
        if start >= done and not _OTHER.match(number):
            yield start, end
            done = end


_KINDS: tuple[tuple[str, Callable[[str], Iterable[tuple[int, int]]]], ...] = (
    ("email", lambda text: (match.span() for match in _EMAIL.finditer(text))),
    ("ip", lambda text: (match.span() for match in _IP.finditer(text))),
    ("phone", _phones),
)


def masked(text: str) -> str:
    """The text without e-mail addresses, IP addresses and telephone numbers.

    >>> masked("Mail an@x.be of bel 0478 12 34 56 (2024-2025)")
    'Mail … of bel … (2024-2025)'
    """
    return without(text, contacts(text))


def without(text: str, spans: Iterable[tuple[int, int, *tuple[Any, ...]]]) -> str:
    """The text with … in place of each of these parts, which stand from left to right."""
    kept, done = "", 0
    for start, end, *_ in spans:
        kept += text[done:start] + MASK
        done = end
    return kept + text[done:]


def masker(identities: Iterable[str]) -> Callable[[Any], Any]:
    """A function that masks text, and lists and mappings of text, for these respondents.

    Of the identities only names of several words are looked for (addresses are masked whoever's
    they are): a token such as ``7`` would take every 7 away.

    >>> masker(["An De Smet", "7"])({"found": "row 7 (an de smet)", "rows": [7]})
    {'found': 'row 7 (…)', 'rows': [7]}
    """
    names = spellings(identities)
    longest = max(map(len, names), default=0)

    def clean(value: Any) -> Any:
        if isinstance(value, str):
            said = masked(value)
            return without(said, _named(said, names, longest)) if names else said
        if isinstance(value, dict):
            return {key: clean(part) for key, part in value.items()}
        if isinstance(value, (list, tuple)):
            return [clean(part) for part in value]
        return value

    return clean


def spellings(identities: Iterable[str]) -> set[tuple[str, ...]]:
    """The words of every name, whichever comes first (An De Smet, De Smet An); of an address those
    before the at sign."""
    orders = set()
    for identity in identities:
        words = tuple(_WORD.findall(identity_form(identity.partition("@")[0])))
        if len(words) > 1 and not any(word.isdigit() for word in words):
            orders |= {words[i:] + words[:i] for i in range(len(words))}
    return orders


def _named(text: str, names: set[tuple[str, ...]], longest: int) -> Iterator[tuple[int, int]]:
    """Where one of these names stands."""
    spans = [match.span() for match in _WORD.finditer(text)]
    words = [identity_form(text[start:end]) for start, end in spans]
    i = 0
    while i < len(words):
        most = min(longest, len(words) - i)
        n = next((n for n in range(most, 1, -1) if tuple(words[i : i + n]) in names), 0)
        if n:
            yield spans[i][0], spans[i + n - 1][1]
        i += max(n, 1)

"""Takes addresses, telephone numbers and names out of the text that is stored beside answers.

Headings, remarks and centres are text that people typed; what identifies somebody must not slip
into the store with it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

from measurement.texts import identity_form

MASK = "…"
_WORD = re.compile(r"[^\W_]+")  # An_De_Smet is three words
_DATE = r"\d{1,2}[-/. ]\d{1,2}[-/. ](?:19|20)\d\d"
_DIGIT = r"(?:[ ./()-]{0,2}\d)"
_CONTACT = re.compile(
    r"[^\s@<>\"'(),;:]+@[^\s@<>\"'(),;:]+\.\w+"  # an e-mail address
    r"|(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d.])"  # IPv4
    r"|(?<![\w:])(?:[0-9A-Fa-f]{0,4}:){3,7}[0-9A-Fa-f]{0,4}(?![\w:])"  # IPv6
    rf"|(?<![\w/.-])(?!{_DATE})(?:(?:\+ ?|00){_DIGIT}{{8,14}}|0{_DIGIT}{{8,9}})(?!\w)"  # telephone
)


def masked(text: str) -> str:
    """The text without e-mail addresses, IP addresses and telephone numbers.

    >>> masked("Mail an@x.be of bel 0478 12 34 56 (2024-2025)")
    'Mail … of bel … (2024-2025)'
    """
    return _CONTACT.sub(MASK, text)


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
            return _without(masked(value), names, longest)
        if isinstance(value, dict):
            return {key: clean(part) for key, part in value.items()}
        if isinstance(value, (list, tuple)):
            return [clean(part) for part in value]
        return value

    return clean


def spellings(identities: Iterable[str]) -> set[tuple[str, ...]]:
    """The words of every name, whichever comes first (An De Smet, De Smet An); of an address those
    before the at sign."""
    found = set()
    for identity in identities:
        words = _words(identity.partition("@")[0])
        if len(words) > 1 and not any(word.isdigit() for word in words):
            found |= {words[i:] + words[:i] for i in range(len(words))}
    return found


def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(identity_form(text)))


def _without(text: str, names: set[tuple[str, ...]], longest: int) -> str:
    if not names:
        return text
    spans = [(match.start(), match.end()) for match in _WORD.finditer(text)]
    words = [identity_form(text[start:end]) for start, end in spans]
    kept, done, i = "", 0, 0
    while i < len(words):
        most = min(longest, len(words) - i)
        n = next((n for n in range(most, 1, -1) if tuple(words[i : i + n]) in names), 0)
        if n:
            kept += text[done : spans[i][0]] + MASK
            done = spans[i + n - 1][1]
        i += max(n, 1)
    return kept + text[done:]

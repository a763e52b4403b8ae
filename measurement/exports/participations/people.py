"""Who took part: one identity per person, the same as that of a respondent."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import NamedTuple

from measurement.exports.participations.words import nobody
from measurement.texts import plain


class People(NamedTuple):
    """The identity of every row ('' = nobody is named); only ever hashed, never stored.

    ``names`` are all names and addresses in the list, to be masked in what is stored. ``told``
    holds the places of rows by what is worth telling about them.
    """

    identity: list[str]
    names: set[str]
    told: dict[str, list[int]]


def identities(texts: Callable[[str], list[str]], centres: Sequence[str]) -> People:
    """The e-mail address, else the staff number, else the name, as in the exports of surveys.

    A row without an address takes the one that stands elsewhere in the list with its number, else
    with its name, if that is one only. A name alone is a person wherever it stands, unless it
    stands at several centres: then these are different people, as two colleagues of one network
    more often share a name than one of them works in two centres.
    """
    emails = [text.lower() if "@" in text else "" for text in texts("email")]
    numbers = [_named(text) for text in texts("person_id")]
    names = _names(texts)
    identity = [e or n or name for e, n, name in zip(emails, numbers, names, strict=True)]
    linked = _linked(emails, numbers, names)
    for place, email in linked.items():
        identity[place] = email
    alone = [i for i, f in enumerate(identity) if f and f == names[i] and i not in linked]
    places: dict[str, set[str]] = defaultdict(set)
    for i in alone:
        places[identity[i]].add(centres[i])
    shared = [i for i in alone if len(places[identity[i]] - {""}) > 1]
    for i in shared:
        identity[i] = f"{names[i]} {centres[i]}".strip()
    told = {"linked": sorted(linked), "same_name": shared}
    return People(identity, {*emails, *names} - {""}, told)


def _named(text: str) -> str:
    return "" if plain(text) in nobody() else text.lower()


def _names(texts: Callable[[str], list[str]]) -> list[str]:
    """The name, else first and last name together."""
    both = zip(texts("first_name"), texts("last_name"), strict=True)
    joined = [f"{first} {last}".strip() for first, last in both]
    return [_named(whole or pair) for whole, pair in zip(texts("name"), joined, strict=True)]


def _linked(emails: list[str], numbers: list[str], names: list[str]) -> dict[int, str]:
    """For rows without an address the one that their number, else their name, has elsewhere."""
    email_of: dict[int, str] = {}
    for keys in (names, numbers):  # a number is surer than a name, so it is looked at last
        of: dict[str, set[str]] = defaultdict(set)
        for email, key in zip(emails, keys, strict=True):
            if email and key:
                of[key].add(email)
        for i, key in enumerate(keys):
            if not emails[i] and len(of.get(key, ())) == 1:
                email_of[i] = next(iter(of[key]))
    return email_of

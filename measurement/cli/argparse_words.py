"""The words of argparse itself, in the language that is spoken."""

from __future__ import annotations

import argparse

from measurement.words import mark, text

WORDS = frozenset(
    {
        mark("usage: "),
        mark("positional arguments"),
        mark("options"),
        mark("show this help message and exit"),
        mark("argument %(argument_name)s: %(message)s"),
        mark("expected one argument"),
        mark("expected at most one argument"),
        mark("expected at least one argument"),
        mark("expected %s arguments"),
        mark("the following arguments are required: %s"),
        mark("one of the arguments %s is required"),
        mark("not allowed with argument %s"),
        mark("ignored explicit argument %r"),
        mark("unrecognized arguments: %s"),
        mark("ambiguous option: %(option)s could match %(matches)s"),
        mark("invalid %(type)s value: %(value)r"),
        mark("invalid choice: %(value)r (choose from %(choices)s)"),
        mark("%(prog)s: error: %(message)s\n"),
    }
)


def translate() -> None:
    """Let argparse look its words up in our catalogue: by these two names it asks for them."""
    for name, said in (("_", _said), ("ngettext", _counted)):
        setattr(argparse, name, said)


def _said(message: str) -> str:
    """The message in the language; one that is not ours to translate as it is."""
    return text(message) if message in WORDS else message


def _counted(one: str, many: str, n: int) -> str:
    return _said(one if n == 1 else many)

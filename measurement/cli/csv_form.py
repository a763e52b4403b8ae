"""The options that say how a csv file is written."""

from __future__ import annotations

import argparse

from measurement.errors import SurveyError
from measurement.words import say, text


def add(parser: argparse.ArgumentParser) -> None:
    """Add ``--belgian`` and ``--full`` to a command that writes csv files."""
    told = text("csv with ; and a decimal comma, rounded to four decimals")
    parser.add_argument("--belgian", action="store_true", help=told)
    parser.add_argument("--full", action="store_true", help=text("with --belgian: unrounded"))


def refuse_other(options: argparse.Namespace, is_csv: bool) -> None:
    """Raise :class:`SurveyError` where these options say nothing of what is written."""
    if options.belgian and not is_csv:
        raise SurveyError(
            say("--belgian is for a csv file only; {out} is none.", out=str(options.out))
        )
    if options.full and not options.belgian:
        raise SurveyError(say("--full goes with --belgian: other files are unrounded."))

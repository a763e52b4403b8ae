"""What ``--where`` chooses: values per column, in whatever spelling."""

from __future__ import annotations

import argparse
from collections import defaultdict

from measurement.errors import SurveyError
from measurement.words import say, text


def add(parser: argparse.ArgumentParser) -> None:
    """Let a command narrow its answers."""
    parser.add_argument(
        "--where",
        action="append",
        default=[],
        metavar=text("COLUMN=VALUE"),
        help=text("may be repeated"),
    )


def asked(options: argparse.Namespace) -> dict[str, list[str]]:
    """What is asked per column; surveys and centres in whatever spelling."""
    from measurement.exports.surveys import SURVEY, survey_value_named
    from measurement.questionnaire.centres import Centres
    from measurement.questionnaire.files.reading import load

    questionnaire = load(options.questionnaire)
    filters: defaultdict[str, list[str]] = defaultdict(list)
    for name, value in map(_pair, options.where):
        if name in SURVEY:
            value = survey_value_named(questionnaire, name, value)
        elif name == "centre":
            value = Centres(questionnaire).exactly(value) or value
        filters[name].append(value)
    return dict(filters)


def _pair(argument: str) -> tuple[str, str]:
    name, equals, value = argument.partition("=")
    if not equals:
        raise SurveyError(
            say("'{found}' has no '='; write for example strategy=plg.", found=argument)
        )
    return name.strip(), value.strip()

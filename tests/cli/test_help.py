"""The help of the command line, and what it says of what is typed wrong: in the reader's language."""

from __future__ import annotations

import re

import pytest

from measurement.cli.main import main


def helped(capsys: pytest.CaptureFixture[str], language: str, *command: str) -> list[str]:
    """The lines of the help of a command."""
    with pytest.raises(SystemExit):
        main(["--language", language, *command, "--help"])
    return capsys.readouterr().out.splitlines()


def test_the_help_of_every_command_speaks_the_language_and_nothing_else(
    capsys: pytest.CaptureFixture[str],
) -> None:
    whole = helped(capsys, "nl")
    assert whole[0].startswith("gebruik: ")
    named = [line.split()[0] for line in whole if re.match(r" {4}[a-z]+ {2,}\S", line)]
    assert len(named) == 20
    for command in ((), *((name,) for name in named)):
        dutch, english = helped(capsys, "nl", *command), helped(capsys, "en", *command)
        sentences = {line for line in dutch if re.search(r"[a-z]+ [a-z]+ [a-z]+", line)}
        assert len(sentences) > 1
        assert sentences & set(english) == set(), command


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("check",), "fout: dit ontbreekt nog: bestand"),
        (("onzin",), "'onzin' bestaat hier niet (kies uit 'check'"),
        (("access", "--grant", "an@school.be"), "er horen 2 waarden bij"),
        (("undo", "een"), "'een' past hier niet (int)"),
    ],
)
def test_what_is_typed_wrong_is_said_in_dutch(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], says: str
) -> None:
    with pytest.raises(SystemExit):
        main(arguments)
    assert says in capsys.readouterr().err

"""The commands for imports and people in the store: undo, erase, retention, access."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import Any

from measurement.access.roles import LOCAL
from measurement.errors import SurveyError
from measurement.words import plural, say, text

Command = Callable[..., argparse.ArgumentParser]
_SURE = say("Nothing was done. Add --yes to do it; it cannot be undone.")


def add_commands(
    commands: Any, command: Command, store: Callable[[argparse.ArgumentParser], None]
) -> None:
    """Add the commands to the parser."""
    undo = command(
        commands, "undo", _undo, text("let an import no longer count; without one, list them")
    )
    undo.add_argument("number", type=int, nargs="?", metavar=text("number"))
    undo.add_argument("--redo", action="store_true", help=text("let it count again"))
    erase = command(commands, "erase", _erase, text("delete all that is kept of a person"))
    erase.add_argument(
        "address", metavar=text("address"), help=text("the e-mail address that stood in the files")
    )
    keep = command(
        commands, "retention", _retention, text("the school years that are due for deletion")
    )
    access = command(
        commands, "access", _access, text("who has access, given by --grant, ended by --end")
    )
    change = access.add_mutually_exclusive_group()
    change.add_argument("--grant", nargs=2, metavar=(text("ADDRESS"), text("ROLE")))
    change.add_argument("--end", metavar=text("ADDRESS"))
    access.add_argument(
        "--centre", action="append", default=[], metavar=text("CENTRE"), help=text("of a director")
    )
    for one in (erase, keep):
        one.add_argument("--yes", action="store_true", help=text("delete them now"))
    for one in (undo, erase, keep, access):
        store(one)


def _undo(options: argparse.Namespace) -> int:
    from measurement.store import open_store

    with open_store(options.store) as store:
        if options.number is not None:
            act = store.imports.redo if options.redo else store.imports.undo
            act(options.number, LOCAL)
        for row in store.imports.table().itertuples():
            state = text("undone") if row.undone else ""
            n = plural("{n} answer", "{n} answers", int(str(row.n_respondents)))
            print(f"{row.id}  {row.file}  {n}  {state}".rstrip())
    return 0


def _erase(options: argparse.Namespace) -> int:
    from measurement.store import open_store

    with open_store(options.store) as store:
        found = store.people.find(options.address, LOCAL)
        print(_amount(found.counts.n_forms, found.counts.n_participations))
        if not options.yes:
            raise SurveyError(_SURE)
        erased = store.people.erase(LOCAL, options.address)
    print(text("Deleted.") + " " + _amount(erased.counts.n_forms, erased.counts.n_participations))
    return 0


def _amount(forms: int, participations: int) -> str:
    filled = plural("{n} form filled in", "{n} forms filled in", forms)
    took_part = plural("{n} participation", "{n} participations", participations)
    return f"{filled}, {took_part}."


def _retention(options: argparse.Namespace) -> int:
    from measurement.store import open_store

    with open_store(options.store) as store:
        due = store.retention.due()
        for row in due.itertuples():
            print(
                f"{row.school_year}: {_amount(int(str(row.n_forms)), int(str(row.n_participations)))}"
            )
        if due.empty:
            print(text("No school year has to be deleted now."))
        elif not options.yes:
            raise SurveyError(_SURE)
        else:
            store.retention.apply(LOCAL)
            print(text("Deleted."))
    return 0


def _access(options: argparse.Namespace) -> int:
    from measurement.store import open_store

    with open_store(options.store) as store:
        if options.grant is not None:
            address, role = options.grant
            store.access.grant(LOCAL, address, role, tuple(options.centre))
        if options.end is not None:
            store.access.end(LOCAL, options.end)
        for row in store.access.list().itertuples():
            print(f"{row.email}  {row.role}  {row.standing}")
    return 0

"""The commands of who keeps the tool running: backup, restore, verify, migrate."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from measurement import logs
from measurement.errors import SurveyError
from measurement.words import say, text

Command = Callable[..., argparse.ArgumentParser]


def add_commands(
    commands: Any, command: Command, store: Callable[[argparse.ArgumentParser], None]
) -> None:
    """Add the commands to the parser."""
    copy = command(commands, "backup", _backup, text("copy the store and its key while it is used"))
    copy.add_argument("--out", type=Path, required=True, metavar=text("FILE|DIR"))
    copy.add_argument("--without-key", action="store_true", help=text("the key is kept elsewhere"))
    back = command(commands, "restore", _restore, text("put a copy in the place of the store"))
    back.add_argument("copy", type=Path, metavar=text("copy"))
    look = command(commands, "verify", _verify, text("look whether the store is whole"))
    look.add_argument("--json", action="store_true", help=text("print one JSON object"))
    step = command(
        commands, "migrate", _migrate, text("bring the store up to date, after a copy of it")
    )
    for one in (copy, back, look, step):
        store(one)


def _backup(options: argparse.Namespace) -> int:
    from measurement.store import open_store

    with open_store(options.store) as store:
        out = store.file.backup(options.out, with_key=not options.without_key)
    logs.event("backup", bytes=out.stat().st_size)
    print(text("The store was copied to {out} and verified.", out=out))
    if not options.without_key and (key := out.with_suffix(".key")).exists():
        print(text("Its key stands beside it as {key}: keep it in another, safe place.", key=key))
    return 0


def _restore(options: argparse.Namespace) -> int:
    from measurement.store import open_store
    from measurement.store.file.place import address_of, file_of
    from measurement.store.restoring import restore

    place = file_of(address_of(options.store))
    if place is None:
        raise SurveyError(
            say(
                "This store is no file: put a copy back with the tools of its database (pg_restore for PostgreSQL)."
            )
        )
    restored = restore(place, options.copy)
    with open_store(options.store):  # what was erased or published since is done again
        pass
    logs.event("restore", kept=restored.kept is not None)
    print(text("{copy} stands in the place of {place} now.", copy=options.copy, place=place))
    if restored.kept is not None:
        print(text("What stood there before is kept as {kept}.", kept=restored.kept))
    return 0


def _verify(options: argparse.Namespace) -> int:
    from measurement.store import open_store

    with open_store(options.store) as store:
        health = store.file.health()
    logs.event("verify", sound=health.sound, problems=len(health.problems))
    if options.json:
        told = asdict(health) | {"problems": [str(problem) for problem in health.problems]}
        print(json.dumps(told | {"sound": health.sound}, ensure_ascii=False, indent=1))
        return 0 if health.sound else 2
    if not health.sound:
        raise SurveyError("\n".join(map(str, health.problems)))
    print(
        text(
            "{place} is whole: version {version}, {n} rows read, newest entry {newest}.",
            place=health.place,
            version=health.version,
            n=sum(health.rows.values()),
            newest=health.newest or "-",
        )
    )
    return 0


def _migrate(options: argparse.Namespace) -> int:
    from measurement.store import open_store
    from measurement.store.schema import VERSION

    with open_store(options.store) as store:  # which does it
        place = store.place
    print(text("{place} has version {version}.", place=place, version=VERSION))
    return 0

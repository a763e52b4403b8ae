"""What a store holds, so that two states of it can be compared."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, inspect, select, text

from benchmarks.kills.places import Place
from measurement.errors import SurveyError
from measurement.store import open_store
from measurement.store.file.place import address_of, file_of
from measurement.store.schema import VERSION, metadata

_VERSION = text("SELECT version_num FROM alembic_version")
State = dict[str, str]  # what a column holds, as a hash; '!' are the problems of a store


def state(place: Place) -> State:
    """What stands in a store, and in the copy of it where there is one."""
    found = _older(place.address) | _of(place.address)
    if place.copy.exists():
        found |= {f"copy of {name}": held for name, held in _of(str(place.copy)).items()}
    return found


def problems(of: State) -> list[str]:
    """Why a store is lost: it cannot be opened, or does not verify."""
    return [held for name, held in of.items() if name.endswith("!")]


def _older(address: str) -> State:
    """The version of a store that is not of today yet; opening it brings it up to date."""
    url = address_of(address)
    if (path := file_of(url)) is not None and not path.exists():
        return {}
    engine = create_engine(url)
    with engine.connect() as connection:
        there = inspect(connection).has_table("alembic_version")
        version = str(connection.execute(_VERSION).scalar()) if there else VERSION
    engine.dispose()
    return {} if version == VERSION else {"version": version}


def _of(address: str) -> State:
    try:
        with open_store(address) as store:
            url, health = store.url, store.file.health()
    except SurveyError as error:
        return {"!": str(error)}
    if not health.sound:
        return {"!": " ".join(map(str, health.problems))}
    return _columns(url)


def _columns(url: str) -> State:
    engine, found = create_engine(url), State()
    with engine.connect() as connection:
        for table in metadata.sorted_tables:
            held: defaultdict[str, Any] = defaultdict(hashlib.sha256)
            for row in connection.execute(select(table).order_by(*table.primary_key)).mappings():
                for name, value in row.items():
                    held[name].update(repr(value).encode())
            found |= {f"{table.name}.{name}": one.hexdigest() for name, one in held.items()}
    engine.dispose()
    return found


def left_behind(folder: Path) -> set[str]:
    """What stands beside a store that is no store, key, ledger, log or copy."""
    known = (".sqlite", ".sqlite-wal", ".sqlite-shm", ".key", ".ledger", "copies")
    return {one.name for one in folder.iterdir() if not one.name.endswith(known)}

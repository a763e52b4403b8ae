"""The example in which people wrote markup wherever they can write something."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from conftest import copied

HOSTILE = "![x](http://127.0.0.1:9/x.png) [y](javascript:1) <img src=z> **vet** :red[q] $a$ `c`"
CHANGES = (
    "UPDATE respondent SET centre = :text WHERE centre = 'Centrum 07'",
    "UPDATE participation SET centre = :text WHERE centre = 'Centrum 07'",
    "UPDATE checklist SET centre = :text WHERE centre = 'Centrum 07'",
    "UPDATE checklist_entry SET note = :text",
    "UPDATE centre_fact SET centre = :text WHERE centre = 'Centrum 07'",
    "UPDATE inspection SET centre = :text WHERE centre = 'Centrum 07'",
    "UPDATE survey SET initiative = :text || id",
    "UPDATE participation SET initiative = :text",
    "UPDATE comment SET text = :text || id",
    "UPDATE quote SET text = :text",
    "UPDATE import SET file = :text || id, notes = json_set(notes, '$.unmapped', json_array(:text))",
    "UPDATE participation_file SET file = :text, notes = json_set(notes, '$.problems', json_array(:text))",
)


def hostile_store(example: Path, folder: Path) -> Path:
    """A copy of the example, with :data:`HOSTILE` as the name of a centre, trainings, remarks and files."""
    store = copied(example, folder / "store.sqlite")
    with sqlite3.connect(store) as raw:
        for change in CHANGES:
            raw.execute(change, {"text": HOSTILE})
    raw.close()
    return store

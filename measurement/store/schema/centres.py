"""Checklists, facts and inspection results of centres."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Integer,
    String,
    Table,
    UniqueConstraint,
)

from measurement.store.schema.base import Utc, metadata

checklist = Table(
    "checklist",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("centre", String, nullable=False, index=True),
    Column("date", Date, nullable=False),
    Column("filled_by", String, nullable=False),  # directie, kernteam, poc, medewerker
    Column("status", String, nullable=False),  # open, closed
    Column("version", Integer, nullable=False),  # raised by every save: who saves names his own
    Column("created_at", Utc, nullable=False),
    Column("updated_at", Utc, nullable=False),
    Column("example", Boolean, nullable=False, default=False),
)

checklist_entry = Table(
    "checklist_entry",
    metadata,
    Column("checklist_id", ForeignKey("checklist.id"), primary_key=True),
    Column("factor", String, primary_key=True),
    Column("state", String, nullable=False, default=""),  # '' = not filled in yet
    Column("note", String, nullable=False, default=""),
)

# Every version of a checklist as it was saved. One that does not stand is what somebody gave
# while another saved first: kept, but not what holds.
checklist_history = Table(
    "checklist_history",
    metadata,
    Column("checklist_id", ForeignKey("checklist.id"), primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("saved_at", Utc, nullable=False),
    Column("stands", Boolean, nullable=False, default=True),
    Column("centre", String, nullable=False),
    Column("date", Date, nullable=False),
    Column("filled_by", String, nullable=False),
    Column("status", String, nullable=False),
    Column("entries", JSON, nullable=False),  # {factor: [state, note]}
)

# Of a centre and key the newest date holds.
centre_fact = Table(
    "centre_fact",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("centre", String, nullable=False),
    Column("key", String, nullable=False),
    Column("value", String, nullable=False),  # '' = no longer known
    Column("date", Date, nullable=False),
    Column("example", Boolean, nullable=False, default=False),
    UniqueConstraint("centre", "key", "date"),
)

inspection = Table(
    "inspection",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("centre", String, nullable=False),
    Column("school_year", String, nullable=False),
    Column("scale", String, nullable=False),
    Column("level", String, nullable=False),  # below, approaches, meets, exceeds
    Column("example", Boolean, nullable=False, default=False),
    UniqueConstraint("centre", "school_year", "scale"),
)

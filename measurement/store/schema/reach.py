"""Lists of participants, and yearly figures that are filled in by hand."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    Integer,
    String,
    Table,
    UniqueConstraint,
)

from measurement.store.schema.base import Utc, metadata

# A list from the participant administration: one row per person and session.
participation_file = Table(
    "participation_file",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("created_at", Utc, nullable=False),
    Column("file", String, nullable=False),
    Column("digest", String(64), nullable=False, index=True),
    Column("notes", JSON, nullable=False),  # columns, problems, rows without a participation
    Column("example", Boolean, nullable=False, default=False),
    Column("undone_at", Utc),
)

participation = Table(
    "participation",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("file_id", ForeignKey("participation_file.id"), nullable=False),
    Column("row", Integer, nullable=False),  # as Excel shows it
    Column("excluded", String, nullable=False),  # '' = counts
    Column("school_year", String, nullable=False),
    Column("strategy", String, nullable=False),
    Column("initiative", String, nullable=False),
    Column("session", String, nullable=False),  # tells the sessions of an initiative apart
    Column("held_on", Date),
    Column("centre", String, nullable=False),
    Column("centre_known", Boolean, nullable=False),
    Column("role", String, nullable=False),
    Column("person", String(64), nullable=False),  # keyed hash, the same as of respondents
    UniqueConstraint("file_id", "row"),
)

# Reach that no list of participants tells: page views, readers of the newsletter, questions asked.
yearly_figure = Table(
    "yearly_figure",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("school_year", String, nullable=False),
    Column("key", String, nullable=False),
    Column("centre", String, nullable=False, default=""),  # '' = the whole network
    Column("value", Float, nullable=False),
    Column("example", Boolean, nullable=False, default=False),
    UniqueConstraint("school_year", "key", "centre"),
)

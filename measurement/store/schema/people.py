"""People who use the tool, what they did, and what they said by hand."""

from __future__ import annotations

from sqlalchemy import JSON, Column, Date, Index, Integer, String, Table
from sqlalchemy import text as sql

from measurement.store.schema.base import Utc, metadata

# People who use the tool, by the address they sign in with. Of an address one account holds; those
# that were ended stay, for the record.
_HOLDS = sql("ended_at IS NULL")
account = Table(
    "account",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("email", String, nullable=False),
    Column("role", String, nullable=False),  # staff, analyst, director
    Column("centres", JSON, nullable=False),  # names; none = as the role says
    Column("valid_from", Utc, nullable=False),
    Column("until", Date),  # the last day; missing = no end
    Column("ended_at", Utc),
    Column("granted_by", String, nullable=False),
    # Who signed in first with this address, as the provider knows them; '' = nobody yet.
    Column("issuer", String, nullable=False, server_default="", default=""),
    Column("subject", String, nullable=False, server_default="", default=""),
    Index(
        "ix_account_email_holds",
        "email",
        unique=True,
        sqlite_where=_HOLDS,
        postgresql_where=_HOLDS,
    ),
)

# Only ever added to. It names people who use the tool, never a respondent.
audit = Table(
    "audit",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", Utc, nullable=False),
    Column("who", String, nullable=False),
    Column("action", String, nullable=False),
    Column("about", String, nullable=False, default=""),  # whose access; '' = nobody's
    Column("details", JSON, nullable=False),
)

# What people said that the columns of a file are, for the next file with the same headers. Of a
# questionnaire and set of headers the newest holds.
column_choice = Table(
    "column_choice",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("questionnaire", String, nullable=False, index=True),
    Column("headers", JSON, nullable=False),  # every header of the file, in order
    Column("columns", JSON, nullable=False),  # {header: what it is; '' = ignore}
    Column("cells", JSON, nullable=False),  # {header: {cell: what it means}}
    Column("chosen_at", Utc, nullable=False),
)

# Which centre is meant by a name that the list of centres does not know.
centre_spelling = Table(
    "centre_spelling",
    metadata,
    Column("spelling", String, primary_key=True),
    Column("centre", String, nullable=False),
    Column("chosen_at", Utc, nullable=False),
)

setting = Table(
    "setting",
    metadata,
    Column("key", String, primary_key=True),
    Column("value", String, nullable=False),
)

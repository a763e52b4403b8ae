"""What was published to directors: only ever added to."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
)

from measurement.store.schema.base import Utc, metadata

# One row per release, per withdrawal (of a release, of what was corrected, of a quote) and per
# withdrawal that was undone, in the order in which they came.
publication = Table(
    "publication",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("mark", String(32), nullable=False, unique=True),  # the same row in the ledger
    Column("at", Utc, nullable=False),
    Column("kind", String, nullable=False),
    Column("content", JSON, nullable=False),
    Column("held", LargeBinary),  # the keyed hashes of answers, one after the other
    Column("example", Boolean, nullable=False, default=False),
)

# The quotes of a release, as they were approved. They go with the answer, unlike what was counted.
published_quote = Table(
    "published_quote",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("publication_id", ForeignKey("publication.id"), nullable=False),
    Column("release", Integer, nullable=False),  # its number
    Column("mark", String(32), nullable=False, unique=True),
    Column("response", BigInteger, nullable=False, index=True),
    Column("remark", String(32), nullable=False),  # hash of the item and what was written
    Column("centre", String, nullable=False),
    Column("school_year", String, nullable=False),
    Column("text", Text, nullable=False),
)

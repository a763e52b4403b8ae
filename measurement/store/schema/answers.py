"""Imports, surveys and what people answered."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    UniqueConstraint,
)

from measurement.store.schema.base import Utc, metadata

file_import = Table(
    "import",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("created_at", Utc, nullable=False),
    Column("file", String, nullable=False),
    Column("digest", String(64), nullable=False, index=True),
    Column("platform", String, nullable=False),
    Column("sheet", String),
    Column("header_rows", Integer, nullable=False),
    Column("questionnaire", String, nullable=False),
    Column("layout", JSON, nullable=False),  # [[item, [points]], …] in the order of the codes
    Column("notes", JSON, nullable=False),  # columns, unmapped, problems, rows without answers
    Column("example", Boolean, nullable=False, default=False),
    Column("undone_at", Utc),
    # Earlier imports that this one is a later state of.
    Column("updates", JSON, nullable=False, server_default="[]", default=list),
)

survey = Table(
    "survey",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("school_year", String, nullable=False),
    Column("strategy", String, nullable=False),
    Column("initiative", String, nullable=False),
    Column("moment", String, nullable=False),
    Column("example", Boolean, nullable=False, default=False),
    UniqueConstraint("school_year", "strategy", "initiative", "moment"),
)

# The newest row of a survey and centre holds, unless it came with an import that was undone.
invitation = Table(
    "invitation",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("survey_id", ForeignKey("survey.id"), nullable=False),
    Column("centre", String, nullable=False, default=""),  # '' = the whole survey
    Column("n_invited", Integer),  # missing = not known
    Column("import_id", ForeignKey("import.id"), index=True),  # missing = filled in by hand
    UniqueConstraint("survey_id", "centre", "import_id"),
)

# A response is what one person gave one survey once. Its rows in later exports have the number
# ``response`` of the first; of these the row of the newest import counts. ``excluded`` follows from
# ``found``, ``by_hand`` and the imports that count (see measurement.store.updates.repeats).
respondent = Table(
    "respondent",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("import_id", ForeignKey("import.id"), nullable=False),
    Column("survey_id", ForeignKey("survey.id")),  # missing only in rows that do not count
    Column("row", Integer, nullable=False),  # as Excel shows it
    Column("excluded", String, nullable=False),  # '' = counts
    Column("kept", Boolean, nullable=False, default=False),  # counts though a later export lacks it
    Column("found", String, nullable=False, server_default=""),  # why reading set it aside
    Column("by_hand", String, nullable=False, server_default=""),  # in, out: of the response
    Column("response", BigInteger, nullable=False, server_default="0", index=True),
    Column("ticket", BigInteger, index=True),  # keyed hash of what the tool gave it alone
    Column("marks", LargeBinary),  # keyed hashes of its number, beginning and sending
    Column("completed", Boolean, nullable=False),
    Column("answered_on", Date),
    Column("centre", String, nullable=False),
    Column("centre_known", Boolean, nullable=False),
    Column("net", String, nullable=False),
    Column("ambt", String, nullable=False),
    Column("role", String, nullable=False),
    Column("experience", String, nullable=False),
    Column("education", String, nullable=False),
    Column("person", String(64), nullable=False),  # keyed hash, '' = unknown
    Column("codes", LargeBinary, nullable=False),  # one byte per item of the import
    Column("seconds", Integer),  # from the first question to the last; missing = not known
    Column(
        "strange", JSON(none_as_null=True)
    ),  # the items whose cell was no answer; missing = none
    UniqueConstraint("import_id", "row"),
    Index(None, "survey_id", "import_id"),
)

# What people wrote, without addresses, telephone numbers and the names of respondents.
comment = Table(
    "comment",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("import_id", ForeignKey("import.id"), nullable=False),
    Column("row", Integer, nullable=False),  # of the respondent, as Excel shows it
    Column("item", String, nullable=False),
    Column("text", String, nullable=False),
    UniqueConstraint("import_id", "row", "item"),
)

# A quote that may leave the support team, as it was edited. Withdrawn ones stay, for the record.
quote = Table(
    "quote",
    metadata,
    Column("comment_id", ForeignKey("comment.id"), primary_key=True),
    Column("text", String, nullable=False),
    Column("released_at", Utc, nullable=False),
    Column("withdrawn_at", Utc),
)
